"""Read an article: propose the report, the events, the tallies and the notes that an analyst may accept.

Nothing here writes or fetches. `RULES` lists the rules that a proposal names as its reasons.
"""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from districts.name_index import Index
from events.ingest.reading import answers, casualties, claims, drafting, lexicon, notes, reports, scene, tallies
from events.ingest.reading.assembling import Teller, Told
from events.ingest.reading.places import Name
from events.ingest.reading.proposals import EventProposal, PlaceMention, Reading, ReportProposal, Span
from events.ingest.reading.reports import KnownSource

LONGEST = 300_000  # letters that are read of a text
RULES = {rule.name: rule.words for rule in claims.RULES} | {
    "the-same-place": "“The district”, “the city” or “it” is the one named just before.",
    "dated": "The day is the one that the sentence names, counted from the day of publication.",
    "answer-denies": "A voice rejects what was told just before: it denies the same event.",
    "answer-asserts": "A voice confirms what was told just before: it asserts the same event.",
    "count-of-districts": "A number of districts with a word of control is a tally.",
    "gains-unnamed": "A side took districts, but the text does not name them.",
    "leaves-unnamed": "A side left districts, but the text does not name them.",
    "fallen-unnamed": "Districts fell, but the text does not name them.",
    "part-of-province": "It is said who holds a part of a province, but its districts are not named.",
    "whole-province": "A whole province changed hands, but the text does not name its districts.",
    "published-in-text": "The text itself gives the day of its publication.",
    "credited": "The text credits its source.",
    "dateline": "The line that opens the text names the agency.",
    "first-line": "The first line stands alone: it is the title.",
}


def propose(
    text: str,
    *,
    published: datetime.date | None = None,
    title: str = "",
    url: str = "",
    source: str = "",
    index: Index | None = None,
    sources: Iterable[KnownSource] | None = None,
) -> Reading:
    """Return everything that an article proposes, with the rules and the words that each proposal rests on.

    `published` is sought in the text where it is None; without it, undated drafts have no date. Spans count in
    `text`. `index` and `sources` are those of the database unless they are given; with an index given and no
    sources, none are known. No text makes it raise; of a very long one the first `LONGEST` letters are read.
    """
    text = text[:LONGEST]
    known = list(sources) if sources is not None else _known() if index is None else []
    report = reports.read(text, published, title, url, source, known)
    words = lexicon.of(index or _current())
    default = reports.issuer(text, report, known)
    teller = Teller(scene.lay_out(text, report.published, words, default), default, words)
    grade = next((each.grade for each in known if each.slug == report.source_slug), "F")
    return _reading(teller, report, grade)


def _reading(teller: Teller, report: ReportProposal, grade: str) -> Reading:
    """Return everything that a text proposes, once it is laid out and its report is known."""
    told = teller.tell()
    told += answers.find(teller)
    drafts = drafting.draft(told, teller.lexicon, report.published, grade)
    views = teller.scene.views
    return Reading(
        report=report,
        places=tuple(_mention(name) for view in views for name in view.names),
        dates=tuple(time for view in views for time in view.times),
        drafts=tuple(_with_casualties(drafts, told, teller)),
        tallies=tuple(tallies.find(teller, report.published)),
        notes=tuple(each for view in views for each in notes.find(teller, view)),
    )


def _current() -> Index:
    """Return the index of the places in the database."""
    from districts import gazetteer

    return gazetteer.current_index()


def _known() -> list[KnownSource]:
    """Return the sources in the database."""
    from events.models import Source

    rows = Source.objects.values_list("slug", "name", "homepage", "reliability", "actor__slug")
    return [KnownSource(*row[:4], row[4] or "") for row in rows]


def _mention(name: Name) -> PlaceMention:
    """Return a place that the text names as the reading gives it."""
    kind = "district" if name.is_target else {"province": "province", "country": "country"}.get(name.sense, "other")
    return PlaceMention(
        Span(name.start, name.end), name.words, kind, name.code, name.certainty, name.candidates, name.why
    )


def _with_casualties(drafts: list[EventProposal], told: list[Told], teller: Teller) -> list[EventProposal]:
    """Return the drafts with the losses that the text claims near the words that each rests on."""
    by_draft: dict[int, list] = {}
    for view in teller.scene.views:
        for loss in casualties.find(teller, view):
            home = _home(loss.span, view.sentence.paragraph, drafts, teller)
            if home is not None:
                by_draft.setdefault(home, []).append(loss)
    return [replace(each, casualties=tuple(by_draft.get(number, ()))) for number, each in enumerate(drafts)]


def _home(span: Span, paragraph: int, drafts: list[EventProposal], teller: Teller) -> int | None:
    """Return the number of the draft that losses belong to: the nearest one told in the same or a near paragraph."""
    where = {view.number: view.sentence for view in teller.scene.views}
    named = {
        name.code
        for view in teller.scene.views
        if view.sentence.start <= span.start < view.sentence.end
        for group in view.groups
        for name in group.names
        if name.is_target and name.code
    }
    drafts = [each if not named or each.district in named else None for each in drafts]
    best = None
    for number, draft in enumerate(drafts):
        for one in draft.spans if draft else ():
            home = next((each.paragraph for each in where.values() if each.start <= one.start < each.end), -9)
            distance = abs(one.start - span.start) + (0 if home == paragraph else 400)
            if abs(home - paragraph) <= 3 and draft.precision == "day" and (best is None or distance < best[0]):
                best = (distance, number)
    return best and best[1]
