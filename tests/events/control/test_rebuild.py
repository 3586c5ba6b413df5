"""What is stored follows the evidence: incrementally, from nothing, and in every past version."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.control.rebuild import FACTS, Difference, difference
from events.control.recording import recording
from events.control.state import Moment, district_states
from events.models import ControlEvent, ControlPeriod, LogEntry, Status
from tests import factories
from tests.events.control.strategies import REPORTS, evidence_days, histories

pytestmark = pytest.mark.django_db
JUNE = [datetime.date(2021, 6, day) for day in range(1, 31)]


def save(event, district, reports):
    """Store a random event and its statements, one transaction an event."""
    citations = []
    seen = set()
    for said in event.statements:
        key = (said.root, said.published, said.side, said.asserts)
        if key not in seen:
            seen.add(key)
            citations.append(
                {
                    "report": reports(said.root, said.published),
                    "voice": factories.make_actor(said.side) if said.side else None,
                    "stance": "asserts" if said.asserts else "denies",
                }
            )
    return factories.make_event(
        district=district,
        date=event.date,
        time=event.time,
        kind=event.kind,
        controller=factories.make_actor(event.controller),
        opponent=factories.make_actor(event.opponent),
        contested=event.contested,
        status=Status.PUBLISHED if citations else Status.DRAFT,
        citations=citations,
    )


def report_maker():
    made = {}

    def make(root, published):
        outlet, grade = REPORTS[root]
        if (root, published) not in made:
            source = factories.make_source(outlet or f"held-{grade.lower()}", reliability=grade)
            made[root, published] = factories.make_report(source=source, published=published, restricted=not outlet)
        return made[root, published]

    return make


def open_rows(district):
    return set(ControlPeriod.objects.filter(district=district, version_to=None).values_list(*FACTS[2:]))


def states(version, perspective="claimed"):
    return [
        [district_states(Moment(day, version, evidence, perspective)) for day in evidence_days()[::3]]
        for evidence in [*evidence_days()[::4], None]
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(most=5), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_gives_the_rows_of_a_rebuild_from_nothing(events, random):
    district = factories.make_district()
    random.shuffle(events)
    reports = report_maker()
    for event in events:
        save(event, district, reports)

    found = difference({district.pk})

    assert found == Difference()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories(most=4))
def test_any_past_version_gives_what_was_answered_then(events):
    district, reports, answers = factories.make_district(), report_maker(), {}
    for event in events:
        save(event, district, reports)
        version = LogEntry.objects.current_version()
        answers[version] = states(version)

    assert {version: states(version) for version in answers} == answers


def test_a_later_citation_changes_the_standing_and_keeps_what_was_known_before():
    event = factories.make_event(citations=[{"voice": factories.make_actor("taliban")}])
    first = LogEntry.objects.current_version()
    with recording(reason="The police said so.") as record:
        factories.make_citation(
            event, voice=factories.make_actor("government"), report=factories.make_report(published=JUNE[24])
        )
        record.touch(event.district_id)

    event.refresh_from_db()

    def state(**moment):
        row = district_states(Moment(JUNE[29], **{"version": first + 1, "perspective": "confirmed"} | moment))[0]
        return row["controller"], row["standing"]

    assert event.standing == "confirmed"
    assert state() == ("taliban", "confirmed")
    assert state(reported_by=JUNE[23]) == (None, None)
    assert state(reported_by=JUNE[24]) == ("taliban", "confirmed")
    assert state(version=first) == (None, None)
    assert state(version=first, perspective="claimed") == ("taliban", "claimed")


def test_a_retracted_event_is_in_no_perspective_and_leaves_its_versions():
    event = factories.make_event()
    before = LogEntry.objects.current_version()
    with recording(reason="It was another Imam Sahib.") as record:
        ControlEvent.objects.filter(pk=event.pk).update(status=Status.RETRACTED)
        record.touch(event.district_id)

    assert record.version == before + 1
    assert district_states(Moment(JUNE[29], before + 1))[0]["controller"] is None
    assert district_states(Moment(JUNE[29], before))[0]["controller"] == "taliban"
    assert list(LogEntry.objects.filter(version=record.version).values("op", "change_kind", "reason", "snapshot")) == [
        {"op": "DEL", "change_kind": "retraction", "reason": "It was another Imam Sahib.", "snapshot": None}
    ]


def test_a_write_that_changes_nothing_public_takes_no_version():
    event = factories.make_event()
    draft = factories.build_event(status=Status.DRAFT)
    before = LogEntry.objects.current_version()
    with recording() as record:
        draft.save()
        record.touch(draft.district_id, event.district_id)

    assert (record.version, LogEntry.objects.current_version()) == (None, before)


def test_the_log_tells_new_evidence_from_a_correction():
    event = factories.make_event()
    with recording() as record:
        factories.make_citation(event, voice=factories.make_actor("nrf"))
        record.touch(event.district_id)
    with recording() as record:
        ControlEvent.objects.filter(pk=event.pk).update(summary="It was at night.")
        record.touch(event.district_id)

    entries = LogEntry.objects.filter(object_id=event.code).values_list("op", "change_kind")

    assert list(entries) == [("ADD", "new"), ("MOD", "change"), ("MOD", "correction")]


def test_a_failed_write_leaves_nothing_behind():
    event = factories.make_event()
    before = LogEntry.objects.current_version(), open_rows(event.district)

    def fail_half_way():
        with recording() as record:
            factories.make_citation(event, voice=factories.make_actor("government"))
            record.touch(event.district_id)
            record.publish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert (LogEntry.objects.current_version(), open_rows(event.district)) == before
    assert event.citations.count() == 1


def test_a_change_behind_the_back_of_the_rebuild_is_found_and_mended():
    event = factories.make_event()
    ControlEvent.objects.filter(pk=event.pk).update(date=JUNE[18], date_earliest=JUNE[18], standing="refuted")

    found = difference()
    with recording() as record:
        record.touch(event.district_id)

    assert (len(found.close), len(found.open), found.standings) == (6, 6, {event.pk: "confirmed"})
    assert difference() == Difference()
    assert {row.start for row in ControlPeriod.objects.filter(version_to=None)} == {JUNE[18]}
