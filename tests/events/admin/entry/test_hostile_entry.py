"""What no analyst means to send: it is answered in words, and nothing is written."""

import pytest

from events.models import ControlEvent, Report
from tests.events.admin.entry.filling import PAGE, fall, filled, mistakes
from tests.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

LONG = "x" * 80_000
FIELDS = (
    *("report-url", "report-title", "report-source", "report-published", "report-language"),
    *("said-voice", "said-stance", "said-attribution", "said-scope", "paste"),
    *(f"lines-0-{name}" for name in ("place", "choice", "asked", "kind", "controller", "opponent", "day", "time")),
    *(f"lines-0-{name}" for name in ("earliest", "latest", "summary", "voice", "stance", "attribution", "scope")),
    *(f"lines-0-{name}" for name in ("claimed_date", "note", "cite", "warned")),
)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(LONG, id="long"),
        pytest.param("a\x00b", id="null"),
        pytest.param("\N{GRINNING FACE}\N{RIGHT-TO-LEFT OVERRIDE} افغانستان'\"><script>", id="other-scripts"),
        pytest.param("9" * 400, id="digits"),
    ],
)
def test_any_text_in_all_fields_is_answered(desk, value):
    response = desk.post(PAGE, filled(fall()) | dict.fromkeys(FIELDS, value))

    assert response.status_code == 200
    assert "<script>" not in response.content.decode().partition('<form method="post" id="entry"')[2]
    assert not Report.objects.exists()


@pytest.mark.parametrize("field", FIELDS)
def test_a_text_without_sense_in_any_field_is_answered(desk, field):
    response = desk.post(PAGE, filled(fall()) | {field: "x\x00" * 50_000})

    assert response.status_code in (200, 302)


@pytest.mark.parametrize(
    "day",
    ["2021-02-30", "31 June", "29 February 2021", "0000-01-01", "9999-12-31", "2021-06-21T00:00", "13/13/13", "-1"],
)
def test_a_day_of_no_calendar_is_refused_on_its_field(desk, day):
    response = desk.post(PAGE, filled(fall(day=day)))

    assert [where for where, _ in mistakes(response)] == ["Line 1, Day"]
    assert not ControlEvent.objects.exists()


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        pytest.param("500", "A page takes 100 lines at most: log the rest with the same address afterwards.", id="500"),
        pytest.param("", "The lines came without their number: open the page again.", id="none"),
        pytest.param("many", "The lines came without their number: open the page again.", id="words"),
    ],
)
def test_a_wrong_number_of_lines_is_said(desk, total, sentence):
    form = filled(*[fall()] * 3, action="check") | {"lines-TOTAL_FORMS": total}

    response = desk.post(PAGE, form)

    assert ("Lines", sentence) in mistakes(response)


def test_five_hundred_whole_lines_are_refused_in_words(desk):
    form = filled(*[fall(place="Rustaq", day="20 June", summary=str(number)) for number in range(500)])

    response = desk.post(PAGE, form)

    assert mistakes(response) == [
        ("Lines", "A page takes 100 lines at most: log the rest with the same address afterwards.")
    ]
    assert not Report.objects.exists()


def test_a_paste_of_five_hundred_lines_stays_in_its_box(desk):
    pasted = "Rustaq\n" * 500

    response = desk.post(PAGE, filled(fall(), paste=pasted))

    assert response.context["paste"] == pasted
    assert [str(message) for message in response.context["messages"]] == [
        "500 lines were pasted: a page takes 100. Paste fewer, or save these first."
    ]


def test_all_of_many_provinces_stays_as_it_was_typed(desk):
    lines = [fall(place="all of Kunduz")] * 40

    response = desk.post(PAGE, filled(*lines))

    assert response.status_code == 200
    assert len(response.context["lines"].forms) <= 100
    assert not ControlEvent.objects.exists()


def test_an_event_of_another_district_is_no_event_to_cite(desk):
    event = make_event()

    response = desk.post(PAGE, filled(fall(place="Rustaq", cite=event.code)))

    assert mistakes(response) == [("Line 1", f"{event.code} is no event of this district: choose again.")]


def test_no_form_at_all_is_answered(desk):
    assert desk.post(PAGE, {}).status_code == 200
    assert desk.post(PAGE, {"action": "publish"}).status_code == 200


@pytest.mark.parametrize("events", ["", "E1,E2", "E0,x,'", "E999999999", ",".join(["E1"] * 5000)])
def test_the_page_of_what_was_logged_answers_whatever_is_asked(desk, events):
    response = desk.get("/admin/events/entry/logged/", {"events": events})

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["place", "report"])
@pytest.mark.parametrize("text", ["", LONG, "a\x00b", "all of nowhere", "R0000", "R9999999", "http://[", "all:"])
def test_what_the_page_asks_is_answered_for_any_text(desk, path, text):
    response = desk.get(f"{PAGE}{path}/", {"q": text, "url": text, "near": text})

    assert response.status_code == 200
    assert set(response.json()) >= {"words"}
