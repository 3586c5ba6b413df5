"""What is logged is what a comparison of every event with what was logged of it last gives, however it was found."""

import datetime

import pytest

from events.api.rows import public_events
from events.control import restriction
from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.export.tables import snapshot, snapshots
from events.models import ControlEvent, LogEntry, Outcome, Report, Source, Status
from events.models.numbering import code_of
from tests import factories

pytestmark = pytest.mark.django_db
JUNE = [datetime.date(2021, 6, day) for day in range(1, 31)]


@pytest.fixture
def events():
    """Return four published events of a district, one of them only claimed, and a draft beside them."""
    claimed = [{"voice": factories.make_actor("taliban")}]
    made = [factories.make_event(date=JUNE[day], citations=claimed if day == 2 else None) for day in range(4)]
    return [*made, factories.make_event(date=JUNE[9], status=Status.DRAFT)]


def compared(version):
    """Return {id: (operation, record, survivor)} of the events that were not at a version as the log had them."""
    last = {entry.object_id: entry.snapshot for entry in LogEntry.objects.latest_of("event", version=version - 1)}
    merged = ControlEvent.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into")
    survivors = {code_of(number, "E"): code_of(survivor, "E") for number, survivor in merged}
    found = {}
    for row in public_events(ControlEvent.objects.all()):
        code, before = row["id"], last.get(row["id"])
        before = before and {"casualties": []} | before
        if row["status"] == Status.PUBLISHED and row != before:
            found[code] = ("MOD" if before else "ADD", row, "")
        elif row["status"] != Status.PUBLISHED and before:
            found[code] = ("MERGED" if code in survivors else "DEL", None, survivors.get(code, ""))
    return found


def evidence_added(events, record):
    factories.make_citation(events[2], attribution="Residents", note="“Seen”, they said.\nTwice.")


def nothing_changed(events, record):
    factories.make_citation(events[4])


def grade_changed(events, record):
    Source.objects.update(reliability="E")


def directly_in_the_database(events, record):
    ControlEvent.objects.filter(pk=events[1].pk).update(summary="Mended.", time=datetime.time(6, 30))


def losses_told(events, record):
    report, of = events[0].citations.get().report, factories.make_actor("government")
    events[0].casualties.create(report=report, of=of, outcome=Outcome.KILLED, low=3, attribution="Residents")


def report_restricted(events, record):
    Report.objects.filter(citations__event=events[0]).update(restricted=True)


def slug_changed(events, record):
    Source.objects.filter(slug="ap").update(slug="associated-press")


def draft_published(events, record):
    move(event=events[4], status=Status.PUBLISHED, record=record)


def retracted(events, record):
    move(event=events[3], status=Status.RETRACTED, record=record)


def merged(events, record):
    merge(duplicate=events[1], survivor=events[0], record=record)


def logged_before_losses_were_told(events, record):
    for entry in LogEntry.objects.filter(object_type="event"):
        entry.seq, entry.snapshot = None, {key: value for key, value in entry.snapshot.items() if key != "casualties"}
        entry.save(force_insert=True)


WRITES = [
    evidence_added,
    nothing_changed,
    grade_changed,
    directly_in_the_database,
    losses_told,
    report_restricted,
    slug_changed,
    draft_published,
    retracted,
    merged,
    logged_before_losses_were_told,
]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_the_log_has_the_events_that_differ_from_it_and_no_others(events, write):
    before = LogEntry.objects.current_version()

    with recording() as record:
        write(events, record)
        record.touch(events[0].district_id)

    logged = LogEntry.objects.filter(version=before + 1, object_type="event").order_by("seq")
    assert [*compared(before + 1).items()] == [
        (entry.object_id, (entry.op, entry.snapshot, entry.merged_into)) for entry in logged
    ]
    assert bool(logged) == (write not in (nothing_changed, logged_before_losses_were_told))


def test_what_was_withdrawn_and_counts_again_is_added_once_more(events):
    for status in (Status.RETRACTED, Status.PUBLISHED):
        with recording() as record:
            move(event=events[3], status=status, record=record)

    logged = LogEntry.objects.filter(object_id=events[3].code).order_by("seq")
    assert list(logged.values_list("op", "change_kind")) == [
        ("ADD", "new"),
        ("DEL", "retraction"),
        ("ADD", "correction"),
    ]


def known(slug, *, told=True, withdrawn=False, **reports):
    """Return a source with a report for each flag given, told of in the log or withdrawn from it."""
    source = factories.make_source(slug)
    for restricted in reports.values():
        factories.make_report(source=source, restricted=restricted)
    with recording() as record:
        if told:
            record.note(*snapshot(source), created=True)
    if withdrawn:
        LogEntry.objects.create(
            version=99, at="2021-06-01T00:00Z", op="DEL", change_kind="retraction", object_type="source", object_id=slug
        )
    return source


NEW_REPORTS = {
    "plain": (lambda: {"source": known("ap")}, True),
    "of-a-source-with-restricted-reports-beside-it": (lambda: {"source": known("ap", one=True, two=False)}, True),
    "copy": (lambda: {"source": known("ap"), "origin": factories.make_report(source=known("kn"))}, True),
    "restricted": (lambda: {"source": known("ap"), "restricted": True}, False),
    "of-a-source-never-told": (lambda: {"source": known("ap", told=False, one=True)}, False),
    "of-a-source-withdrawn": (lambda: {"source": known("ap", withdrawn=True, one=True)}, False),
}


@pytest.mark.parametrize(("given", "is_plain"), NEW_REPORTS.values(), ids=NEW_REPORTS)
def test_where_a_new_report_is_plain_nothing_would_follow_from_it(given, is_plain, monkeypatch):
    report = factories.make_report(**given())
    kind, code, record = snapshot(report)
    entries = [LogEntry(op="ADD", change_kind="new", object_type=kind, object_id=code, snapshot=record)]

    quick = restriction.follow(entries, snapshots)
    assert restriction._are_plainly_new(entries, {"report": {code}, "source": set(), "tally": set()}) == is_plain
    monkeypatch.setattr(restriction, "_are_plainly_new", lambda *_: False)
    followed = restriction.follow(entries, snapshots)

    assert [(e.op, e.object_type, e.object_id, e.snapshot) for e in quick] == [
        (e.op, e.object_type, e.object_id, e.snapshot) for e in followed
    ]
