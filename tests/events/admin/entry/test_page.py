import datetime

import pytest

from events.models import Citation, ControlEvent, LogEntry, Report, Source, Status
from tests.events.admin.entry.filling import PAGE, fall, filled, line_values, mistakes
from tests.factories import make_actor, make_event, make_report, make_source
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

DAY = datetime.date(2021, 6, 22)


def test_a_report_with_three_districts_becomes_drafts_of_its_author(desk, analyst):
    form = filled(fall(), {"place": "Chahar Dara"}, {"place": "Khanabad, Kunduz"})

    response = desk.post(PAGE, form, follow=True)

    events = ControlEvent.objects.order_by("pk")
    facts = events.values_list(
        "district__code", "date", "kind", "controller__slug", "opponent__slug", "status", "author"
    )
    assert list(facts) == [
        (code, DAY, "captured", "taliban", "government", Status.DRAFT, analyst.pk)
        for code in ("AF1905", "AF1902", "AF1903")
    ]
    assert set(Citation.objects.values_list("attribution", "voice", "stance", "scope")) == {
        ("district police chief", None, "asserts", "district")
    }
    assert [row["event"].code for row in response.context["rows"]] == [event.code for event in events]
    assert response.redirect_chain[0][0].startswith("/admin/events/entry/logged/?events=E")


def test_what_only_drafts_rest_on_is_held_back(desk):
    form = filled(fall(), **{"report-source": "Kunduz Radio", "report-new_source": "on"})

    desk.post(PAGE, form)

    source = Source.objects.get(name="Kunduz Radio")
    assert (source.slug, source.reliability, source.public) == ("kunduz-radio", "F", False)
    assert source.reason == "Not yet graded: an editor gives its grade."
    assert not Report.objects.get().public
    assert not LogEntry.objects.exists()


def test_a_known_address_in_another_form_logs_with_its_report(desk):
    known = make_report(url="http://www.tolonews.com/a/falls", published=datetime.date(2021, 6, 21))
    form = filled(fall(day="yesterday"), **{"report-url": "https://m.tolonews.com/a/falls/amp?utm_source=x#top"})

    desk.post(PAGE, form)

    event = ControlEvent.objects.get()
    assert Report.objects.get() == known == event.citations.get().report
    assert event.date == datetime.date(2021, 6, 20)


def test_what_was_typed_comes_back_when_a_line_is_refused(desk):
    form = filled(
        fall(place="Imam Sahib", summary="Taken at dawn.", time="04:30"),
        {"place": "Khanabad", "day": "someday", "attribution": "elders", "note": "by telephone"},
        **{"report-title": "A title"},
    )

    response = desk.post(PAGE, form)

    assert not Report.objects.exists()
    assert line_values(response, "place", "day", "summary", "time", "attribution", "note") == [
        ("Imam Sahib", "", "Taken at dawn.", "04:30", "", ""),
        ("Khanabad", "someday", "", "", "elders", "by telephone"),
    ]
    assert response.context["report"]["title"].value() == "A title"
    assert mistakes(response) == [
        ("Line 2, Day", "“someday” is no day: write 2021-06-21, 21 June, yesterday, mon or 3 days ago."),
    ]


def test_a_name_of_two_districts_is_asked_about_and_the_choice_is_kept(desk):
    form = filled(fall(place="Khanabad"))

    asked = desk.post(PAGE, form)
    choices = asked.context["rows"][0]["choices"]
    desk.post(PAGE, form | {"lines-0-asked": "Khanabad", "lines-0-choice": "AF1801"})

    assert [value for value, _ in choices] == ["AF1801", "AF1903"]
    assert mistakes(asked)[0][0] == "Line 1, District"
    assert ControlEvent.objects.get().district.code == "AF1801"


def test_a_choice_made_for_another_text_does_not_count(desk):
    form = filled(fall(place="Khanabad, Kunduz", asked="Khanabad", choice="AF1801"))

    desk.post(PAGE, form)

    assert ControlEvent.objects.get().district.code == "AF1903"


def test_the_province_of_the_line_before_decides_between_two(desk):
    form = filled(fall(place="Rustaq"), {"place": "Khanabad"})

    desk.post(PAGE, form)

    assert set(ControlEvent.objects.values_list("district__code", flat=True)) == {"AF1802", "AF1801"}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param({"place": "all of Kunduz"}, id="in-words"),
        pytest.param({"place": "All districts in Kunduz province"}, id="in-many-words"),
        pytest.param({"place": "Kundoz", "asked": "Kundoz", "choice": "all:AF19"}, id="by-choice"),
    ],
)
def test_all_of_a_province_becomes_a_line_a_district_to_look_at_before_it_is_saved(desk, line):
    form = filled(fall(**line), {"place": "Rustaq"})

    response = desk.post(PAGE, form)

    assert not ControlEvent.objects.exists()
    assert line_values(response, "place", "kind", "controller", "bulk") == [
        ("Chahar Darah, Kunduz", "captured", "taliban", "on"),
        ("Khanabad, Kunduz", "captured", "taliban", "on"),
        ("Imam Sahib, Kunduz", "captured", "taliban", "on"),
        ("Rustaq", "", "", ""),
    ]


def test_what_is_claimed_of_a_province_says_so_in_each_citation(desk):
    asked = desk.post(PAGE, filled(fall(place="all of Kunduz", note="On Telegram.")))
    form = {field.html_name: field.value() or "" for line in asked.context["lines"] for field in line}
    form = {name: value for name, value in form.items() if value}
    form |= {"lines-1-DELETE": "on", "lines-TOTAL_FORMS": 4, "lines-INITIAL_FORMS": 0}

    desk.post(PAGE, filled() | form)

    said = Citation.objects.order_by("pk").values_list("event__district__code", "scope", "note")
    assert list(said) == [
        (code, "province", "Claimed of the whole province at once. On Telegram.") for code in ("AF1902", "AF1905")
    ]


def test_pasted_districts_become_lines_and_nothing_is_saved_yet(desk):
    form = filled(fall(place="Rustaq"), paste=" - Imam Sahib, Kunduz\n\n2. Khanabad.\nNowhere\n")

    response = desk.post(PAGE, form)

    assert not ControlEvent.objects.exists()
    assert line_values(response, "place") == [("Rustaq",), ("Imam Sahib, Kunduz",), ("Khanabad",), ("Nowhere",)]
    assert response.context["paste"] == ""


def test_add_lines_adds_empty_ones_and_says_nothing_of_mistakes(desk):
    response = desk.post(PAGE, filled({"place": "Rustaq"}, action="more", **{"report-url": ""}))

    assert len(response.context["lines"].forms) == 4
    assert mistakes(response) == []


def test_who_says_so_holds_for_all_lines_but_those_that_say_otherwise(desk):
    own = {"voice": "government", "stance": "denies", "attribution": "spokesman Aman", "claimed_date": "20 June"}
    form = filled(fall(), {"place": "Rustaq"} | own, **{"said-voice": "taliban", "said-scope": "country"})

    desk.post(PAGE, form)

    said = Citation.objects.order_by("pk").values_list("voice__slug", "stance", "attribution", "scope", "claimed_date")
    assert list(said) == [
        ("taliban", "asserts", "district police chief", "country", None),
        ("government", "denies", "spokesman Aman", "country", datetime.date(2021, 6, 20)),
    ]


def test_a_source_that_speaks_for_a_party_speaks_as_that_party(desk):
    make_source("voice", name="Voice of Jihad", actor=make_actor("taliban"))

    desk.post(PAGE, filled(fall(), **{"report-source": "Voice of Jihad", "said-attribution": ""}))

    citation = Citation.objects.get()
    assert (citation.voice.slug, citation.attribution) == ("taliban", "Voice of Jihad")


def test_uncertain_days_and_a_time_are_kept(desk):
    form = filled(fall(day="20 June", earliest="19 June", latest="yesterday", time="04:30", contested="on"))

    desk.post(PAGE, form)

    event = ControlEvent.objects.get()
    assert [each.day for each in (event.date_earliest, event.date, event.date_latest)] == [19, 20, 21]
    assert (event.time, event.contested) == (datetime.time(4, 30), True)


def test_sent_twice_a_page_says_that_it_is_logged_already(desk):
    form = filled(fall(), {"place": "Rustaq"})

    desk.post(PAGE, form)
    response = desk.post(PAGE, form)

    first, second = ControlEvent.objects.order_by("pk")
    sentences = [sentence for where, sentence in mistakes(response) if "says the same already" in sentence]
    assert sentences == [
        f"{event.code} says the same already, of 22 June 2021: add this as a citation to it; or give a time, if it "
        "happened twice that day."
        for event in (first, second)
    ]
    assert Report.objects.count() == 1


def test_two_lines_that_say_the_same_are_refused(desk):
    response = desk.post(PAGE, filled(fall(), fall()))

    assert ("Line 2", "Line 1 says the same: remove one, or give a time if it happened twice.") in mistakes(response)
    assert not ControlEvent.objects.exists()


def test_one_line_that_is_refused_leaves_nothing_written(desk):
    form = filled(fall(), fall(place="Rustaq", opponent="taliban"))

    response = desk.post(PAGE, form)

    assert [where for where, _ in mistakes(response)] == ["Line 2, The other side"]
    assert not Report.objects.exists()


def test_many_lines_are_checked_in_as_many_queries_as_one(desk, django_assert_max_num_queries):
    make_event()
    lines = [fall(place="Imam Sahib", day=f"{number} June") for number in range(1, 22)]

    with django_assert_max_num_queries(30):
        response = desk.post(PAGE, filled(*lines, action="check"))

    assert len(response.context["rows"]) == 21


def test_the_empty_page_asks_little(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        desk.get(PAGE)


def test_a_person_without_a_role_may_not_log(client):
    client.force_login(make_person(""))

    assert client.get(PAGE).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.get(PAGE)

    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={PAGE}")
