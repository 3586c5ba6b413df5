"""A district's events as the record had them in a version, on the evidence published by a day."""

from django.db.models.functions import Coalesce

from events.api.serializers import CitationSerializer, EventSerializer
from events.control.standing import INDEPENDENT, Statement, judge
from events.models import Actor, LogEntry, Report
from events.models.numbering import number_of


def events_of(district, moment):
    """Return the public events of a district (its code) at a moment, in the order in which they set the state.

    With `reported_by` the citations published later are left out, and events that nobody had asserted by then;
    the standing follows from what is left, by the sources' grades of today.
    """
    logged = LogEntry.objects.filter(object_type="event", snapshot__district=district).values("object_id")
    entries = LogEntry.objects.latest_of("event", logged, version=moment.version)
    rows = [entry.snapshot for entry in entries if entry.snapshot and entry.snapshot["district"] == district]
    rows = [_ordered(row) for row in rows]
    rows.sort(key=lambda row: (row["date"], row["time"] or "", number_of(row["id"], "E")))
    return _known_by(rows, moment.reported_by.isoformat()) if moment.reported_by else rows


def _ordered(row):
    """Return a snapshot with its fields in the order of the API, which the database does not keep."""
    ordered = {name: row[name] for name in EventSerializer.Meta.fields}
    cited = [{name: each[name] for name in CitationSerializer.Meta.fields} for each in row["citations"]]
    return ordered | {"citations": cited}


def _known_by(rows, day):
    rows = [row | {"citations": [cited for cited in row["citations"] if cited["published"] <= day]} for row in rows]
    rows = [row for row in rows if row["kind"] == "assumed" or _asserted(row)]
    sides = dict(Actor.objects.values_list("slug", Coalesce("allied_with__slug", "slug")))
    roots = _roots({cited["report"] for row in rows for cited in row["citations"]})
    for row in rows:
        statements = [_statement(cited, sides, roots) for cited in row["citations"]]
        row["standing"] = judge(row["kind"], row["controller"], row["opponent"], statements).standing
    return rows


def _asserted(row):
    return any(cited["stance"] == "asserts" for cited in row["citations"])


def _roots(codes):
    """Return {report number: (id of the report that it repeats or its own, that one's source, its grade)}."""
    rows = Report.objects.filter(pk__in=[number_of(code, "R") for code in codes]).values_list(
        "pk",
        Coalesce("origin_id", "pk"),
        Coalesce("origin__source__slug", "source__slug"),
        Coalesce("origin__source__reliability", "source__reliability"),
    )
    return {number: root for number, *root in rows}


def _statement(cited, sides, roots):
    side = sides.get(cited["voice"], INDEPENDENT)
    return Statement(side, cited["stance"] == "asserts", cited["published"], *roots[number_of(cited["report"], "R")])
