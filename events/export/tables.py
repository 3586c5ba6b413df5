"""The tables of a Data Package: one definition for export, import and the descriptor."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Collate

from districts.models import District, DistrictKind, Language, PlaceName, Province
from events.export.columns import (
    Choice,
    Clock,
    Code,
    Column,
    Day,
    Flag,
    Known,
    Number,
    Reference,
    Whole,
    Words,
)
from events.export.table import Table, public_records
from events.models import (
    Actor,
    ActorKind,
    Citation,
    ControlEvent,
    EventKind,
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
PROVINCE, DISTRICT = Reference("provinces", "code"), Reference("districts", "code")
ACTOR, SOURCE = Reference("actors", "slug"), Reference("sources", "slug")
VOICE = Reference("actors", "slug", nobody="independent")
EVENT, REPORT = Reference("events", EVENT_ID), Reference("reports", REPORT_ID)
AREA = Number(0, 10_000_000, places=1)


def _byte_by_byte(field):
    return Collate(F(field) if isinstance(field, str) else field, "C")


def _public(events):
    """Return rows without those of drafts, which are nobody's business yet."""
    return events.once_published().order_by("id")


def _province_names():
    spellings = PlaceName.objects.of_provinces()
    return spellings.order_by(_byte_by_byte("province__code"), _byte_by_byte("name")).distinct()


def _citations():
    voice = _byte_by_byte(Coalesce("voice__slug", Value(VOICE.nobody)))
    public = Citation.objects.filter(event__in=ControlEvent.objects.once_published())
    return public.order_by("event_id", "report_id", voice, _byte_by_byte("stance"))


PLACES = (
    Table(
        "provinces",
        "Provinces",
        Province,
        ("code",),
        lambda: Province.objects.in_order(),
        (
            Column("code", "OCHA P-code, admin 1.", required=True),
            Column("iso_3166_2", "ISO 3166-2 code.", required=True),
            Column("name", "English name.", required=True),
            Column("name_fa", "Dari name."),
            Column("name_ps", "Pashto name."),
            Column("capital_code", "The provincial centre.", DISTRICT, "capital"),
            Column("population", "Official projection for 2019–20; not a count.", Whole()),
            Column("area_km2", "Area in square kilometres.", AREA),
        ),
        log="place",
    ),
    Table(
        "districts",
        "Districts",
        District,
        ("code",),
        lambda: District.objects.in_order(),
        (
            Column("code", "OCHA P-code; AFT and the statistics office's number where there is none.", required=True),
            Column("ocha_pcode", "OCHA P-code, admin 2; empty where there is none.", Known()),
            Column("province_code", "The province.", PROVINCE, "province", required=True),
            Column(
                "kind",
                "Provincial centre, district or temporary district.",
                Choice(*DistrictKind.values),
                required=True,
            ),
            Column("parent_code", "The district that a temporary one was cut from.", DISTRICT, "parent"),
            Column("name", "English name.", required=True),
            Column("name_fa", "Dari name."),
            Column("name_ps", "Pashto name."),
            Column("lat", "Latitude of the seat, WGS 84.", Number(-90, 90, places=5), required=True),
            Column("lon", "Longitude of the seat, WGS 84.", Number(-180, 180, places=5), required=True),
            Column("location_basis", "How the seat was found."),
            Column("area_km2", "Area in square kilometres.", AREA),
            Column("area_shared", "1 where the area also covers another unit.", Flag(), required=True),
            Column("population", "Official projection for 2019–20; not a count.", Whole()),
            Column("iec2019_code", "Code of the election commission, 2019."),
            Column("nsia1398_code", "Code of the statistics office, 1398 (2019–20)."),
            Column("agcho2012_code", "Code of the geodesy office, 2012."),
            Column("lists", "The counted lists that hold it, ; between them.", Words()),
            Column("note", "What else is to be known."),
        ),
        log="place",
    ),
    Table(
        "names",
        "Spellings of the districts' names",
        PlaceName,
        ("district_code", "name", "language"),
        lambda: PlaceName.objects.of_districts(),
        (
            Column("district_code", "The district.", DISTRICT, "district", required=True),
            Column("name", "A spelling of its name.", required=True),
            Column("language", "Its language; empty where no list says it.", Choice(*Language.values)),
            Column("sources", "Tags of the lists that spell it so, ; between them.", Words()),
        ),
    ),
    Table(
        "province_names",
        "Spellings of the provinces' names",
        PlaceName,
        ("province_code", "name"),
        _province_names,
        (
            Column("province_code", "The province.", PROVINCE, "province", required=True),
            Column("name", "A spelling of its name.", required=True),
        ),
        fixed={"language": ""},
    ),
)

EVIDENCE = (
    Table(
        "actors",
        "Actors",
        Actor,
        ("slug",),
        lambda: Actor.objects.order_by(_byte_by_byte("slug")),
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
        lambda: Source.objects.public().order_by(_byte_by_byte("slug")),
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
            Column("published", "Day of publication, Kabul time.", Day(), required=True),
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
        ),
        log="report",
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
            Column("time", "Kabul time, only to order several events of a day.", Clock()),
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
    ),
)

# Each after those that it refers to, but for those that refer to one another.
TABLES = PLACES + EVIDENCE


def snapshot(obj) -> tuple[str, str, dict]:
    """Return what the log calls a saved row, its public id, and its public record."""
    table = next(table for table in TABLES if table.log and table.model is type(obj))
    record = public_records(table, [obj.pk])[obj.pk]
    return table.log, record[table.key[0]], record
