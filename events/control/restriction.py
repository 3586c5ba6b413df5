"""What the public is told of a restricted report: that the editors hold it, when it came out, who speaks in it.

A standing is public, so it rests on nothing that is not: a restricted report counts by the grade of its source and
never as another source beside one that is named, or the standing itself would tell whether the two are the same.
"""

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from events.control.prepared import Statement
from events.models import ChangeKind, LogEntry, Operation, Report, Source, Tally
from events.models.numbering import number_of

RESTRICTED = "Restricted source, held by the editors"

# How many of these reports are open, new, and rested on by nothing, of a source that the public knows.
_PLAIN = Statement(
    """
SELECT count(*) FROM unnest($1::bigint[], $2::text[]) AS noted (number, code)
JOIN events_report AS report ON report.id = number JOIN events_source AS source ON source.id = source_id
CROSS JOIN LATERAL (
    SELECT op FROM events_logentry WHERE object_type = 'source' AND object_id = slug ORDER BY seq DESC LIMIT 1
) AS told
WHERE report.public AND NOT report.restricted AND source.public AND told.op <> 'DEL'
AND NOT EXISTS (SELECT FROM events_logentry WHERE object_type = 'report' AND object_id = code)
AND NOT EXISTS (SELECT FROM events_report AS copy WHERE copy.origin_id = number)
AND NOT EXISTS (SELECT FROM events_tally AS tally WHERE tally.report_id = number)
"""
)

# What stands in a public record in place of what is known, by the log's name of the record.
REPORT = {"source": None, "url": "", "title": "", "origin": None, "via": "", "note": "", "archive_url": ""}
CITATION = {"source": None, "attribution": RESTRICTED, "claimed_date": None, "note": ""}
CASUALTY = {"source": None, "attribution": RESTRICTED}
TALLY = {"source": None, "url": ""}


def grade_of_root(prefix=""):
    """Return the expression of the grade of the source of a report or of the report that it repeats."""
    return Coalesce(F(f"{prefix}origin__source__reliability"), F(f"{prefix}source__reliability"))


def conceal(report):
    """Return a report, read to be shown, as the public may see it; its source and its origin are fetched along."""
    if report.restricted:
        report.url = report.title = report.via = report.note = report.archive_url = ""
        report.origin, report.source = None, Source(name=RESTRICTED)
    elif report.origin:
        conceal_source(report.origin)
    return report


def conceal_source(report):
    """Return a report of which only the source is shown, without a source that is restricted."""
    if report.restricted:
        report.source = Source(name=RESTRICTED)
    return report


def conceal_statement(statement):
    """Return a citation or a count of losses, read to be shown, as the public may see it."""
    conceal(statement.report)
    if statement.report.restricted:
        for name, value in CITATION.items():
            if name != "source" and hasattr(statement, name):
                setattr(statement, name, value)
    return statement


def conceal_tally(tally):
    """Return a tally, read to be shown, as the public may see it."""
    if tally.report and tally.report.restricted:
        tally.source, tally.url = Source(name=RESTRICTED), ""
    return tally


def follow(entries, records):
    """Return the log entries of a write, with what follows from restricted reports and without what they hide.

    A source that only restricted reports come from is withdrawn and its changes are not logged; it is added once
    more when one of its reports is shown. Restricted reports follow the grade of their source, tallies the flag of
    their report. `records` is a function of a model and row numbers that returns [(log's name, public id, public
    record)].
    """
    kinds = ("source", "report", "tally")
    noted = {kind: {entry.object_id for entry in entries if entry.object_type == kind} for kind in kinds}
    if not any(noted.values()) or _are_plainly_new(entries, noted):
        return entries
    reports = Report.objects.filter(pk__in=[number_of(code, "R") for code in noted["report"]])
    sources = _weighed(noted, reports)
    listed = set(sources.listed().values_list("slug", flat=True))
    hidden = set(sources.values_list("slug", flat=True)) - listed
    told = {entry.object_id: entry for entry in LogEntry.objects.latest_of("source", [*listed, *hidden])}
    kept = [entry for entry in entries if not (entry.object_type == "source" and _is_told_off(entry, hidden, told))]
    withdrawn = [_withdrawn(slug) for slug in sorted(hidden) if slug in told and told[slug].op != Operation.DEL]
    back = _back(reports, listed - noted["source"], told)
    again = _entries(records, Source, sources.filter(slug__in=back), created=True)
    return withdrawn + again + _carried(records, reports, sources) + kept


def _are_plainly_new(entries, noted):
    """Return whether nothing follows, as all that is noted of the kinds are reports that only now came to be.

    A report that is open and new, and that nothing else rests on yet, changes neither a grade nor another's record,
    and its source, which the public knows, is no more hidden than before.
    """
    if noted["source"] or noted["tally"]:
        return False
    if any(entry.op != Operation.ADD for entry in entries if entry.object_type == "report"):
        return False
    codes = sorted(noted["report"])
    [(plain,)] = _PLAIN.rows([number_of(code, "R") for code in codes], codes)
    return plain == len(codes)


def _weighed(noted, reports):
    """Return the sources of which a write can decide whether the public knows them.

    They are those that it notes, those of the reports and tallies that it notes, as they are and as they were logged
    last, and those that were withdrawn before.
    """
    tallies = Tally.objects.filter(pk__in=[number_of(code, "T") for code in noted["tally"]])
    last = [entry for kind in ("report", "tally") for entry in LogEntry.objects.latest_of(kind, noted[kind])]
    slugs = noted["source"] | {entry.snapshot["source"] for entry in last if entry.snapshot} - {None}
    withdrawn = LogEntry.objects.filter(object_type="source", op=Operation.DEL).values("object_id")
    rests = Q(pk__in=reports.values("source")) | Q(pk__in=tallies.values("source"))
    return Source.objects.filter(Q(slug__in=slugs) | Q(slug__in=withdrawn) | rests)


def _carried(records, reports, sources):
    """Return entries for what changes along: restricted reports that the sources grade, tallies of the reports."""
    graded = Report.objects.public().filter(restricted=True).annotate(root=Coalesce("origin__source", "source"))
    others = graded.filter(root__in=sources).exclude(pk__in=reports)
    tallies = Tally.objects.public().filter(report__in=reports)
    return [
        *_entries(records, Report, others, created=False),
        *_entries(records, Tally, tallies, created=False),
    ]


def _is_told_off(entry, hidden, told):
    before = told.get(entry.object_id)
    return entry.object_id in hidden or (entry.op == Operation.DEL and before and before.op == Operation.DEL)


def _withdrawn(slug):
    return LogEntry(op=Operation.DEL, change_kind=ChangeKind.RETRACTION, object_type="source", object_id=slug)


def _back(reports, listed, told):
    """Return the slugs of the listed sources that the public did not know before one of these reports was shown.

    A source that was never told of, and has a restricted report, was hidden until now.
    """
    shown = reports.filter(restricted=False, source__slug__in=listed)
    codes = {report.code: report.source.slug for report in shown.select_related("source")}
    before = LogEntry.objects.latest_of("report", list(codes))
    unmasked = {codes[entry.object_id] for entry in before if entry.snapshot and entry.snapshot.get("restricted")}
    gone = {slug for slug, entry in told.items() if entry.op == Operation.DEL}
    hiding = Report.objects.public().filter(restricted=True, source__slug__in=listed - told.keys())
    unmasked |= set(hiding.values_list("source__slug", flat=True))
    return {slug for slug in listed if slug in gone or (slug in unmasked and slug not in told)}


def _entries(records, model, rows, *, created):
    """Return entries for the rows whose public record is not what was logged of them last."""
    now = {code: (kind, record) for kind, code, record in records(model, list(rows.values_list("pk", flat=True)))}
    kinds = {kind for kind, _ in now.values()}
    told = {entry.object_id: entry for kind in kinds for entry in LogEntry.objects.latest_of(kind, list(now))}
    changed = [
        (code, kind, record)
        for code, (kind, record) in now.items()
        if created or (code in told and told[code].snapshot not in (None, record))
    ]
    op, change = (Operation.ADD, ChangeKind.NEW) if created else (Operation.MOD, ChangeKind.CORRECTION)
    return [
        LogEntry(op=op, change_kind=change, object_type=kind, object_id=code, snapshot=record)
        for code, kind, record in changed
    ]
