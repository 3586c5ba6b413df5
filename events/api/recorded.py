"""What the log keeps of public records, as the API gives them: the one place where a log entry becomes a row.

A snapshot is never rewritten, so what was open then and is restricted now is masked when it is read: the protection
of people goes before the rule that a version is the same for ever.
"""

from districts.api.serializers import DistrictSerializer, ProvinceSerializer
from events.api.serializers import (
    ActorSerializer,
    CasualtySerializer,
    CitationSerializer,
    EventSerializer,
    ReportSerializer,
    SourceSerializer,
    TallySerializer,
)
from events.control import restriction
from events.control.prepared import Statement
from events.export.descriptor import in_order
from events.models import LogEntry, Source
from events.models.numbering import code_of, number_of

SERIALIZERS = {
    "event": EventSerializer,
    "report": ReportSerializer,
    "source": SourceSerializer,
    "actor": ActorSerializer,
    "tally": TallySerializer,
    "district": DistrictSerializer,
    "province": ProvinceSerializer,
}
# The name of a district's province is a fact about the province, and is logged with that.
UNLOGGED = {"district": {"province_name"}}
FIELDS = {
    kind: tuple(name for name in each.Meta.fields if name not in UNLOGGED.get(kind, ()))
    for kind, each in SERIALIZERS.items()
}
PARTS = {"citations": tuple(CitationSerializer.Meta.fields), "casualties": tuple(CasualtySerializer.Meta.fields)}
HIDDEN_PARTS = {"citations": restriction.CITATION, "casualties": restriction.CASUALTY}
# What a snapshot says of a field that it is older than.
BEFORE = {"citations": (), "casualties": (), "archive_url": "", "restricted": False}
# The fields in the API's order, for a snapshot's to be laid over.
_EMPTY = {kind: {name: BEFORE.get(name) for name in names} for kind, names in FIELDS.items()}
_EMPTY_PARTS = {name: dict.fromkeys(fields) for name, fields in PARTS.items()}

# Those of these reports that are restricted, and those that are no more.
_ODD = Statement("""
SELECT number, report.id IS NULL FROM unnest($1::bigint[]) AS number LEFT JOIN events_report AS report ON id = number
WHERE report.id IS NULL OR report.restricted
""")


def public_rows(entries) -> list[dict | None]:
    """Return the public record of each log entry of a list, in the order of the API's fields.

    None where there is none to be had: what was withdrawn or merged, a derivation of the periods, and a source that
    the public knows no longer. Two queries at most, whatever the number of entries, and one more where a report of
    theirs was deleted.
    """
    masked, unknown = _restricted(entries), _unlisted(entries)
    return [None if entry.object_id in unknown.get(entry.object_type, ()) else _row(entry, masked) for entry in entries]


def _row(entry, masked):
    if entry.snapshot is None:
        return None
    kind = entry.kind
    if kind not in FIELDS:
        return in_order(entry.snapshot)
    row = _laid(_EMPTY[kind], entry.snapshot)
    if kind == "event":
        for name in PARTS:
            row[name] = [_part(name, each, masked) for each in row[name]]
        return row
    if kind == "report" and row["id"] in masked:
        return row | restriction.REPORT | {"restricted": True}
    return row | restriction.TALLY if kind == "tally" and row["report"] in masked else row


def _laid(empty, told):
    """Return a new record with the fields of an empty one, in their order, and what is told of them."""
    row = empty | told
    return row if len(row) == len(empty) else {name: row[name] for name in empty}


def _part(name, said, masked):
    row = _laid(_EMPTY_PARTS[name], said)
    return row | HIDDEN_PARTS[name] if said["report"] in masked else row


def _restricted(entries):
    """Return the ids of the reports that these entries tell of and that are restricted now, or were when deleted."""
    codes = {code for entry in entries for code in _reports(entry)}
    if not codes:
        return frozenset()
    odd = {code_of(number, "R"): gone for number, gone in _ODD.rows([number_of(code, "R") for code in codes])}
    deleted = [code for code, gone in odd.items() if gone]
    last = LogEntry.objects.filter(snapshot__isnull=False).latest_of("report", deleted) if deleted else ()
    found = {entry.object_id for entry in last if entry.snapshot.get("restricted")}
    return found | {code for code, gone in odd.items() if not gone}


def _reports(entry):
    """Return the ids of the reports that an entry's snapshot tells of."""
    told = entry.snapshot or {}
    if entry.object_type == "event":
        return {said["report"] for name in PARTS for said in told.get(name, ())}
    return {told.get({"report": "id", "tally": "report"}.get(entry.object_type))} - {None}


def _unlisted(entries):
    """Return {"source": the slugs of the sources that these entries tell of and that the public knows no longer}."""
    slugs = {entry.object_id for entry in entries if entry.object_type == "source" and entry.snapshot}
    if not slugs:
        return {}
    hidden = Source.objects.filter(slug__in=slugs).exclude(pk__in=Source.objects.listed().values("pk"))
    return {"source": set(hidden.values_list("slug", flat=True))}
