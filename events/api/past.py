"""Lists as the record had them in a version: rows from the log, with the order and the filters of the present ones."""

import datetime
from collections.abc import Callable, Iterator
from functools import cache

from districts.api.columns import columns
from districts.api.serializers import DistrictSerializer
from districts.models import District
from events.api.recorded import SERIALIZERS, public_rows
from events.models import ControlEvent, LogEntry, Operation, Report, Tally
from events.models.log import PLACE
from events.models.numbering import code_of, number_of

NUMBERED = {"event": (ControlEvent, "E", 4), "report": (Report, "R", 4), "tally": (Tally, "T", 3)}
FIRST, MOST = 128, 1024  # objects looked up at once


def past_rows(kind: str, version: int, *, after=None) -> Iterator[list[tuple]]:
    """Yield lists of (key, row): the public records of a kind in a version, by key, those after a key.

    A key is the number of an event, a report or a tally, else the slug or code. However many there are, no more than
    MOST numbered ones are read at once; the lists are short at first, as a page is.
    """
    batches = _numbers(kind, after or 0) if kind in NUMBERED else [None]
    for numbers in batches:
        found = _read(kind, version, numbers)
        yield [(key, row) for key, row in found if after is None or key > after]


def past_row(kind: str, code: str, version: int) -> dict | None:
    """Return the public record of an object in a version; None where it was not public then."""
    entries = LogEntry.objects.latest_of(_logged_as(kind), [code], version=version)
    rows = _rows(kind, list(entries), version)
    return rows[0][1] if rows else None


def _logged_as(kind):
    return PLACE if kind in ("district", "province") else kind


def _numbers(kind, after):
    """Yield lists of the numbers that rows of a kind have or had, in order, those after a number."""
    model, letter, _ = NUMBERED[kind]
    size, gone = FIRST, sorted(_deleted(kind, letter))
    while True:
        there = list(model._base_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size])
        last = there[-1] if len(there) == size else None
        yield sorted({*there, *(number for number in gone if after < number and (last is None or number <= last))})
        if last is None:
            return
        after, size = last, min(2 * size, MOST)


def _deleted(kind, letter):
    """Return the numbers of rows that are in the log alone; an event that was public is never deleted."""
    if kind == "event":
        return set()
    withdrawn = LogEntry.objects.filter(object_type=kind, op=Operation.DEL)
    return {number_of(code, letter) for code in withdrawn.values_list("object_id", flat=True)}


def _read(kind, version, numbers):
    """Return [(key, row)] in the order of the keys, of some numbers or of all that there are."""
    codes = None
    if numbers is not None:
        _, letter, digits = NUMBERED[kind]
        codes = [code_of(number, letter, digits) for number in numbers]
    return _rows(kind, list(LogEntry.objects.latest_of(_logged_as(kind), codes, version=version)), version)


def _rows(kind, entries, version):
    entries = [entry for entry in entries if entry.kind == kind]
    rows = [(entry.object_id, row) for entry, row in zip(entries, public_rows(entries), strict=True) if row]
    if kind == "district":
        names = _province_names(version)
        rows = [(code, _with_province(row, names)) for code, row in rows]
    letter = NUMBERED[kind][1] if kind in NUMBERED else None
    return sorted((number_of(code, letter) if letter else code, _dated(kind, row)) for code, row in rows)


def _province_names(version):
    entries = LogEntry.objects.of_type("province").filter(version__lte=version)
    return {entry.object_id: entry.snapshot["name"] for entry in entries.order_by("seq")}


def _with_province(row, names):
    return {
        name: names.get(row["province"], "") if name == "province_name" else row[name]
        for name in DistrictSerializer.Meta.fields
    }


@cache
def _days(kind):
    return [column.name for column in columns(SERIALIZERS[kind]) if column.type == "date"]


def _dated(kind, row):
    """Return a row with its days as days, which the files with types want."""
    return row | {name: datetime.date.fromisoformat(row[name]) for name in _days(kind) if row[name]}


def _equal(field):
    return lambda value: lambda row: row[field] == value


def _from(field):
    return lambda value: lambda row: row[field] >= value


def _to(field):
    return lambda value: lambda row: row[field] <= value


def _cited(field):
    return lambda value: lambda row: any(said[field] == value for said in row["citations"])


def _mentions(*fields):
    return lambda value: lambda row: any(value.casefold() in row[field].casefold() for field in fields)


def _in_province(value):
    codes = set(District.objects.filter(province__code=value).values_list("code", flat=True))
    return lambda row: row["district"] in codes


# What each filter of a list asks of a row, as its FilterSet asks it of the database.
TESTS = {
    "event": {
        "district": _equal("district"),
        "province": _in_province,
        "kind": _equal("kind"),
        "controller": _equal("controller"),
        "standing": _equal("standing"),
        "voice": _cited("voice"),
        "source": _cited("source"),
        "from": _from("date_latest"),
        "to": _to("date_earliest"),
        "surely_from": _from("date_earliest"),
        "surely_to": _to("date_latest"),
    },
    "report": {
        "source": _equal("source"),
        "language": _equal("language"),
        "from": _from("published"),
        "to": _to("published"),
        "q": _mentions("title", "url"),
    },
    "source": {"kind": _equal("kind"), "reliability": _equal("reliability"), "q": _mentions("name")},
    "actor": {},
    "tally": {
        "actor": _equal("actor"),
        "measure": _equal("measure"),
        "source": _equal("source"),
        "from": _from("date"),
        "to": _to("date"),
    },
    "district": {
        "province": _equal("province"),
        "kind": _equal("kind"),
        "list": lambda value: lambda row: value in row["lists"],
    },
    "province": {},
}


def matching(kind: str, asked: dict) -> Callable[[dict], bool]:
    """Return whether a row of a kind is one that the filters in `asked`, {name: value}, leave."""
    tests = [test(asked[name]) for name, test in TESTS[kind].items() if asked.get(name)]
    return lambda row: all(test(row) for test in tests)
