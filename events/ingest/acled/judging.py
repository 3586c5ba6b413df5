"""Judge one row of ACLED: it becomes a draft, or it is left and says why. Reads the database once, at the start."""

from dataclasses import dataclass
from datetime import date

from districts.models import DistrictKind
from districts.spelling import key
from events.ingest.acled import fields
from events.ingest.acled.actors import Actors, Side
from events.ingest.acled.layouts import Row
from events.ingest.acled.notes import Change, Note, read_note
from events.ingest.acled.objects import Thing
from events.ingest.acled.places import Located, Places, Unit, same_name
from events.ingest.acled.reasons import NotTaken, RowLeftError
from events.ingest.acled.record import Record
from events.ingest.acled.sides import PEACEFUL, TERRITORY, Parties, judge_sides
from events.models import EventKind

COUNTRY = "afghanistan"
ISO = "4"
_WHOLE_REGION = 3
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that becomes a draft. `published` None: the file does not say when ACLED last changed the row."""

    number: int
    event_id: str
    located: Located
    days: fields.Days
    kind: str
    controller: Side
    opponent: Side
    voices: tuple[int | None, ...]
    sources: tuple[str, ...]
    published: date | None
    deaths: int | None


class Judge:
    """Judges the rows of one file, in their order; `today` is the local day."""

    def __init__(self, *, today: date):
        self._today = today
        self._places = Places()
        self._actors = Actors()
        self._record = Record()

    def judge(self, row: Row) -> Taken | NotTaken:
        """Return what becomes of a row."""
        try:
            return self._judged(row)
        except RowLeftError as left:
            return NotTaken(row.number, row["event_id_cnty"][:40], left.reason, left.sentence)

    def _judged(self, row: Row) -> Taken:
        _refuse_broken(row)
        _refuse_other_rows(row)
        event_id = fields.event_id(row)
        self._record.refuse_known(event_id)
        days = fields.days_of(row, today=self._today)
        published = fields.published(row, days)
        note = read_note(row["notes"])
        changes = _of_districts(note)
        located = self._locate(row)
        about = self._about(changes, located.unit, row)
        parties = self._parties(row, days.day)
        sub_type = row["sub_event_type"].casefold()
        controller, opponent = self._sides(*judge_sides(parties, [*about, *_pronouns(note)], sub_type))
        self._record.refuse_duplicate(located.unit, controller, days)
        self._record.note(event_id, located.unit, controller, days, row.number)
        sources = fields.sources(row)
        voices = self._voices(parties, about, sources)
        kind = EventKind.HANDED_OVER if sub_type == PEACEFUL else EventKind.CAPTURED
        return Taken(
            *(row.number, event_id, located, days, kind, controller, opponent, voices, sources, published),
            deaths=fields.deaths(row),
        )

    def _locate(self, row: Row) -> Located:
        if fields.place_precision(row) == _WHOLE_REGION:
            raise RowLeftError("region_only", "geo_precision is 3: the event is known only to lie in the region.")
        lat, lon = fields.coordinates(row)
        return self._places.locate(
            admin1=row["admin1"], admin2=row["admin2"], location=row["location"], lat=lat, lon=lon
        )

    def _about(self, changes: list[Change], unit: Unit, row: Row) -> list[Change]:
        """Return the changes that are of the row's district; RowLeftError where all are of others."""
        about = [change for change in changes if any(self._means(thing, unit, row) for thing in change.things)]
        if not about:
            raise RowLeftError("other_district", _elsewhere(changes, unit))
        return about

    def _means(self, thing: Thing, unit: Unit, row: Row) -> bool:
        """Return whether a thing is the row's district: by its name, or as "the district" without a name."""
        if thing.kind == "city" and unit.kind != DistrictKind.PROVINCIAL_CENTRE:
            return False
        if thing.kind not in ("district", "city"):
            return False
        if thing.name:
            known = any(same_name(thing.name, row[column]) for column in ("admin2", "location"))
            return known or self._places.district_named(thing.name, row["admin1"]) == unit
        return not thing.several or key(row["admin2"]) in key(row["notes"])

    def _parties(self, row: Row, day: date) -> Parties:
        found = [self._actors.side(row[column], day) for column in ("actor1", "actor2")]
        return Parties({side.slug: side for side in found if side}, day)

    def _sides(self, gainer: str, loser: str) -> tuple[Side, Side]:
        controller, opponent = self._actors.side_of(gainer), self._actors.side_of(loser)
        if controller is None or opponent is None:
            raise RowLeftError("unknown_actor", f"The record has no side “{loser if controller else gainer}”.")
        return controller, opponent

    def _voices(self, parties: Parties, about: list[Change], sources: tuple[str, ...]) -> tuple[int | None, ...]:
        """Return whose word it is: the side that the note says claims it, or the one whose own the sources are."""
        claimed = {parties.slug(change.claimed_by) for change in about}
        side = self._actors.side_of(claimed.pop()) if len(claimed) == 1 else None
        return (side.pk,) if side else self._actors.voices(sources, parties.day)


def _refuse_broken(row: Row) -> None:
    count, wanted = len(row.cells), max(row.header.columns.values()) + 1
    if (count != wanted and any(row.cells[wanted:])) or count < wanted:
        raise RowLeftError("bad_row", f"The row has {count} cells where the header has {wanted}: mend its quotes.")
    if any("\x00" in cell for cell in row.cells):
        raise RowLeftError("bad_row", "The row has a zero byte in it, which no text may have.")


def _refuse_other_rows(row: Row) -> None:
    country, iso = row["country"].casefold(), row["iso"].removesuffix(".0").lstrip("0")
    if country != COUNTRY or iso not in ("", ISO):
        raise RowLeftError(
            "elsewhere", f"country is “{row['country'][:40]}”, iso “{row['iso'][:10]}”: not Afghanistan."
        )
    if row["sub_event_type"].casefold() not in TERRITORY:
        raise RowLeftError("not_territory", f"sub_event_type is “{row['sub_event_type'][:60]}”: nothing changed hands.")


def _of_districts(note: Note) -> list[Change]:
    """Return the changes that may be of a district; RowLeftError where the note tells of none that came about."""
    told = [change for change in note.changes if not change.before]
    real = [change for change in told if not change.tried]
    if not real:
        reason = "attempt" if told else "nothing_told"
        words = (
            "an attempt, a plan or an attack that was repelled" if told else "nothing that was taken, left or given up"
        )
        raise RowLeftError(reason, f"The note tells of {words}.")
    found = [change for change in real if any(thing.kind in ("district", "city") for thing in change.things)]
    if not found:
        words = next((thing.words for change in real for thing in change.things if thing.kind != "it"), "it")
        raise RowLeftError(
            "not_a_district",
            f"The note speaks of “{words[:_QUOTED]}”, not of a district, its centre or its headquarters.",
        )
    if note.denied:
        raise RowLeftError("denied", "The note speaks of a denial: log it by hand with both voices.")
    return found


def _pronouns(note: Note) -> list[Change]:
    """Return the changes that the note tells of "it": after a fall they can tell of the way back."""
    return [each for each in note.changes if not (each.before or each.tried) and each.things[0].kind == "it"]


def _elsewhere(changes: list[Change], unit: Unit) -> str:
    words = next(thing.words for change in changes for thing in change.things if thing.kind in ("district", "city"))
    return f"The note speaks of “{words[:_QUOTED]}”, the row lies in {unit.label}."
