"""A record of the evidence as the log keeps it: its public id and its public columns."""

from events.models import Actor, Report, Source, Tally

_COLUMNS = {
    Actor: ("slug", "name", "name_fa", "name_ps", "kind", "allied_with", "colour", "is_party"),
    Source: ("slug", "name", "kind", "actor", "country", "homepage", "reliability", "reason"),
    Report: (
        "source",
        "url",
        "title",
        "published",
        "published_precision",
        "language",
        "origin",
        "via",
        "note",
    ),
    Tally: (
        "date",
        "voice",
        "source",
        "url",
        "published",
        "actor",
        "measure",
        "count_low",
        "count_high",
        "denominator",
        "definition",
        "report",
    ),
}


def public_record(obj):
    """Return (public id, {column: value}) of a saved actor, source, report or tally."""
    columns = {name: _plain(getattr(obj, name)) for name in _COLUMNS[type(obj)]}
    if hasattr(obj, "code"):
        columns = {"id": obj.code, **columns}
    return _public_id(obj), columns


def _public_id(obj):
    return obj.code if hasattr(obj, "code") else obj.slug


def _plain(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return _public_id(value) if hasattr(value, "pk") else value
