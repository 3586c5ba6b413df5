"""The text of an article out of the HTML of its page; nothing is fetched."""

import datetime
import logging

from trafilatura import bare_extraction

# What a page that is no article makes the library say is told by the empty text that it gives.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def from_html(content: bytes | str, url: str = "") -> tuple[str, dict]:
    """Return the article's text, its title first, and what its page says of it: title, source and published.

    The text is "" where the page holds no article; a fact that the page does not give is missing. `published` is a
    date, `source` the name of the site. No page makes it raise.
    """
    try:
        found = bare_extraction(
            content, url=url or None, include_comments=False, include_tables=False, with_metadata=True
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        found = None
    if found is None or not (found.text or "").strip():
        return "", {}
    title, text = (found.title or "").strip(), found.text.strip()
    facts = {"title": title, "source": (found.sitename or "").strip(), "published": _date(found.date)}
    headed = text if not title or text.startswith(title) else f"{title}\n\n{text}"
    return headed, {name: value for name, value in facts.items() if value}


def _date(text):
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
