"""The fields of the report that an article is: title, day, language and source. Pure."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from districts.spelling import key
from events.ingest.reading import dates, languages, sentences
from events.ingest.reading.actors import GOVERNMENT, NRF, TALIBAN
from events.ingest.reading.proposals import Reason, ReportProposal

_CREDIT = re.compile(
    r"^\s*(?:source|sources|credit|via)\s*[:–-]\s*(?P<who>.{2,100}?)\s*$", re.IGNORECASE | re.MULTILINE
)
_DATELINE = re.compile(
    r"^(?P<city>[A-Z][A-Za-z'’ -]{2,40}),?(?: (?:Afghanistan|Pakistan))?,?\s*(?:(?P<day>[A-Z][a-z]{2,8}\.? "
    r"\d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?)?\s*"
    r"\((?P<agency>[A-Z][\w /.&-]{1,40})\)\s*[:–—-]", re.MULTILINE,
)  # fmt: skip
_AGENCIES = re.compile(
    r"\b(?:AP|AFP|Reuters|Xinhua|TASS|dpa|EFE|ANI|IANS|Anadolu Agency|AA|RFE/RL|Sputnik|Pajhwok|Associated Press|"
    r"Agence France-Presse|agencies)\b"
)
_PUBLISHED = re.compile(
    r"^(?:published|posted|updated|date|last updated|issued)(?: on| at)?\s*[:–-]?\s*(?P<rest>.{4,60})$", re.MULTILINE
)
_TITLE_LONGEST = 200
# Who issues a statement of its own, by the words of the credit, the address or the first lines.
_ISSUERS = (
    (TALIBAN,
        r"islamic emirate|al-?emarah|alemarah|voice of jihad|zab[ie]hull?ah|zabehulah\w*|mujahid\b|"
        r"suhail ?shaheen|qari ?yous\w+"),
    (NRF, r"national resistance front|@?nrfafg|ali maisam nazary"),
    (GOVERNMENT,
        r"ministry of (?:defen[cs]e|interior)|(?:defen[cs]e|interior) ministry|\bmod\b|\bmoi\b|@?mod ?afghanistan|"
        r"@?moiafghanistan|moda\b|mod_afg|"
                 r"office of the (?:president|governor)|national directorate|government media|gmic|arg\b|"
                 r"\b20\d (?:\w+ )?corps|national security council|bakhtar|afghan army|ana corps|"
                 r"provincial governor's office|police headquarters of"),
)  # fmt: skip
_EMIRATE_SPEAKS = re.compile(r"\b(?:puppets?|hirelings?|stooge|lackey|mercenar(?:y|ies)|martyrdom|crusader)\b")
_MUJAHIDEEN = re.compile(
    r"\b(?:mujahid(?:ee|i)n|mujahed(?:ee|i)n) (?:of the islamic emirate|have|captured|seized|conquered|overran|"
    r"took|cleared|today|last)"
)
_ARMY_SPEAKS = re.compile(
    r"\bterrorists? (?:were|was|have been|has been) (?:killed|wounded|eliminated)|"
    r"\b(?:taliban )?terrorists (?:suffered|fled)|our (?:brave )?andsf"
)


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source of the record: `grade` is its reliability, `actor` the side that it speaks for, "" for none."""

    slug: str
    name: str
    homepage: str
    grade: str
    actor: str


def published(text: str, title: str) -> tuple[datetime.date | None, str]:
    """Return the day that a text itself gives as its own, and the words, or None and ""."""
    plain = sentences.plain(text)
    dateline = _DATELINE.search(plain[:1500])
    labelled = _PUBLISHED.search(sentences.lower(plain[:3000]))
    places = [labelled.span("rest")] if labelled else []
    places += [dateline.span()] if dateline else []
    places += [line.span() for line in re.finditer(r"^.{6,40}$", plain[:1500], re.MULTILINE)][:4]
    lowered = sentences.lower(plain)
    for start, end in places:
        found = [each for each in dates.find(lowered, start, end, None) if each.precision == "day"]
        if found:
            return found[0].date, found[0].words
    return None, ""


def read(
    text: str, day: datetime.date | None, title: str, url: str, source: str, known: Iterable[KnownSource]
) -> ReportProposal:
    """Return the fields of the report; what the caller gives counts before what the text says."""
    reasons = []
    found, words = (day, "") if day else published(text, title)
    if words:
        reasons.append(Reason("published-in-text", words))
    credit = _CREDIT.search(text[-600:]) or _CREDIT.search(text[:600])
    name, via = _credited(credit["who"]) if credit else ("", "")
    dateline = _DATELINE.search(sentences.plain(text[:1500]))
    if credit:
        reasons.append(Reason("credited", " ".join(credit.group().split())))
    if dateline:
        reasons.append(Reason("dateline", dateline["agency"]))
        via = via or (dateline["agency"] if name or source else "")
    name = source or name or (dateline["agency"] if dateline else "")
    slug = _slug(name, url, known)
    heading = title.strip() or _heading(text)
    if heading and not title.strip():
        reasons.append(Reason("first-line", heading))
    return ReportProposal(
        title=heading, published=found, published_precision="day" if day else "inferred", language=languages.of(text),
        source=name, source_slug=slug, url=url.strip(), via=via, reasons=tuple(reasons),
    )  # fmt: skip


def _credited(who: str) -> tuple[str, str]:
    """Return the outlet that a credit names and the agencies beside it ("TRTWorld and agencies")."""
    parts = [part.strip(" .,") for part in re.split(r",|\band\b|/|&|\+", who) if part.strip(" .,")]
    agencies = [part for part in parts if _AGENCIES.fullmatch(part)]
    outlets = [part for part in parts if part not in agencies]
    outlet = outlets[0] if outlets else agencies.pop(0) if agencies else ""
    return re.sub(r"(?<=[a-zA-Z])(?=World\b)(?<! )", " ", outlet).replace("  ", " "), ", ".join(agencies)


def _slug(name: str, url: str, known: Iterable[KnownSource]) -> str:
    """Return the slug of the known source that a name or an address means, "" for none."""
    known = list(known)
    wanted = key(name)
    for each in known:
        if wanted and wanted in (key(each.name), key(each.slug), key(re.sub(r"\(.*?\)", "", each.name))):
            return each.slug
    host = (_host(url) or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return next((each.slug for each in known if host and host == (_host(each.homepage) or "").removeprefix("www.")), "")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url.strip()).hostname
    except ValueError:
        return None


def _heading(text: str) -> str:
    """Return the first line where it is a heading: short, without a full stop, with text below it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0] if len(lines) > 1 else ""
    return (
        first
        if first and len(first) <= _TITLE_LONGEST and first[-1] not in '.,;:"”' and not _DATELINE.match(first)
        else ""
    )


def _signs(head: str, words: str) -> bool:
    """Return whether one of the first lines names the body that issues the text, and says nothing else."""
    if "@" in head and len(head) < 80 and re.search(words, head):
        return True
    if len(head) > 110 or re.search(
        r"\b(?:sa(?:ys?|id)|claims?|claimed|denie[sd]|calls?|confirms?|tells?|told)\b", head
    ):
        return False
    return bool(
        re.match(
            rf"(?:(?:press |official )?(?:statement|release|remarks|communiqu\S|news|update) (?:of|by|"
            rf"from) (?:the )?|the |[@#])?(?:{words})",
            head,
        )
    )


def issuer(text: str, report: ReportProposal, known: Iterable[KnownSource]) -> str:
    """Return the side whose own statement the text is, "" for an outlet's."""
    actor = next((each.actor for each in known if each.slug and each.slug == report.source_slug), "")
    if actor in (TALIBAN, GOVERNMENT, NRF):
        return actor
    credit = sentences.lower(sentences.plain(report.source))
    heads = [report.title, *[line for line in text.splitlines() if line.strip()][:3]]
    for side, words in _ISSUERS:
        if credit and re.search(words, credit):
            return side
        if any(_signs(sentences.lower(sentences.plain(head)).strip(), words) for head in heads):
            return side
    lowered = sentences.lower(sentences.plain(text))
    if _EMIRATE_SPEAKS.search(lowered) and re.search(r"mujahid|mujahed", lowered):
        return TALIBAN
    if _MUJAHIDEEN.search(lowered) and not re.search(r"\b(?:said|told|officials?|taliban)\b", lowered):
        return TALIBAN
    quoted = re.search(r"\b(?:said|told|claimed)\b", lowered)
    return GOVERNMENT if _ARMY_SPEAKS.search(lowered) and not quoted else ""
