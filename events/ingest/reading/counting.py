"""Where a line counts districts, and what the words around a count say that is counted. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.ingest.reading import numerals
from events.ingest.reading.signs import A, E, G, P

_N = numerals.NUMBER
_ROUGH = (
    r"(?P<rough>at least|more than|over|about|around|some|nearly|almost|up to|as many as|approximately|an estimated|"
    r"roughly|no fewer than|upwards of|well over|a total of|only|just)"
)
_DISTRICTS = r"(?:administrative )?(?:districts?|district cent(?:er|re)s?|district headquarters)"
_HELD_BY = r"(?:(?:taliban|government|insurgent|militant)-(?:controlled|held|run) )"
_MORE = (
    rf"(?:{_HELD_BY}|more |other |new |additional |key |strategic |rural |afghan |of the |of |the |northern |"
    r"of afghanistan 's |afghanistan 's |out of |lost |contested )"
)
_WHOSE = (
    rf"(?:the|its|their|his|all|some|about|a total of|more than|roughly|around|over|approximately|(?:afghanistan|"
    rf"country|nation|province|region) 's|(?:{P}|{E}|{G})(?: 's)?)"
)
_OF = rf"(?: (?:of|out of)(?: {_WHOSE})* (?P<of>{_N}))?"
_NOTHING = r"(?P<of>(?!))?"
_COUNT = re.compile(
    rf"(?<!\S)(?:{_ROUGH} )?(?P<n>{_N})(?:-odd|\+)?(?: {_DISTRICTS})?{_OF}(?: {_MORE}*)? ?(?:{_DISTRICTS})?(?!\S)"
)
_RANGE = re.compile(rf"(?<!\S)(?:between )?(?P<n>{_N})(?: and | to |-)(?P<most>{_N}){_NOTHING} {_DISTRICTS}(?!\S)")
_AT = re.compile(
    rf"(?<!\S)(?:number|count|tally|total) of (?:{_HELD_BY}|[\w-]+ )?(?:{_DISTRICTS}|them)(?: [^.;\d]{{0,60}})? "
    rf"(?:at|to|is|was|reached|stood at|stands at) (?:{_ROUGH} )?(?P<n>{_N}){_NOTHING}(?!\S)"
)
_BARE = re.compile(
    rf"(?<!\S)(?:contests?|controls?|holds?|held|loss of|lost|counts?|governs?|captured|seized|retaken|retook|"
    rf"says?|claims?)"
    rf"(?: (?:another|only|just|a further|the|other|remaining))* (?:{_ROUGH} )?(?P<n>{_N})(?: others?| of (?:them|"
    rf"these|those))?"
    rf"{_OF}(?= ?(?:[.,;]|$| (?:and|while|but|in|over|since|during|from)\b))"
)
_SIDE = (
    rf"(?P<held>contested|under (?:the )?(?:control of )?{A}(?: control)?|controlled by {A}|held by {A}|in {A} hands)"
)
_FURTHER = re.compile(
    rf"(?<!\S)(?:and|with|while|a further|another|,|;|additional) (?:(?:a|another|further|some|about|the|"
    rf"remaining|only|just) )*"
    rf"(?P<n>{_N}){_NOTHING}(?: others?| more| were| are| is)* {_SIDE}"
)
_LINE = re.compile(
    rf"^(?:[-•*] )?(?:districts )?(?:(?:under|held by|controlled by) )?(?:the )?(?P<side>{A}|contested)"
    rf"(?: control(?:led)?| held| districts)* [:–-] (?P<n>{_N}){_NOTHING}(?: districts)?\W*$"
)
_FORMS = (_LINE, _RANGE, _COUNT, _AT, _BARE, _FURTHER)
_NOT_DISTRICTS = re.compile(
    r"\b(?:police|officials|chiefs|governors|people|civilians|killed|attacks?|operations?|polling|schools|hospitals|"
    r"population|voters|clinics)\b"
)
_WHOLE = re.compile(r"(?:'s|of the|of its|all|all the|the other) $")
_GAINED = (
    r"loss|captur\w*|seiz\w*|overr[au]n\w*|taken|took|taking|takes?|fallen|fell|falls?|conquer\w*|gain\w*|swept|won|"
    r"retak\w*|retook|recaptur\w*|regain\w*|cleared|lost|loses?|losing|ceded|changed hands"
)
_HELD = (
    r"controls?|controlled|controlling|holds?|held|holding|under|hands|rule|govern\w*|[a-z]+-(?:controlled|held|run)"
)
_MEASURES = (
    ("contested", re.compile(r"\b(?:contest\w*|fighting|disputed)\b")),
    ("captured", re.compile(rf"\b(?:{_GAINED})\b")),
    ("held", re.compile(rf"\b(?:{_HELD})\b")),
)
_GAINING = re.compile(
    r"\b(?:lost|loses?|losing|took|taken|taking|gain\w*|seiz\w*|wrested) (?:\w+ )?control (?:of|over) (?:\w+ ){0,2}$"
)
_ASIDE = re.compile(r"(?: ,[^,;.:]{1,40},)?[^,;.:]*")
_JOINED = re.compile(r"\b(?:while|and|but)\b")
_PASSIVE = re.compile(r"\b(?:are|is|were|was|have|has|had|been|being|fell|falls?|came|come)\b")


@dataclass(frozen=True, slots=True)
class Count:
    """A count in a line: the number, the highest one (None as said), of how many, and where the line says what for."""

    start: int
    end: int
    number: int
    most: int | None
    rough: str
    of: int | None
    measure: str
    verb: int
    side: str


def find(line: str, goes_on: bool) -> Iterator[Count]:
    """Yield the counts of districts in a line; `goes_on` where districts were counted just before it."""
    if "district" not in line and not goes_on:
        return
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(line):
            if any(match.start("n") < end and match.end("n") > first for first, end in taken):
                continue
            found = _count(line, form, match, goes_on)
            if found:
                taken.append(match.span())
                yield found


def _count(line: str, form: re.Pattern, match: re.Match, goes_on: bool) -> Count | None:
    """Return the count that a match is, None where it counts something else."""
    number, of = numerals.value(match["n"]), _of(line, match)
    named = "district" in match.group() or (match["of"] and "district" in line[match.end() : match.end() + 40])
    if number is None or (form is _COUNT and not named) or (form is _LINE and not (goes_on or named)):
        return None
    if _NOT_DISTRICTS.match(line[match.end() :].lstrip()) or (_WHOLE.search(line[: match.start()]) and of is None):
        return None
    parts = match.groupdict()
    measure, verb = _measure(line, form, match)
    rough = parts.get("rough") or ""
    if rough == "over" and line[: match.start()].endswith("control "):
        rough = ""
    side = re.search(A, parts.get("side") or parts.get("held") or "")
    most = numerals.value(parts["most"]) if form is _RANGE else None
    return Count(match.start(), match.end(), number, most, rough, of, measure, verb, side.group() if side else "")


def _of(line: str, match: re.Match) -> int | None:
    """Return of how many districts a count is, None where that is not said."""
    led = re.match(rf"(?:of|out of) (?:(?:{_WHOSE}) )*(?P<of>{_N}) {_DISTRICTS}", line)
    of = match["of"] or (led and led.end() <= match.start() and led["of"])
    return numerals.value(of) if of else None


def _measure(line: str, form: re.Pattern, match: re.Match) -> tuple[str, int]:
    """Return what is counted, "" where no words say so, and where the line says it."""
    if form is _LINE:
        return ("contested" if match["side"] == "contested" else "held"), match.start()
    own = "held" if form is _AT and re.search(rf"\b(?:{_HELD})\b", match.group()) else ""
    own = own or next((name for name, words in _MEASURES if words.search(match.group())), "")
    if own:
        return own, match.start()
    if form is _BARE and match.group().startswith("count"):
        return "held", match.start()
    gaining = _GAINING.search(line[: match.start()])
    return ("captured", gaining.start()) if gaining else _nearest(line, match)


def _nearest(line: str, match: re.Match) -> tuple[str, int]:
    """Return the measure of a passive verb after a count, else of the last word before it, else of the next."""
    start = max(line.rfind(sign, 0, match.start()) for sign in (" ;", " :", " but ", " while "))
    start = max(start, match.start() - 90, 0)
    before = _places(line, start, match.start())
    after = [
        each
        for each in _places(line, match.end(), match.end() + 60)
        if _ASIDE.fullmatch(line[match.end() : each[0]]) and not _JOINED.search(line[match.end() : each[0]])
    ]
    passive = [each for each in after if _PASSIVE.search(line[match.end() : each[0] + 5])]
    chosen = min(passive, default=None) or max(before, default=None) or min(after, default=None)
    return (chosen[1], chosen[0]) if chosen else ("", 0)


def _places(line: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return (place, measure) for each word of control in a part of a line."""
    part = line[start:end]
    return [(found.start() + start, name) for name, words in _MEASURES for found in words.finditer(part)]
