"""The history of a record as the triggers of the database kept it: every version, who wrote it, and what it changed."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from districts.models import District, PlaceName, Province
from events.control.values import Reader, fields_of
from events.models import ArchivedCopy, CasualtyClaim, Citation, ControlEvent, Report

# The parts of a record whose history is told with its own: {model: ((model of the part, its field), …)}
PARTS = {
    ControlEvent: ((Citation, "event"), (CasualtyClaim, "event")),
    Report: ((ArchivedCopy, "report"),),
    District: ((PlaceName, "district"),),
    Province: ((PlaceName, "province"),),
}
UNKNOWN_HAND = "directly in the database"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """What one version changed in a record or a part of it: `what` it is, and (field, before, after) in words."""

    what: str
    fields: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """One transaction in the history: `key` is its instant in microseconds since 1970, `who` an account's name."""

    key: int
    at: datetime.datetime
    who: str
    reason: str
    changes: list[Change]


def version_model(model):
    """Return the model of the versions of a tracked model."""
    return model.versions.rel.related_model


def instant_of(key: int) -> datetime.datetime:
    """Return the instant of a moment's key; OverflowError beyond the calendar."""
    return EPOCH + datetime.timedelta(microseconds=key)


def key_of(instant: datetime.datetime) -> int:
    """Return the key of the moment of an instant."""
    return (instant - EPOCH) // datetime.timedelta(microseconds=1)


def versions_of(obj):
    """Return the versions of a record, then those of each row that ever was a part of it, in order, as lists."""
    own = list(version_model(type(obj)).objects.filter(pgh_obj=obj.pk).order_by("pgh_id").select_related("pgh_context"))
    chains = [(type(obj), None, own)]
    for part, name in PARTS.get(type(obj), ()):
        kept = version_model(part).objects
        ever = kept.filter(**{name: obj.pk}).values("pgh_obj_id")
        rows = defaultdict(list)
        for row in kept.filter(pgh_obj__in=ever).order_by("pgh_id").select_related("pgh_context"):
            rows[row.pgh_obj_id].append(row)
        chains += [(part, name, chain) for chain in rows.values()]
    return chains


def moments_of(obj) -> list[Moment]:
    """Return the history of a record and its parts, one moment a transaction, the latest first."""
    chains = versions_of(obj)
    reader = Reader(chains)
    found = defaultdict(list)
    for model, name, chain in chains:
        for row, change in _changes(model, name, chain, obj, reader):
            found[row.pgh_created_at].append((row, change))
    people = _people([row for rows in found.values() for row, _ in rows])
    return [_moment(at, found[at], people) for at in sorted(found, reverse=True)]


def _moment(at, rows, people):
    contexts = [row.pgh_context for row, _ in rows if row.pgh_context]
    data = contexts[0].metadata if contexts else {}
    who = people.get(data.get("user"), "a command") if contexts else UNKNOWN_HAND
    return Moment(key_of(at), at, who, data.get("reason", ""), [change for _, change in rows])


def _people(rows):
    numbers = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    users = get_user_model().objects.filter(pk__in=numbers)
    return {user.pk: user.get_username() for user in users}


def _changes(model, name, chain, obj, reader):
    """Yield (version, Change) for each version of one row that changed it while it was, became or ceased to be here."""
    for row, last in zip(chain, [None, *chain], strict=False):
        here = name is None or getattr(row, f"{name}_id") == obj.pk
        was_here = last is not None and last.pgh_label != "deleted" and (
            name is None or getattr(last, f"{name}_id") == obj.pk
        )  # fmt: skip
        change = _change(model, name, row, last, (was_here, here), reader)
        if change:
            yield row, change


def _change(model, name, row, last, place, reader):
    what = reader.name(model, row)
    was_here, here = place
    if row.pgh_label == "deleted":
        return Change(f"{what} deleted") if here else None
    if here and not was_here:
        origin = "" if row.pgh_label == "added" or last is None else f", from {reader.value(model, name, last)}"
        return Change(f"{what} added{origin}", _told(model, row, reader))
    if was_here and not here:
        return Change(f"{what} moved to {reader.value(model, name, row)}")
    fields = reader.differences(model, last, row) if here else []
    return Change(f"{what} changed", fields) if fields else None


def _told(model, row, reader):
    """Return the fields of a new row that say something."""
    said = ((label, "", reader.value(model, name, row)) for name, label in fields_of(model))
    return [(label, before, after) for label, before, after in said if after not in ("none", "no")]
