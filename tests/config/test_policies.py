import pytest
from django.test import override_settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/methodology/", "/api/v1/actors/", "/admin/login/", "/nothing-here/"])
def test_every_answer_says_what_a_page_may_not_do(client, path):
    response = client.get(path)

    assert "camera=(), " in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "DENY"
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_behind_https_a_browser_is_kept_to_it(client):
    plain, secure = client.get("/methodology/"), client.get("/methodology/", secure=True)

    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/methodology/")
    assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
