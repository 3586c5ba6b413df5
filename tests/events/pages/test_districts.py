import pytest

from tests.factories import make_district

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("text", "explanation", "codes"),
    [
        pytest.param("Emam Saheb, Konduz", "Imam Sahib", ["AF1905"], id="misspelt-with-its-province"),
        pytest.param("Jaghatu", "name the province", ["AF0408", "AF1106"], id="ambiguous"),
        pytest.param("امام صاحب", "Imam Sahib", ["AF1905"], id="dari"),
        pytest.param("AF1905", "Imam Sahib", ["AF1905"], id="code"),
    ],
)
def test_a_search_finds_by_any_spelling_and_says_what_it_understood(client, text, explanation, codes):
    context = client.get("/districts/", {"q": text}).context

    assert explanation in context["found"].explanation
    assert [row["district"] for row in context["rows"]] == codes


@pytest.mark.usefixtures("record")
def test_a_search_that_finds_nothing_says_what_to_try(text_of):
    text = text_of("/districts/?q=Zzzzzzzz")

    assert "No district fits. Try the name of its province, fewer letters, or another spelling or script." in text


@pytest.mark.usefixtures("record")
def test_the_list_is_narrowed_by_province_holder_and_day(client, text_of):
    address = "/districts/?province=AF19&holder=government&as_of=2021-06-25"

    assert [row["district_name"] for row in client.get(address).context["rows"]] == ["Kunduz", "Aqtash"]
    assert "2 of 10 districts of Kunduz, as of 25 June 2021." in text_of(address)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("address", "finding"),
    [
        pytest.param(
            "/districts/AF1905/",
            "Imam Sahib on 6 September 2021, the last day of the record: Taliban, since 21 June 2021; "
            "confirmed by provincial police and 6 outlets; taken from the Afghan government.",
            id="taken",
        ),
        pytest.param(
            "/districts/AF2711/?as_of=2021-07-20",
            "Spin Boldak on 20 July 2021: Afghan government, since 1 May 2021 or earlier; assumed from a national "
            "figure, which does not name the district; nobody is known to have held it before.",
            id="assumed",
        ),
    ],
)
def test_a_district_says_in_a_sentence_who_held_it_since_when_on_whose_word_and_how_it_came(text_of, address, finding):
    text = text_of(address)

    assert finding in text
    assert "Every report of a change, oldest first" in text


@pytest.mark.usefixtures("record")
def test_a_district_shows_its_names_in_three_scripts_with_their_direction(client):
    body = client.get("/districts/AF1905/").content.decode()

    assert '<span lang="fa-AF" dir="rtl">امام صاحب</span>' in body
    assert '<span lang="ps" dir="rtl">حضرت امام صاحب</span>' in body
    assert "Hazrati ImamSahib" in body


@pytest.mark.usefixtures("record")
def test_an_event_that_a_perspective_leaves_out_is_told_with_both_sides(client):
    entries = client.get("/districts/AF2711/?as_of=2021-07-20").context["entries"]

    fall = next(entry for entry in entries if entry.event.code == "E0802")
    assert (fall.verdict.standing, fall.accepted, fall.effect) == (
        "disputed",
        False,
        "Not counted in this perspective.",
    )
    assert [one.attribution for one in fall.denying] == ["Interior Ministry spokesman Arian"]
    assert len(fall.supporting) == 3


@pytest.mark.usefixtures("record")
def test_each_perspective_answers_beside_the_others(client):
    views = client.get("/districts/AF2711/?as_of=2021-07-20").context["views"]

    assert [(view["perspective"].slug, view["period"].controller.slug) for view in views] == [
        ("confirmed", "government"),
        ("reported", "government"),
        ("claimed", "government"),
        ("government", "government"),
        ("taliban", "taliban"),
        ("nrf", "government"),
    ]


@pytest.mark.usefixtures("record")
def test_what_had_not_been_reported_by_a_day_is_not_told_yet(client):
    entries = client.get("/districts/AF1905/?reported_by=2021-06-21").context["entries"]

    fall = next(entry for entry in entries if entry.event.code == "E0587")
    assert [one.report.source.name for one in fall.supporting] == ["Asia-Plus", "The Washington Post"]


@pytest.mark.usefixtures("record")
def test_a_story_takes_as_many_queries_for_ten_events_as_for_one(client, django_assert_max_num_queries):
    client.get("/districts/AF1901/")

    for code in ("AF1901", "AF1905", "AF0101"):
        with django_assert_max_num_queries(20):
            client.get(f"/districts/{code}/")


def test_a_district_without_any_report_says_that_no_report_is_not_control(text_of):
    make_district("AF0922", name="Lal Wa Sarjangal")

    text = text_of("/districts/AF0922/")

    assert "No report of Lal Wa Sarjangal is in the record." in text
    assert "No report is not control." in text


def test_a_district_that_does_not_exist_is_not_found(client):
    response = client.get("/districts/AF9999/")

    assert response.status_code == 404
    assert "There is nothing at this address." in response.content.decode()


@pytest.mark.usefixtures("record")
def test_a_province_sums_up_its_own_districts(client, text_of):
    text = text_of("/provinces/AF19/?as_of=2021-06-25")

    assert (
        "On 25 June 2021 the Taliban held 7 of 10 districts of Kunduz and the Afghan government 2. "
        "1 more is claimed for the Afghan government without being accepted here; 1 is unknown." in text
    )
    assert len(client.get("/provinces/AF19/").context["rows"]) == 10
    assert client.get("/provinces/AF99/").status_code == 404
