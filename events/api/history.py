"""A district's events as the record had them in a version, on the evidence published by a day."""

from django.db.models.functions import Coalesce

from events.api.serializers import CitationSerializer, EventSerializer
from events.control.standing import INDEPENDENT, Statement, judge
from events.models import Actor, LogEntry, Report, Source
from events.models.numbering import code_of, number_of


def events_of(district, moment):
    """Return the public events of a district (its code) at a moment, in the order in which they set the state.

    With `reported_by` the citations published later are left out, and events that nobody had asserted by then;
    the standing follows from what is left, by the grades that the sources had in that version.
    """
    logged = LogEntry.objects.filter(object_type="event", snapshot__district=district).values("object_id")
    entries = LogEntry.objects.latest_of("event", logged, version=moment.version)
    rows = [entry.snapshot for entry in entries if entry.snapshot and entry.snapshot["district"] == district]
    rows = [_ordered(row) for row in rows]
    rows.sort(key=lambda row: (row["date"], row["time"] or "", number_of(row["id"], "E")))
    return _known_by(rows, moment.reported_by.isoformat(), moment.version) if moment.reported_by else rows


def _ordered(row):
    """Return a snapshot with its fields in the order of the API, which the database does not keep."""
    ordered = {name: row[name] for name in EventSerializer.Meta.fields}
    cited = [{name: each[name] for name in CitationSerializer.Meta.fields} for each in row["citations"]]
    return ordered | {"citations": cited}


def _known_by(rows, day, version):
    rows = [row | {"citations": [cited for cited in row["citations"] if cited["published"] <= day]} for row in rows]
    rows = [row for row in rows if row["kind"] == "assumed" or _asserted(row)]
    sides = _sides(version)
    roots = _roots({cited["report"] for row in rows for cited in row["citations"]}, version)
    for row in rows:
        statements = [_statement(cited, sides, roots) for cited in row["citations"]]
        row["standing"] = judge(row["kind"], row["controller"], row["opponent"], statements).standing
    return rows


def _asserted(row):
    return any(cited["stance"] == "asserts" for cited in row["citations"])


def _logged(object_type, codes, version):
    """Return {public id: record} as a version had them; what was written past the log is missing."""
    entries = LogEntry.objects.latest_of(object_type, codes, version=version)
    return {entry.object_id: entry.snapshot for entry in entries if entry.snapshot}


def _sides(version):
    sides = dict(Actor.objects.values_list("slug", Coalesce("allied_with__slug", "slug")))
    return sides | {slug: row["allied_with"] or slug for slug, row in _logged("actor", list(sides), version).items()}


def _roots(codes, version):
    """Return {report: (number of the report that it repeats or its own, that one's source, its grade)}."""
    reports = _reports(codes, version)
    roots = {code: origin or code for code, (origin, _) in reports.items()}
    reports |= _reports(set(roots.values()) - set(reports), version)
    grades = _grades({source for _, source in reports.values()}, version)
    return {code: (number_of(root, "R"), reports[root][1], grades[reports[root][1]]) for code, root in roots.items()}


def _reports(codes, version):
    """Return {report: (the report that it repeats or None, its source)}."""
    rows = Report.objects.filter(pk__in=[number_of(code, "R") for code in codes])
    found = {
        code_of(number, "R"): (code_of(origin, "R") or None, source)
        for number, origin, source in rows.values_list("pk", "origin_id", "source__slug")
    }
    logged = _logged("report", list(codes), version)
    return found | {code: (row["origin"], row["source"]) for code, row in logged.items()}


def _grades(slugs, version):
    grades = dict(Source.objects.filter(slug__in=slugs).values_list("slug", "reliability"))
    return grades | {slug: row["reliability"] for slug, row in _logged("source", list(slugs), version).items()}


def _statement(cited, sides, roots):
    side = sides.get(cited["voice"], INDEPENDENT)
    return Statement(side, cited["stance"] == "asserts", cited["published"], *roots[cited["report"]])
