"""What waits for whom, and what a reviewer sees before anything is published."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.admin.preview import preview, pure
from events.admin.queue import queues_of
from events.models import ControlEvent, ControlPeriod, LogEntry, Report, Status
from tests.events.admin.posting import account, review_page, step
from tests.factories import make_actor, make_district, make_event, make_province, make_report, make_source

pytestmark = pytest.mark.django_db
QUEUE = "/admin/events/controlevent/queue/"


def in_review(author="Contributor", **overrides):
    return make_event(**{"status": Status.IN_REVIEW, "author": account(author)} | overrides)


def claimed(**overrides):
    """Return an event in review that only the Taliban assert."""
    return in_review(**{"citations": [{"voice": make_actor("taliban")}]} | overrides)


def test_each_role_finds_what_it_may_decide(db):
    claim, confirmed = claimed(), in_review(district=make_district("AF1906"))
    own = in_review("Editor", district=make_district("AF1907"))
    people = [account("Contributor"), account("Analyst"), account("Editor"), account("Editor", "colleague")]

    waits = [queues_of(person)["review"] for person in people]

    assert waits == [[], [claim.pk], [claim.pk, confirmed.pk], [claim.pk, confirmed.pk, own.pk]]


def test_an_author_finds_drafts_notes_and_what_is_in_review(db):
    drafts = [in_review(status=Status.DRAFT, review_note=note, district=make_district(code))
              for note, code in (("", "AF1906"), ("Which village?", "AF1907"))]  # fmt: skip
    sent = in_review()
    in_review("Editor", status=Status.DRAFT, district=make_district("AF1908"))

    queues = queues_of(account("Contributor"))

    assert queues == {"review": [], "returned": [drafts[1].pk], "drafts": [drafts[0].pk], "sent": [sent.pk]}


def test_the_queue_says_all_that_a_reviewer_chooses_by(sign_in):
    government = make_actor("government")
    make_event(kind="held", controller=government, opponent=make_actor("taliban"), date=datetime.date(2021, 6, 1))
    event = in_review()

    page = sign_in("Editor").get(QUEUE).content.decode()

    for words in (event.code, "Imam Sahib, Kunduz", "captured: Afghan government → Taliban", "21 June 2021",
                  '<span class="badge is-confirmed">confirmed</span>', "<td>1</td>", "contributor", "today",
                  "Taliban since 21 June 2021 (was: Afghan government)"):  # fmt: skip
        assert words in page


def test_the_queue_is_of_one_province_where_it_is_asked(sign_in):
    here = in_review()
    there = in_review(district=make_district("AF0101", province=make_province("AF01", name="Kabul")))

    page = sign_in("Editor").get(QUEUE, {"province": "AF01"}).content.decode()

    assert there.code in page
    assert here.code not in page


@pytest.mark.parametrize("query", [{"queue": "x"}, {"province": "\x00"}, {"p": "x"}, {"p": "99"}])
def test_whatever_is_asked_of_the_queue_is_answered(sign_in, query):
    assert sign_in("Editor").get(QUEUE, query).status_code == 200


def test_the_front_page_of_the_desk_shows_what_waits(sign_in):
    event = in_review()

    editor = sign_in("Editor").get("/admin/").content.decode()
    analyst = sign_in("Analyst").get("/admin/").content.decode()

    assert "For me to review (1)" in editor
    assert event.code in editor
    assert "Nothing waits for you." in analyst


def test_the_queue_asks_the_database_no_more_for_many_events_than_for_few(sign_in):
    client = sign_in("Editor")
    in_review()
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for number in range(10, 22):
        in_review(district=make_district(f"AF19{number}"))

    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)

    assert len(many) <= len(few) + 12  # the order of the perspectives, once an event


def test_a_review_shows_the_evidence_for_and_against_with_grade_voice_and_copy(sign_in):
    weak = make_source("a-blog", reliability="D")
    report = make_report(source=weak, title="A blog says so", archive_url="https://web.example.org/1")
    event = in_review(citations=[
        {"report": report, "attribution": "A blogger"},
        {"voice": make_actor("government"), "stance": "denies", "attribution": "The governor"},
    ])  # fmt: skip

    page = sign_in("Editor").get(review_page(event)).content.decode()

    for words in ("A blogger", "The governor", "(Afghan government)", "denies", ">D</span>", "A blog says so",
                  "in the web archive", report.code, "disputed", "A weak neutral report asserts it"):  # fmt: skip
        assert words in page


def test_the_effect_is_shown_per_perspective_and_nothing_is_written(sign_in):
    government = make_actor("government")
    make_event(kind="held", controller=government, opponent=make_actor("taliban"), date=datetime.date(2021, 6, 1))
    event = claimed()
    before = (ControlPeriod.objects.count(), LogEntry.objects.count(), ControlEvent.objects.get(pk=event.pk).status)

    response = sign_in("Editor").get(review_page(event))

    rows = {row["perspective"]: row for row in response.context["preview"].rows}
    assert response.context["preview"].sentences == [
        "Imam Sahib – Claimed, The Taliban's version: Taliban since 21 June 2021 (was: Afghan government)."
    ]
    assert [(row.state, new) for row, new in rows["Claimed"]["after"]] == [("Afghan government", True),
                                                                           ("Taliban", True)]  # fmt: skip
    assert [(row.state, new) for row, new in rows["Reported"]["after"]] == [("Afghan government", False)]
    assert before == (ControlPeriod.objects.count(), LogEntry.objects.count(), Status.IN_REVIEW)


def test_what_is_shown_before_is_what_is_stored_afterwards(sign_in):
    government = make_actor("government")
    for day, side in ((1, government), (25, make_actor("taliban"))):
        other = make_actor("taliban") if side == government else government
        make_event(kind="held", controller=side, opponent=other, date=datetime.date(2021, 6, day))
    event = in_review()
    shown = preview(event.district, {event.pk: pure(event)}).after

    step(sign_in("Editor"), event, "publish")

    stored = preview(event.district, {}).before
    starts = list(
        ControlPeriod.objects.filter(version_to__isnull=True).seen("reported").reported_by().order_by("start")
        .values_list("start", flat=True)
    )  # fmt: skip
    assert shown == stored
    assert [row.start for row in shown["Imam Sahib", "Reported"]] == starts


def test_retracting_is_shown_with_its_effect_too(sign_in):
    event = make_event()

    page = sign_in("Editor").get(review_page(event)).content.decode()

    assert "What retracting it changes" in page
    assert "<del>Taliban since 21 June 2021</del>" in page


def test_a_doubt_is_shown_to_the_reviewer(sign_in):
    make_event(date=datetime.date(2021, 6, 20))

    page = sign_in("Editor").get(review_page(in_review())).content.decode()

    assert "says nearly the same" in page


def test_who_reads_the_queue_reads_no_held_back_report_in_public(client, sign_in):
    report = make_report(public=False)
    in_review(citations=[{"report": report}])

    assert client.get(f"/api/v1/reports/{report.code}/").status_code == 404
    assert not Report.objects.get().public


def test_no_event_is_published_that_its_report_cannot_have_known_of(sign_in):
    early = make_report(published=datetime.date(2021, 6, 1))
    event = make_event(status=Status.IN_REVIEW, citations=[{"report": early}])

    answer = step(sign_in("Editor"), event, "publish")

    assert f"{early.code} was published on 1 June 2021, before the first day" in answer.content.decode()
    assert not ControlEvent.objects.published().exists()
