"""The flag of a restricted report and what a report repeats, as the desk sets them."""

import datetime

import pytest

from events.models import ControlEvent, LogEntry, Report
from events.origins import likely_originals
from tests.events.admin.posting import change_page
from tests.events.admin.test_evidence import report_form
from tests.factories import make_event, make_report, make_source


@pytest.fixture
def whisper(db):
    """Return a report that one event rests on."""
    report = make_report(source=make_source("whisper", reliability="C"), title="What was whispered")
    make_event(citations=[{"report": report, "attribution": "Secret agent"}])
    return report


def form_of(report, **overrides):
    form = {"source": report.source_id, "url": report.url, "title": report.title, "published": report.published}
    return report_form(**form | overrides)


def test_the_flag_is_set_on_the_page_of_a_report_which_says_what_stays(desk, whisper):
    page = desk.get(change_page(whisper)).content.decode()

    desk.post(change_page(whisper), form_of(whisper, restricted="on"))

    assert "Earlier versions hide it too; copies that others took before stay with them." in page
    entry = LogEntry.objects.filter(object_type="event").last()
    assert entry.snapshot["citations"][0]["attribution"] == "Restricted source, held by the editors"
    assert LogEntry.objects.filter(object_type="report").last().snapshot["title"] == ""


def test_the_desk_still_sees_what_is_restricted(desk, whisper):
    Report.objects.update(restricted=True)

    assert "What was whispered" in desk.get(change_page(whisper)).content.decode()
    assert "Secret agent" in desk.get(change_page(ControlEvent.objects.get())).content.decode()


def test_repeats_count_once_as_soon_as_the_desk_says_whom_they_repeat(desk):
    original = make_report(source=make_source("agency", reliability="C"))
    copy = make_report(source=make_source("paper", reliability="C"))
    event = make_event(citations=[{"report": original}, {"report": copy}])

    desk.post(change_page(copy), form_of(copy, origin=original.pk))
    after = ControlEvent.objects.get()

    assert (event.standing, after.standing) == ("confirmed", "reported")


def test_a_copy_of_a_strong_report_is_as_strong_and_no_stronger(desk):
    original = make_report(source=make_source("agency", reliability="E"))
    copy = make_report(source=make_source("paper", reliability="B"))
    event = make_event(citations=[{"report": copy}])

    desk.post(change_page(copy), form_of(copy, origin=original.pk))

    assert (event.standing, ControlEvent.objects.get().standing) == ("confirmed", "reported")


def test_the_desk_offers_the_reports_that_a_report_may_repeat(desk):
    agency, day = make_source("agency", kind="news_agency"), datetime.date(2021, 6, 22)
    paper = make_source("paper", kind="newspaper")
    report = make_report(source=paper, title="Imam Sahib falls", published=day)
    offered = {
        "same event": make_report(source=agency, title="Kunduz", published=day),
        "agency": make_report(source=agency, title="Elsewhere", published=day),
        "same title": make_report(source=make_source("radio", kind="broadcaster"), title="imam sahib falls"),
    }
    make_event(citations=[{"report": report}, {"report": offered["same event"]}])
    make_report(source=agency, title="A week before", published=datetime.date(2021, 6, 15))
    make_report(source=make_source("blog", kind="social"), title="Another title", published=day)
    make_report(source=agency, title="A copy", published=day, origin=offered["agency"])

    found = likely_originals(report)

    assert found == [offered["same title"], offered["same event"], offered["agency"]]
    text = desk.get(change_page(report)).content.decode()
    assert all(f'<a href="{change_page(each)}">{each.code}</a>' in text for each in found)


@pytest.mark.parametrize(
    "overrides",
    [
        pytest.param({"source": ("agency", "news_agency")}, id="an-agency-itself"),
        pytest.param({"origin": True}, id="a-copy-already"),
        pytest.param({"published": datetime.date(2021, 6, 21)}, id="from-before-it"),
    ],
)
def test_nothing_is_offered_to_a_report_that_repeats_none(db, overrides):
    other = make_report(source=make_source("wire", kind="news_agency"), title="Kunduz")
    slug, kind = overrides.pop("source", ("paper", "newspaper"))
    origin = {"origin": other} if overrides.pop("origin", False) else {}

    report = make_report(source=make_source(slug, kind=kind), title="Imam Sahib", **origin, **overrides)

    assert likely_originals(report) == []


def test_a_report_that_is_not_saved_yet_says_when_it_will_be_told(desk):
    assert "Save the report first" in desk.get("/admin/events/report/add/").content.decode()
