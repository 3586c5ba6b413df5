"""The text of a saved page, taken out of its HTML. Nothing is fetched."""

import datetime
from dataclasses import dataclass

import trafilatura

LARGEST = 5_000_000  # letters of a page that are read


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself: "" and None where it says nothing."""

    title: str = ""
    published: datetime.date | None = None
    source: str = ""
    url: str = ""
    language: str = ""


def from_html(html: str, url: str = "") -> tuple[str, PageFacts]:
    """Return the text of a page, "" where none can be told from its menus, and what the page says of itself.

    `url` is kept as the address unless the page names its own.
    """
    try:
        page = trafilatura.bare_extraction(
            html[:LARGEST], url=url or None, with_metadata=True, include_comments=False, include_tables=True
        )
    except Exception:  # Whatever the parser stumbles over: such a page has no text to give.
        page = None
    if page is None:
        return "", PageFacts(url=url)
    facts = PageFacts(page.title or "", _day(page.date), page.sitename or "", page.url or url, page.language or "")
    return page.text or "", facts


def _day(text: str | None) -> datetime.date | None:
    """Return the day of a date that a page gives, None where it is none."""
    try:
        return datetime.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
