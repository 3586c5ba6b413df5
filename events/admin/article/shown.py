"""What the page of proposals shows: the marked text, each proposal with its rules, and the mistakes in order."""

from itertools import zip_longest

from events.admin.article.decisions import UNDECIDED
from events.admin.article.marks import marks_of, stretches
from events.admin.entry.shown import mistakes_in, published_in, rows_of
from events.admin.entry.weighing import is_settled
from events.admin.event_forms import link_to
from events.ingest.article import RULES
from events.models import Source
from events.pages.words import day

LABELS = {"event": "Event", "tally": "Tally", "note": "Note"}


def undecided(page) -> list:
    """Return [(kind, number, form)] of the proposals that still need a decision, in the order of the page."""
    if page.rest:
        return []
    sets = (("event", page.events), ("tally", page.tallies), ("note", page.notes))
    return [(kind, number, form) for kind, forms in sets for number, form in enumerate(forms, 1) if not form.decided]


def context_of(page, *, asked):
    """Return the context of the page; `asked` tells whether mistakes are shown, or nothing was decided yet."""
    reading, known = page.reading, page.report.known
    if not asked:
        for form in (page.report, *page.events, *page.tallies, *page.notes):
            form.errors.clear()
    rows = rows_of(page.events)
    return {
        "page": page,
        "report": page.report,
        "known": known and {"report": known, "link": link_to(known)},
        "stretches": stretches(page.read["text"], marks_of(reading)),
        "events": _with_why(rows, reading.drafts),
        "evidence": page.evidence,
        "published": published_in(rows),
        "tallies": _with_why([{"form": form} for form in page.tallies], reading.tallies),
        "notes": _with_why([{"form": form} for form in page.notes], reading.notes),
        "places": reading.places,
        "dates": reading.dates,
        "mistakes": _mistakes(page) if asked else [],
        "sources": Source.objects.order_by("name").values_list("name", flat=True),
        "published_words": day(page.read["published"]) if page.read["published"] else "",
    }


def _with_why(rows, proposals):
    """Return the rows, numbered, with what was proposed and [(rule's name, its explanation, the words)]."""
    for row in rows:
        if row.get("choices") and len(row["choices"]) == 1:
            row["choices"] = ()
    pairs = zip_longest(rows, proposals[: len(rows)])
    return [
        row
        | {
            "number": number,
            "proposal": proposal,
            "why": [(each.rule, RULES.get(each.rule, ""), each.words) for each in proposal.reasons] if proposal else [],
        }
        for number, (row, proposal) in enumerate(pairs, start=1)
    ]


def _mistakes(page):
    """Return [(id, where, sentence)] in the order of the page."""
    found = list(mistakes_in(page.report, "Report"))
    for number, form in enumerate(page.events, start=1):
        if not page.events.is_left_out(form):
            mistakes = mistakes_in(form, f"Event {number}")
            found += [(f"event-{number}", where, sentence) for _, where, sentence in mistakes]
            doubts = form.doubts if form.is_valid() and not is_settled(form) else ()
            found += [(f"event-{number}", f"Event {number}", doubt.sentence) for doubt in doubts]
    for kind, forms in (("tally", page.tallies), ("note", page.notes)):
        for number, form in enumerate(forms, start=1):
            if form.is_accepted:
                found += mistakes_in(form, f"{LABELS[kind]} {number}")
    found += mistakes_in(page.evidence, "New evidence")
    found += [(f"{kind}-{number}", f"{LABELS[kind]} {number}", UNDECIDED) for kind, number, _ in undecided(page)]
    if not page.taken and not found:
        found.append(("proposals", "Proposals", "Nothing is accepted: accept what is right, or leave the page."))
    return found
