"""The tables of a Data Package: one definition for export, import and the descriptor."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from events.control import restriction
from events.export.columns import Choice, Clock, Code, Column, Day, Flag, Reference, Whole
from events.export.places import DISTRICT, PLACES
from events.export.table import Table, byte_by_byte, public_records
from events.models import (
    Actor,
    ActorKind,
    CasualtyClaim,
    Citation,
    ControlEvent,
    EventKind,
    Outcome,
    Precision,
    Reliability,
    Report,
    Scope,
    Source,
    SourceKind,
    Stance,
    Status,
    Tally,
)

DESCRIPTOR = "datapackage.json"
OUTLINE = "outline.geojson"

EVENT_ID, REPORT_ID, TALLY_ID = Code("E", 4), Code("R", 4), Code("T", 3)
ACTOR, SOURCE = Reference("actors", "slug"), Reference("sources", "slug")
VOICE = Reference("actors", "slug", nobody="independent")
EVENT, REPORT = Reference("events", EVENT_ID), Reference("reports", REPORT_ID)


def _public(events):
    """Return rows without those of drafts, which are nobody's business yet."""
    return events.once_published().order_by("id")


def _citations():
    voice = byte_by_byte(Coalesce("voice__slug", Value(VOICE.nobody)))
    public = Citation.objects.filter(event__in=ControlEvent.objects.once_published())
    return public.order_by("event_id", "report_id", voice, byte_by_byte("stance"))


def _casualties():
    voice = byte_by_byte(Coalesce("voice__slug", Value(VOICE.nobody)))
    of = byte_by_byte(Coalesce("of__slug", Value("")))
    public = CasualtyClaim.objects.filter(event__in=ControlEvent.objects.once_published())
    return public.order_by("event_id", "report_id", voice, of, byte_by_byte("outcome"))


EVIDENCE = (
    Table(
        "actors",
        "Actors",
        Actor,
        ("slug",),
        lambda: Actor.objects.order_by(byte_by_byte("slug")),
        (
            Column("slug", "Its key.", required=True),
            Column("name", "English name.", required=True),
            Column("name_fa", "Dari name."),
            Column("name_ps", "Pashto name."),
            Column("kind", "What it is.", Choice(*ActorKind.values), required=True),
            Column("allied_with", "The party whose side its word counts for.", ACTOR),
            Column("colour", "Colour of its ground on maps."),
            Column("is_party", "1 where it can hold ground.", Flag(), required=True),
        ),
        log="actor",
    ),
    Table(
        "sources",
        "Sources",
        Source,
        ("slug",),
        lambda: Source.objects.listed().order_by(byte_by_byte("slug")),
        (
            Column("slug", "Its key.", required=True),
            Column("name", "Name of the outlet or body.", required=True),
            Column("kind", "What it is.", Choice(*SourceKind.values), required=True),
            Column("actor", "The party that it speaks for.", ACTOR),
            Column("country", "Country."),
            Column("homepage", "Address of its home page."),
            Column(
                "reliability",
                "Admiralty grade, A to F; F = cannot be judged.",
                Choice(*Reliability.values),
                required=True,
            ),
            Column("reason", "Why it has this grade.", required=True),
        ),
        log="source",
    ),
    Table(
        "reports",
        "Reports",
        Report,
        ("id",),
        lambda: Report.objects.public().order_by("id"),
        (
            Column("id", "Its public id.", REPORT_ID, required=True),
            Column("source", "Who published it.", SOURCE, required=True),
            Column("url", "Its address."),
            Column("title", "Its title; empty where it was not recorded."),
            Column("published", "Day of publication, local time.", Day(), required=True),
            Column(
                "published_precision",
                "day; inferred or an upper bound; month = the last day of the only month known.",
                Choice(*Precision.values),
                required=True,
            ),
            Column("language", "BCP 47 code.", required=True),
            Column("origin", "The report that it repeats; both count as one.", REPORT),
            Column("via", "The copy that it was read in."),
            Column("note", "What else is to be known."),
            Column("archive_url", "Address of its copy in a public web archive.", optional=True),
            Column(
                "restricted",
                "1 where the editors hold it: then its source is a stand-in with the same grade.",
                Flag(),
                required=True,
                optional=True,
            ),
        ),
        log="report",
        report="",
        hidden=restriction.REPORT,
    ),
    Table(
        "events",
        "Events",
        ControlEvent,
        ("id",),
        lambda: _public(ControlEvent.objects.all()),
        (
            Column("id", "Its public id.", EVENT_ID, required=True),
            Column("district_code", "The district.", DISTRICT, "district", required=True),
            Column("date", "The best day.", Day(), required=True),
            Column("date_earliest", "The first day it can have been; uncertainty, not duration.", Day(), required=True),
            Column("date_latest", "The last day it can have been.", Day(), required=True),
            Column("time", "Local time, only to order several events of a day.", Clock()),
            Column("kind", "What happened.", Choice(*EventKind.values), required=True),
            Column("controller", "Who holds the district afterwards.", ACTOR, required=True),
            Column("opponent", "The other side.", ACTOR, required=True),
            Column("contested", "1 where fighting for the centre goes on.", Flag(), required=True),
            Column("summary", "What happened, in our own words."),
            Column(
                "status",
                "published, or retracted: kept, but it counts for nothing.",
                Choice(Status.PUBLISHED.value, Status.RETRACTED.value),
                required=True,
            ),
        ),
    ),
    Table(
        "citations",
        "Citations: who says so, and who denies it",
        Citation,
        ("event_id", "report_id", "voice", "stance"),
        _citations,
        (
            Column("event_id", "The event.", EVENT, "event", required=True),
            Column("report_id", "The report.", REPORT, "report", required=True),
            Column("voice", "Whose word it is: an actor's, or independent.", VOICE, required=True),
            Column("stance", "Whether the voice asserts or denies the event.", Choice(*Stance.values), required=True),
            Column("scope", "What the statement was about.", Choice(*Scope.values), required=True),
            Column("attribution", "Who is quoted.", required=True),
            Column("claimed_date", "The day that this voice gave.", Day()),
            Column("note", "What else is to be known."),
        ),
        report="report",
        hidden=restriction.CITATION,
    ),
    Table(
        "casualties",
        "Losses claimed: the count of one voice each, not to be added up",
        CasualtyClaim,
        ("event_id", "report_id", "voice", "of", "outcome"),
        _casualties,
        (
            Column("event_id", "The event.", EVENT, "event", required=True),
            Column("report_id", "The report.", REPORT, "report", required=True),
            Column("voice", "Whose word it is: an actor's, or independent.", VOICE, required=True),
            Column("of", "Whose losses they are; empty for civilians and where it was not said.", ACTOR),
            Column("outcome", "What became of them.", Choice(*Outcome.values), required=True),
            Column("low", "The count, or the lower one of a range.", Whole(), required=True),
            Column("high", "The higher count; empty = at least the lower one.", Whole()),
            Column("attribution", "Who is quoted.", required=True),
        ),
        report="report",
        hidden=restriction.CASUALTY,
        optional=True,
    ),
    Table(
        "tallies",
        "Published counts",
        Tally,
        ("id",),
        lambda: Tally.objects.public().order_by("id"),
        (
            Column("id", "Its public id.", TALLY_ID, required=True),
            Column("date", "The day that the count is of.", Day(), required=True),
            Column("voice", "Whose word it is: an actor's, or independent.", VOICE, required=True),
            Column("source", "Who published it.", SOURCE, required=True),
            Column("url", "Its address."),
            Column("published", "Day of publication.", Day(), required=True),
            Column("actor", "Whose districts are counted.", ACTOR),
            Column("measure", "What is counted.", required=True),
            Column("count_low", "The count, or the lower one of a range.", Whole(), required=True),
            Column("count_high", "The higher count; empty = at least the lower one.", Whole()),
            Column("denominator", "Of how many units, if it was said.", Whole()),
            Column("definition", "What the count means."),
            Column("report_id", "The report, if it is listed.", REPORT, "report"),
        ),
        log="tally",
        report="report",
        hidden=restriction.TALLY,
    ),
)

# Each after those that it refers to, but for those that refer to one another.
TABLES = PLACES + EVIDENCE


def snapshot(obj) -> tuple[str, str, dict]:
    """Return what the log calls a saved row, its public id, and its public record."""
    table = next(table for table in TABLES if table.log and table.model is type(obj))
    record = public_records(table, [obj.pk])[obj.pk]
    return table.log, record[table.key[0]], record


def snapshots(model, numbers: list[int]) -> list[tuple[str, str, dict]]:
    """Return what `snapshot` does, for several rows of a model by their numbers."""
    table = next(table for table in TABLES if table.log and table.model is model)
    return [(table.log, record[table.key[0]], record) for record in public_records(table, numbers).values()]
