"""The columns of a sheet of events: what each means, and the headers of other sheets that mean the same."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from events.models import Actor, EventKind, Scope, Stance

INDEPENDENT = "independent"


@dataclass(frozen=True)
class Column:
    """A column: its name, its meaning, an example of a cell and the headers that mean it in other people's sheets.

    `allowed` returns the words that a cell may hold, nothing where any text may stand.
    """

    name: str
    meaning: str
    example: str
    required: bool = False
    also: tuple[str, ...] = ()
    allowed: Callable[[], list[str]] = list


def _parties() -> list[str]:
    return list(Actor.objects.parties().order_by("slug").values_list("slug", flat=True))


def _voices() -> list[str]:
    return [INDEPENDENT, *Actor.objects.order_by("slug").values_list("slug", flat=True)]


def _yes_or_no() -> list[str]:
    return ["yes", "no"]


COLUMNS = (
    Column(
        "report_url",
        "The report's address. Its address or its title is needed.",
        "https://www.example.org/imam-sahib-falls",
        also=("url", "link", "address", "report link", "source url", "source link", "web address", "hyperlink"),
    ),
    Column(
        "report_title",
        "The report's title.",
        "Taliban capture Imam Sahib district",
        also=("title", "headline", "report"),
    ),
    Column(
        "source",
        "Who published it: its name or its slug. One that is not known yet is added without a grade. May be empty "
        "where the address is of a site that one source has.",
        "TOLOnews",
        also=("outlet", "publisher", "media", "source name", "newspaper", "agency"),
    ),
    Column(
        "published",
        "The day on which the report was published.",
        "2021-06-22",
        required=True,
        also=("publication date", "date published", "published on", "report date", "pub date", "publication day"),
    ),
    Column(
        "district",
        "The district, by its code or in any spelling.",
        "Imam Sahib",
        required=True,
        also=("district name", "district code", "admin2", "adm2", "place", "location", "area", "woluswali", "uluswali"),
    ),
    Column(
        "province",
        "Its province, where the district's name alone may mean several.",
        "Kunduz",
        also=("province name", "admin1", "adm1", "wilayat", "velayat"),
    ),
    Column(
        "date",
        "The best day of the event.",
        "2021-06-21",
        required=True,
        also=("event date", "day", "date of event", "event day", "when"),
    ),
    Column(
        "date_earliest",
        "The first day that it can have been. Empty: the best day.",
        "",
        also=("earliest", "earliest date", "first day", "from", "start date", "not before"),
    ),
    Column(
        "date_latest",
        "The last day that it can have been. Empty: the best day.",
        "",
        also=("latest", "latest date", "last day", "to", "end date", "not after"),
    ),
    Column("time", "Local time, only to order several events of one day.", "", also=("hour", "event time", "clock")),
    Column(
        "kind",
        "What happened.",
        "captured",
        required=True,
        also=("event kind", "event type", "type", "what happened", "category"),
        allowed=lambda: list(EventKind.values),
    ),
    Column(
        "controller",
        "Who holds the district afterwards.",
        "taliban",
        required=True,
        also=("held by", "holder", "controlled by", "control", "winner", "actor1", "party"),
        allowed=_parties,
    ),
    Column(
        "opponent",
        "The other side.",
        "government",
        required=True,
        also=("against", "loser", "other side", "adversary", "actor2", "taken from"),
        allowed=_parties,
    ),
    Column(
        "contested",
        "Whether fighting for the centre goes on. Empty: yes for contested and relocated, otherwise no.",
        "no",
        also=("is contested", "still contested", "fighting goes on"),
        allowed=_yes_or_no,
    ),
    Column(
        "summary",
        "What happened, in our own words, in a sentence.",
        "Taliban fighters took the district centre.",
        also=("description", "details", "event summary", "what"),
    ),
    Column(
        "voice",
        f"Whose word it is: a party's, or {INDEPENDENT} for the outlet's own reporting, residents, researchers.",
        "taliban",
        required=True,
        also=("speaker", "claimed by", "according to", "side", "who says so", "claimant"),
        allowed=_voices,
    ),
    Column(
        "stance",
        "Whether the voice asserts or denies the event. Empty: asserts.",
        "asserts",
        also=("position", "asserts or denies"),
        allowed=lambda: list(Stance.values),
    ),
    Column(
        "scope",
        "What the statement was about. Empty: the district.",
        "district",
        also=("statement scope", "about"),
        allowed=lambda: list(Scope.values),
    ),
    Column(
        "attribution",
        "Who is quoted.",
        "spokesman Zabihullah Mujahid",
        required=True,
        also=("quoted", "quote from", "who is quoted", "spokesperson", "attributed to", "person"),
    ),
    Column("claimed_date", "The day that this voice gave.", "2021-06-21", also=("date claimed", "claimed day")),
    Column("note", "What else is to be known of the citation; public.", "", also=("notes", "remark", "comment")),
    Column(
        "external_id",
        "Your own id of the row, unlike any other row's of any sheet. A row that is changed afterwards is then known "
        "again. Never public.",
        "kdz-0001",
        also=("id", "row id", "external", "reference", "ref", "key", "event id", "record id"),
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)


def guess(headers: Iterable[str]) -> dict[str, str]:
    """Return {our column: header} for the headers whose name says what they are; each header serves once."""
    found: dict[str, str] = {}
    named = {_bare(header): header for header in reversed(list(headers))}
    for names in ([(column.name, column.name) for column in COLUMNS], _variants()):
        for ours, theirs in names:
            header = named.get(_bare(theirs))
            if header is not None and ours not in found and header not in found.values():
                found[ours] = header
    return found


def _variants() -> list[tuple[str, str]]:
    return [(column.name, variant) for column in COLUMNS for variant in column.also]


def _bare(header: str) -> str:
    """Return a header's letters and digits in lower case, which “Report URL” and “report_url” share."""
    return re.sub(r"[\W_]+", "", header.casefold())


def wrong_mapping(mapping: dict[str, str], headers: Iterable[str]) -> dict[str, str]:
    """Return {our column: sentence} for what a mapping of our columns to headers lacks or has wrong."""
    headers = list(headers)
    found = {
        ours: f"There is no column “{theirs}” in the file: it has {', '.join(headers)}."
        for ours, theirs in mapping.items()
        if theirs and theirs not in headers
    }
    found |= {
        ours: f"“{ours}” is not a column of ours: they are {', '.join(NAMES)}." for ours in mapping if ours not in NAMES
    }
    for ours in REQUIRED:
        if not mapping.get(ours):
            found[ours] = f"Every row needs a cell for {ours}: choose the column that has it."
    if not (mapping.get("report_url") or mapping.get("report_title")):
        found["report_url"] = "Choose the column that has the report's address, or its title, or both."
    if not (mapping.get("source") or mapping.get("report_url")):
        found["source"] = "Choose the column that says who published the report."
    return found
