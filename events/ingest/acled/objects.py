"""What was taken or left, in the words of a note: a district, its centre, or something smaller. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_POSSESSIVE = r"(?:['’]s?)?"
# The last of these in a phrase says what the phrase is about; longer forms stand first.
_WORDS = {
    "person": r"(?:district )?(?:governor|chief|commander|mayor)s?\b"
    r"(?!['’]?s? (?:office|compound|building|headquarters))",
    "post": r"(?:district )?police(?: (?:district|headquarters?|HQ|station|command|cent(?:er|re)|building|post)s?)*"
    r"|(?:out|check)[- ]?(?:post|point)s?|posts?|(?:army |military )?(?:bases?|camps?|units?|battalions?|brigades?)"
    r"|garrisons?|bunkers?|forts?|barracks|positions?|towers?",
    "district": rf"districts?{_POSSESSIVE}(?: (?:administrati(?:ve|on)|governor{_POSSESSIVE}|government|main))*"
    r"(?: (?:cent(?:er|re)s?|headquarters?|HQs?|capitals?|buildings?|compounds?|offices?|complex|seat))?",
    "city": r"city|provincial (?:capital|cent(?:er|re))",
    "centre": rf"(?:(?:administrative|governor{_POSSESSIVE}|main) )?(?:cent(?:er|re)|headquarters?|HQ|seat)",
    "part": r"parts?|portions?|most|majority|much|half|areas?|swath\w*|sections?|outskirts|suburbs?|territor\w+"
    r"|neighbou?rhoods?|regions?|zones?|lands?|provinces?",
    "village": r"villages?|hamlets?|towns?|valleys?",
    "ground": r"hills?|hilltops?|mountains?|heights?|roads?|highways?|bridges?|mines?|dams?|bazaars?|markets?|schools?"
    r"|mosques?|crossings?|ports?|customs|airports?|airfields?|prisons?|hospitals?|compounds?|buildings?|offices?|house",
}
_WORD = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern})\b)" for name, pattern in _WORDS.items()), re.IGNORECASE)
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+(?:and|as well as|along with|including|plus|&)\s+")
_TAIL = re.compile(
    r"\s(?=(?:in|of|from|at|near|within|inside|around|along|on|outside|for|through|across|between|to|towards?|leading"
    r"|linking|connecting|surrounding)\s)"
)
_WHOLE = re.compile(r"(?:the )?(?:all|whole|entire|entirety|rest)", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w'’]*(?:-[\w'’]+)*"
_LINK = r"(?:\s+(?:e|i|o|wa|va|al|ul|ud)\b)?"
_NAME = rf"{_CAPITAL}(?:{_LINK}\s+{_CAPITAL})*(?:\.?\s*\d)?"
_BEFORE = re.compile(rf"({_NAME})\s+(?:[Dd]istrict|[Cc]ity|[Cc]ent)")
_AFTER = re.compile(rf"\bof\s+(?:the\s+)?({_NAME})")
_GENERIC = frozenset(
    [
        "the",
        "district",
        "districts",
        "center",
        "centre",
        "city",
        "province",
        "hq",
        "headquarters",
        "taliban",
        "afghan",
        "government",
        "forces",
        "on",
        "in",
        "at",
        "nrf",
        "islamic",
        "state",
        "national",
        "police",
        "army",
        "also",
        "later",
        "meanwhile",
        "and",
        "militants",
        "fighters",
    ]
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was taken or left: `kind` is a key of the words above, `name` for a bare name, or `it`.

    `name` is the place that it bears, empty where it bears none; `several` tells "two districts" from "the district".
    """

    kind: str
    words: str
    name: str = ""
    several: bool = False


def things(phrase: str) -> tuple[Thing, ...]:
    """Return the things that a phrase lists, in its order; "Archi and Imam Sahib districts" are two districts."""
    found = [_thing(part.strip(" .()")) for part in _BETWEEN.split(phrase) if part.strip(" .()")]
    for place in range(len(found) - 1, 0, -1):
        if found[place].kind == "district" and re.search(r"\bdistricts\b", found[place].words, re.IGNORECASE):
            found = _spread(found, place)
    return tuple(each for each in _named_after(found) if each.kind)


def _named_after(found: list[Thing]) -> Iterator[Thing]:
    """Yield the things, the bare names after "the districts of Archi" as districts too."""
    listing = False
    for each in found:
        if listing and each.kind == "name":
            yield Thing("district", each.words, each.name)
            continue
        listing = each.several and bool(each.name)
        yield Thing(each.kind, each.words, each.name) if listing else each


def _spread(found: list[Thing], place: int) -> list[Thing]:
    """Return the things with what a plural says of the names before it: they are districts, or parts of them too."""
    first = place
    while first and found[first - 1].kind == "name":
        first -= 1
    before = found[first - 1] if first else None
    kind = before.kind if before and _shares(before) else "district"
    listed = [Thing(kind, each.words, each.name) for each in found[first : place + 1]]
    return [*found[:first], *listed, *found[place + 1 :]]


def _shares(thing: Thing) -> bool:
    """Return whether "parts of Archi" waits for the "districts" that follow it."""
    return thing.kind in ("part", "village", "post", "ground") and bool(re.search(rf"\bof {_NAME}$", thing.words))


def _thing(part: str) -> Thing:
    head, tail = _parted(part)
    if _WHOLE.fullmatch(head) and tail:
        head, tail = _parted(tail.removeprefix("of "))
    found = list(_WORD.finditer(head))
    if re.match(r"(?:it|them)\b", head):
        return Thing("it", part)
    if not found:
        return Thing("name" if re.fullmatch(_NAME, part) and _name(part) else "", part, _name(part))
    kind, word = found[-1].lastgroup, found[-1][0]
    if kind == "centre":
        kind = _centre_of(head, tail)
    name = _name_in(head, tail) if kind in ("district", "city") else ""
    several = kind == "district" and bool(re.search(r"districts\b|(?:centers|centres|offices)$", word, re.IGNORECASE))
    return Thing(kind, part, name, several)


def _parted(part: str) -> tuple[str, str]:
    """Return what a phrase is about, and what follows with "of" or "in"."""
    head, *tail = _TAIL.split(part, maxsplit=1)
    return head.strip(), tail[0] if tail else ""


def _centre_of(head: str, tail: str) -> str:
    """Return what a bare "centre" is the centre of: a district unless it says a province, a city or a base."""
    if re.search(r"\b(?:military|army|police|training|intelligence|NDS|health)\b", head, re.IGNORECASE):
        return "post"
    return "part" if re.search(r"\b(?:province|city|village|valley)\b", tail) and "district" not in tail else "district"


def _name_in(head: str, tail: str) -> str:
    before = _BEFORE.search(f"{head} center" if not re.search("district|city|cent", head, re.IGNORECASE) else head)
    if before and _name(before[1]):
        return _name(before[1])
    after = _AFTER.match(tail) if tail else None
    return _name(after[1]) if after else ""


def _name(text: str) -> str:
    """Return a name without the words before it that only begin a sentence or say what kind of place it is."""
    words = text.split()
    while words and words[0].casefold() in _GENERIC:
        words.pop(0)
    while words and words[-1].casefold() in _GENERIC:
        words.pop()
    return " ".join(words)
