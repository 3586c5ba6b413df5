"""A district's events as the record had them in a version, on the evidence published by a day."""

from typing import NamedTuple

from django.db.models.functions import Coalesce
from orjson import dumps, loads

from events.api.recorded import public_rows
from events.control.prepared import Statement as Kept
from events.control.rebuild import views
from events.control.restriction import grade_of_root
from events.control.standing import INDEPENDENT, Statement, judge
from events.models import Actor, LogEntry, Report, Source
from events.models.numbering import code_of, number_of

# What the log told last of the events of a district (its code, in JSON) up to a version. Those that another entry
# follows by then are looked for one by one, whatever PostgreSQL guesses of how many there are: none looks through it.
_OF_DISTRICT = Kept("""
SELECT told.object_id, told.snapshot::text FROM (
    SELECT object_id, seq, snapshot FROM events_logentry
    WHERE object_type = 'event' AND snapshot -> 'district' = $1::jsonb AND version <= $2::bigint OFFSET 0
) AS told
LEFT JOIN LATERAL (
    SELECT seq FROM events_logentry AS later
    WHERE object_type = 'event' AND later.object_id = told.object_id AND later.seq > told.seq
        AND later.version <= $2::bigint LIMIT 1
) AS later ON true
WHERE later.seq IS NULL
""")


class Logged(NamedTuple):
    """What `public_rows` asks of the log entry of an event."""

    object_id: str
    snapshot: dict
    object_type: str = "event"
    kind: str = "event"


def events_of(district, moment):
    """Return the public events of a district (its code) at a moment, in the order in which they set the state.

    With `reported_by` the citations published later are left out, and events that nobody had asserted by then;
    the standing follows from what is left, by the grades that the sources had in that version.
    """
    entries = [Logged(code, loads(told)) for code, told in _OF_DISTRICT.rows(dumps(district).decode(), moment.version)]
    rows = public_rows(entries)
    rows.sort(key=lambda row: (row["date"], row["time"] or "", int(row["id"][1:])))
    return [row for row in weighed(rows, moment.version, reported_by=moment.reported_by) if row]


def weighed(rows, version, *, reported_by=None, perspective=None):
    """Return public rows of events in a version as the evidence published by a day has them.

    None stands for an event that nobody had asserted by then, or that the perspective (a slug) does not accept. With
    neither a day nor a perspective the rows are as the version had them.
    """
    if not (rows and (reported_by or perspective)):
        return rows
    if reported_by:
        day = reported_by.isoformat()
        rows = [row | {name: _by(row[name], day) for name in ("citations", "casualties")} for row in rows]
    view = next((each for each in views().values() if each.slug == perspective), None)
    verdicts = _verdicts(rows, version)
    return [_row(row, verdict, view, reported_by) for row, verdict in zip(rows, verdicts, strict=True)]


def _row(row, verdict, view, reported_by):
    if not (row["kind"] == "assumed" or _asserted(row)) or (view and not view.takes(verdict)):
        return None
    return row | {"standing": verdict.standing} if reported_by else row


def _verdicts(rows, version):
    sides = _sides(version)
    roots = _roots({cited["report"] for row in rows for cited in row["citations"]}, version)
    return [
        judge(
            row["kind"],
            row["controller"],
            row["opponent"],
            [_statement(cited, sides, roots) for cited in row["citations"]],
        )
        for row in rows
    ]


def _by(statements, day):
    return [each for each in statements if each["published"] <= day]


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
    """Return {report: (number of the report that it repeats or its own, that one's source, its grade)}.

    The source of a restricted report is empty.
    """
    reports = _reports(codes, version)
    roots = {code: origin or code for code, (origin, _, _) in reports.items()}
    reports |= _reports(set(roots.values()) - set(reports), version)
    grades = _grades({source for _, source, _ in reports.values() if source}, version)
    found = {}
    for code, root in roots.items():
        _, source, grade = reports[root]
        found[code] = (number_of(root, "R"), source, grade or grades[source])
    return found


def _reports(codes, version):
    """Return {report: (the report that it repeats or None, its source, None)}.

    Of a restricted one nothing is known but the grade: it is (None, "", grade).
    """
    rows = Report.objects.filter(pk__in=[number_of(code, "R") for code in codes])
    found = {
        code_of(number, "R"): (None, "", grade) if restricted else (code_of(origin, "R") or None, source, None)
        for number, origin, source, restricted, grade in rows.values_list(
            "pk", "origin_id", "source__slug", "restricted", grade_of_root()
        )
    }
    return found | {code: _logged_report(row) for code, row in _logged("report", list(codes), version).items()}


def _logged_report(row):
    return (None, "", row["reliability"]) if row.get("restricted") else (row["origin"], row["source"], None)


def _grades(slugs, version):
    grades = dict(Source.objects.filter(slug__in=slugs).values_list("slug", "reliability"))
    return grades | {slug: row["reliability"] for slug, row in _logged("source", list(slugs), version).items()}


def _statement(cited, sides, roots):
    side = sides.get(cited["voice"], INDEPENDENT)
    return Statement(side, cited["stance"] == "asserts", cited["published"], *roots[cited["report"]])
