import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language", "head"),
    [
        pytest.param("/methodology/", "en", '<html lang="en">', id="english"),
        pytest.param("/fa/methodology/", "fa-AF", '<html lang="fa-AF" dir="rtl">', id="dari"),
        pytest.param("/ps/methodology/", "ps", '<html lang="ps" dir="rtl">', id="pashto"),
    ],
)
def test_the_address_decides_the_language_and_nothing_else_does(client, path, language, head):
    response = client.get(path, headers={"accept-language": "ps,fa;q=0.8", "cookie": "django_language=ps"})

    assert response.status_code == 200
    assert response["Content-Language"] == language
    assert head in response.content.decode()
    assert "Set-Cookie" not in response.headers
    assert "Accept-Language" not in response.get("Vary", "")


def test_a_page_names_itself_in_every_language(client):
    body = client.get("/fa/changes/?as_of=2021-06-21").content.decode()

    assert '<link rel="alternate" hreflang="en" href="http://testserver/changes/?as_of=2021-06-21">' in body
    assert '<link rel="alternate" hreflang="fa-AF" href="http://testserver/fa/changes/?as_of=2021-06-21">' in body
    assert '<link rel="alternate" hreflang="ps" href="http://testserver/ps/changes/?as_of=2021-06-21">' in body
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/changes/?as_of=2021-06-21">' in body


def test_the_interface_for_programs_and_the_desk_know_no_language(client):
    assert client.get("/fa/api/v1/actors/").status_code == 404
    assert client.get("/fa/admin/").status_code == 404
    assert "Content-Language" not in client.get("/api/v1/actors/").headers
