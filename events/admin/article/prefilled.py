"""The fields of the page of proposals as a reading fills them, in the form in which a browser would send them back."""

from django.http import QueryDict

from events.admin.article.decisions import EVENTS, NOTES, TALLIES
from events.admin.entry.places import PlaceReader
from events.admin.entry.sides import INDEPENDENT
from events.ingest.reading.proposals import EventProposal, Reading


def prefilled(reading: Reading, *, url: str, source: str) -> QueryDict:
    """Return what the page of proposals holds at first: everything proposed, nothing decided."""
    data, places = QueryDict(mutable=True), PlaceReader()
    _fill(data, "report", _report(reading.report, url, source))
    _fill(data, "said", {"scope": "district", "stance": "asserts"})
    _rows(data, EVENTS, [_event(draft, places) for draft in reading.drafts])
    for number, draft in enumerate(reading.drafts):
        _rows(data, f"{EVENTS}-{number}-said", [_statement(each) for each in draft.statements[1:]])
        _rows(data, f"{EVENTS}-{number}-losses", [_losses(each) for each in draft.casualties])
    _rows(data, TALLIES, [_tally(each) for each in reading.tallies])
    _rows(data, NOTES, [{"what": each.what, "voice": each.voice or INDEPENDENT} for each in reading.notes])
    return data


def _fill(data, prefix, values):
    for name, value in values.items():
        if value is not None and value != "":
            data[f"{prefix}-{name}"] = str(value)


def _rows(data, prefix, rows):
    _fill(data, prefix, {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": "0"})
    for number, row in enumerate(rows):
        _fill(data, f"{prefix}-{number}", row)


def _report(report, url, source):
    return {
        "url": url or report.url,
        "title": report.title[:300],
        "source": (source or report.source)[:150],
        "published": report.published,
        "language": report.language,
    }


def _event(draft: EventProposal, places):
    code = draft.district or next(iter(draft.candidates), "")
    name = places.name(code) if draft.district else places.index.places[code].name if code else ""
    first = draft.statements[0] if draft.statements else None
    return {
        "place": name,
        "choice": draft.district,
        "asked": name if draft.district else "",
        "kind": draft.kind,
        "controller": draft.controller,
        "opponent": draft.opponent,
        "day": draft.date,
        "earliest": draft.date_earliest,
        "latest": draft.date_latest,
        "contested": "on" if draft.contested else "",
        "summary": draft.summary,
        "scope": draft.scope,
    } | (_statement(first) if first else {})


def _statement(said):
    return {"voice": said.voice or INDEPENDENT, "stance": said.stance, "attribution": said.attribution[:200]}


def _losses(claim):
    return {
        "voice": claim.voice or INDEPENDENT,
        "of": claim.of,
        "outcome": claim.outcome,
        "low": claim.low,
        "high": claim.high,
        "attribution": claim.attribution[:200],
    }


def _tally(tally):
    return {
        "date": tally.date,
        "voice": tally.voice or INDEPENDENT,
        "actor": tally.actor,
        "measure": tally.measure,
        "low": tally.count_low,
        "high": tally.count_high,
        "denominator": tally.denominator,
        "definition": _definition(tally),
    }


def _definition(tally):
    """Return in our own words what a count means, as far as the article says it."""
    words = f"Districts {tally.measure}"
    if tally.since_earliest:
        words += f" since {tally.since_earliest:%-d %B %Y}"
        if tally.since_latest != tally.since_earliest:
            words += f" or a later day up to {tally.since_latest:%-d %B %Y}"
    return f"{words}, as {tally.attribution} says." if tally.attribution else f"{words}."
