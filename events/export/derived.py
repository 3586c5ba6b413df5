"""The tables that only a release has: what follows from the record, and what was changed since the release before."""

from dataclasses import replace

from django.db.models import F, Q

from events.export.columns import Choice, Column, Day, Flag, Reference, Whole, Words
from events.export.places import DISTRICT
from events.export.table import Table, byte_by_byte
from events.export.tables import ACTOR, EVENT
from events.models import ChangeKind, ControlPeriod, LogEntry, Operation, Perspective, Source, Standing

PERSPECTIVE = Reference("perspectives", "slug")
ADDITIONS = (ChangeKind.NEW, ChangeKind.CHANGE)


def _open_periods():
    periods = ControlPeriod.objects.filter(version_to__isnull=True)
    district, perspective = byte_by_byte("district__code"), byte_by_byte("perspective__slug")
    return periods.order_by(district, perspective, F("evidence_from").asc(nulls_first=True), "start", "position")


PERSPECTIVES = Table(
    "perspectives",
    "Perspectives: whose word counts",
    Perspective,
    ("slug",),
    lambda: Perspective.objects.order_by("position"),
    (
        Column("slug", "Its key.", required=True),
        Column("name", "Its name.", required=True),
        Column("description", "What it accepts.", required=True),
        Column("accepts", "The standings that it accepts, ; between them.", Words(), required=True),
        Column("side", "The party whose version it is."),
    ),
)

PERIODS = Table(
    "control_periods",
    "Control periods: who held a district, as it follows from the events",
    ControlPeriod,
    ("district_code", "perspective", "evidence_from", "start", "position"),
    _open_periods,
    (
        Column("district_code", "The district.", DISTRICT, "district", required=True),
        Column("perspective", "Whose word counts.", PERSPECTIVE, required=True),
        Column("controller", "Who held it.", ACTOR, required=True),
        Column("contested", "1 where it was fought for.", Flag(), required=True),
        Column("start", "The first day.", Day(), required=True),
        Column("end", "The day of the next change, excluded; the same as start where no day answers it.", Day()),
        Column("position", "Its order among the periods that start that day, from 0.", Whole(), required=True),
        Column(
            "evidence_from",
            "The first day of publication on which it follows; empty = always. Rows with an empty evidence_to go by "
            "all reports.",
            Day(),
        ),
        Column("evidence_to", "The day of publication from which it follows no more; empty = it still does.", Day()),
        Column("standing", "Of the event, on that evidence.", Choice(*Standing.values), required=True),
        Column("since_certain", "1 where the day of the event is exact.", Flag(), required=True),
        Column("event_id", "The event that begins it.", EVENT, "event", required=True),
    ),
)

CHANGES = Table(
    "changes",
    "Changes since the release before; in the first release everything",
    LogEntry,
    ("seq",),
    lambda: LogEntry.objects.order_by("seq"),
    (
        Column("seq", "Its number in the log.", Whole(), required=True),
        Column("version", "The version of the record that made it.", Whole(), required=True),
        Column(
            "change_kind",
            "new or change (new evidence) add to the record; correction; retraction.",
            Choice(*ChangeKind.values),
            required=True,
        ),
        Column("op", "What was done.", Choice(*Operation.values), required=True),
        Column("object_type", "What was changed.", required=True),
        Column("object_id", "Its public id.", required=True),
        Column("merged_into", "The public id of what it was merged into."),
        Column("reason", "Why."),
    ),
)

# Each after those that it refers to.
DERIVED = (PERSPECTIVES, PERIODS, CHANGES)


def entries_since(version):
    """Return the log entries after a version of the record, but for those of sources that are hidden by now."""
    hidden = Source.objects.exclude(pk__in=Source.objects.listed().values("pk")).values("slug")
    entries = LogEntry.objects.filter(version__gt=version).order_by("seq")
    return entries.exclude(Q(object_type="source") & Q(object_id__in=hidden))


def derived_tables(version):
    """Return the derived tables of the present record, with the changes after a version of it."""
    return (PERSPECTIVES, PERIODS, replace(CHANGES, rows=lambda: entries_since(version)))
