"""Reading texts in tests: the places of the shipped tables, and what a reading says in short."""

import datetime
import functools

from benchmarks.article_gold import place_index
from events.ingest import article
from events.ingest.reading import lexicon, scene
from events.ingest.reading.assembling import Teller
from events.ingest.reading.proposals import Reading

MONDAY = datetime.date(2021, 6, 21)


@functools.cache
def places():
    """Return the index of all the names in the shipped tables, made once."""
    return place_index()


def read(text: str, published: datetime.date | None = MONDAY, **given) -> Reading:
    """Return the reading of a text that was published on a Monday."""
    return article.propose(text, published=published, index=places(), **given)


def told(text: str, published: datetime.date = MONDAY) -> Teller:
    """Return the teller of a text after it has told everything."""
    teller = Teller(scene.lay_out(text, published, lexicon.of(places()), ""), "", lexicon.of(places()))
    teller.tell()
    return teller


def events(text: str, published: datetime.date | None = MONDAY, **given) -> list[str]:
    """Return the drafts of a text in short: "AF1905 captured taliban 2021-06-21 taliban:asserts"."""
    return [brief(draft) for draft in read(text, published, **given).drafts]


def brief(draft) -> str:
    """Return a draft in short."""
    voices = sorted(f"{each.voice or 'independent'}:{each.stance}" for each in draft.statements)
    place = draft.district or "|".join(draft.candidates)
    return " ".join([place, draft.kind, draft.controller, str(draft.date), *voices])
