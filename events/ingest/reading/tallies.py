"""Counts of districts that a text gives ("more than 50 of the country's 421 districts"). Pure."""

import datetime
import re
from collections.abc import Iterator

from events.ingest.reading import modality, numerals, subjects
from events.ingest.reading.actors import GOVERNMENT, TALIBAN
from events.ingest.reading.assembling import Teller, covering
from events.ingest.reading.proposals import DateMention, Reason, Span, TallyProposal
from events.ingest.reading.scene import View
from events.ingest.reading.signs import TIME, A, G, W

FEWEST = 2
MOST = 450
_N = numerals.NUMBER
_ROUGH = r"(?P<rough>at least|more than|over|about|around|some|nearly|almost|up to|as many as|approximately|an estimated|roughly|no fewer than|upwards of|well over|a total of)"
_DISTRICTS = r"(?:administrative )?(?:districts?|district cent(?:er|re)s?|district headquarters)"
_MORE = r"(?:more |other |new |additional |key |strategic |rural |afghan |of the |of |the |northern |of afghanistan 's |afghanistan 's |out of )"
_COUNT = re.compile(
    rf"(?<!\S)(?:{_ROUGH} )?(?P<n>{_N})(?: {_DISTRICTS})?(?: (?:of|out of)(?: (?:the|some|about|a total of|more than|roughly|around|over|its|afghanistan 's|country 's|nation 's|all))*(?: (?:approximately|roughly|about|some))? (?P<of>\d{{3}}))?"
    rf"(?: {_MORE}*)? ?(?:{_DISTRICTS})?(?!\S)"
)
_RANGE = re.compile(rf"(?<!\S)(?:between )?(?P<n>{_N})(?: and | to |-)(?P<m>{_N})(?P<of>(?!))? {_DISTRICTS}(?!\S)")
_AT = re.compile(
    rf"(?<!\S)number of (?:[\w-]+ )?(?:{_DISTRICTS}|them)(?: [^.;\d]{{0,50}})? (?:at|to|is|was|reached|stood at|stands at) (?:{_ROUGH} )?(?P<n>{_N})(?P<of>(?!))?(?!\S)"
)
_BARE = re.compile(
    rf"(?<!\S)(?:contests?|controls?|holds?|held|loss of|lost|count|counts|governs?|captured|seized|retaken|retook)(?: (?:another|only|just|a further|the|other|remaining))* (?:{_ROUGH} )?(?P<n>{_N})(?: others?| of (?:them|these|those))?"
    rf"(?: (?:of|out of)(?: the)? (?P<of>\d{{3}}))?(?= ?(?:[.,;]|$| (?:and|while|but|in|over|since|during|from)\b))"
)
_FURTHER = re.compile(
    rf"(?<!\S)(?:and|with|a further|another|,|;|additional) (?:(?:a|another|further|some|about|the|remaining) )*(?P<n>{_N})(?P<of>(?!))?"
    rf"(?: others?| more| were| are| is)* (?P<m>contested|under (?:the )?(?:control of )?{A}(?: control)?|controlled by {A}|held by {A}|in {A} hands)"
)
_WINDOW = re.compile(r"since|in the|over|during|for|past|last|.*recent")
_GAINED = r"loss|captur\w*|seiz\w*|overr[au]n\w*|taken|took|taking|takes?|fallen|fell|falls?|conquer\w*|gain\w*|swept|won|retak\w*|retook|recaptur\w*|regain\w*|cleared|lost|loses?|losing|ceded"
_HELD = r"controls?|controlled|controlling|holds?|held|holding|under|hands|rule|govern\w*"
_CONTESTED = r"contest\w*|fighting|disputed|influence"
_LOST = re.compile(r"\b(?:loss|lost|loses?|losing|ceded|abandon\w*)\b")
_MEASURES = (
    ("contested", re.compile(rf"\b(?:{_CONTESTED})\b")),
    ("captured", re.compile(rf"\b(?:{_GAINED})\b")),
    ("held", re.compile(rf"\b(?:{_HELD})\b")),
)
_NOT_A_TALLY = re.compile(
    r"\b(?:police|officials|chiefs|governors|people|civilians|killed|attacks?|operations?|polling|schools|hospitals|population|voters|clinics)\b"
)
_PART = re.compile(r"^(?: (?:in|of) (?:the )?(?:\w+ ){0,3}[\ue800-\uebff\ue400-\ue7ff])")


def find(teller: Teller, day: datetime.date | None) -> list[TallyProposal]:
    """Return the counts that a text gives, each with the voice whose word it is, in order and each once."""
    if day is None:
        return []
    found: list[TallyProposal] = []
    last_counted = -9
    for view in teller.scene.views:
        mine = list(_in_sentence(teller, view, day, view.number - last_counted <= 2))
        last_counted = view.number if mine else last_counted
        found += mine
    return [each for number, each in enumerate(found) if not _is_repeated(each, found[:number], found[number + 1 :])]


def _is_repeated(one: TallyProposal, before: list[TallyProposal], after: list[TallyProposal]) -> bool:
    """Return whether another count of the text says the same, or the same with a voice of its own."""
    same = lambda each: (
        (each.count_low, each.denominator or one.denominator) == (one.count_low, one.denominator or each.denominator)
    )  # noqa: E731
    return any(same(each) and each.voice == one.voice for each in before) or (
        not one.attribution and any(same(each) and each.attribution for each in [*before, *after])
    )


def _in_sentence(teller: Teller, view: View, day: datetime.date, goes_on: bool) -> Iterator[TallyProposal]:
    """Yield the counts of one sentence; `goes_on` where one just before counted districts."""
    line = view.shape.line
    if "district" not in line and not goes_on:
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_RANGE, _COUNT, _AT, _BARE, _FURTHER):
        for match in pattern.finditer(line):
            if any(match.start("n") < end and match.end("n") > first for first, end in taken):
                continue
            says = "district" in match.group() or (match["of"] and "district" in line[match.end() : match.end() + 40])
            if (says or pattern is not _COUNT) and not _is_listed(teller, view, match):
                made = _tally(teller, view, match, day)
                if made:
                    taken.append(match.span())
                    yield made


def _is_listed(teller: Teller, view: View, match: re.Match) -> bool:
    """Return whether the districts that are counted are named in the text, so that each has its own event."""
    line, count = view.shape.line, numerals.value(match["n"])
    named = any(len(group.names) == count and count > 1 for other in teller.scene.views for group in other.groups)
    apposed = re.search(rf"{G} (?:,|–|\() $", line[: match.start()])
    gains = {
        each.name.code
        for each in teller.told
        if each.claim.kind in ("captured", "handed_over") and each.statement.stance == "asserts"
    }
    return match["of"] is None and count is not None and (named or bool(apposed) or len(gains) == count)


def _tally(teller: Teller, view: View, match: re.Match, day: datetime.date) -> TallyProposal | None:
    """Return one count, None where the words do not say of what."""
    count = numerals.value(match["n"])
    if re.search(r"(?:'s|of the|of its|all|all the|the other) $", view.shape.line[: match.start()]) and not match["of"]:
        return None
    if count is None or not FEWEST <= count <= MOST or _NOT_A_TALLY.match(view.shape.line[match.end() :].lstrip()):
        return None
    own = next((name for name, words in _MEASURES if words.search(match.group())), "")
    measure, verb = (own, match.start()) if own else _measure(view, match)
    if not measure and re.match(r"counts? ", match.group()):
        measure, verb = "held", match.start()
    if not measure or _is_hypothetical(view, match, verb):
        return None
    actor = _actor(view, match, verb)
    said = covering(view, teller.said[view.number], min(match.start(), verb), match.end())
    since = _since(view)
    span = Span(*view.shape.span(*match.span()))
    most = match.re is _RANGE and numerals.value(match["m"])
    low, high = (count, most) if most and most > count else _bounds(match.groupdict().get("rough"), count)
    of = _denominator(view, match)
    return TallyProposal(
        actor=actor, voice=said.voice if said else teller.default, measure=measure, count_low=low, count_high=high,
        denominator=of if of and of >= count else None, since=since and since.date, since_earliest=since and since.earliest,
        since_latest=since and since.latest, date=_date(view, day), attribution=said.words if said else "", span=span,
        reasons=(Reason("count-of-districts", teller.scene.words_of(span.start, span.end)),),
    )  # fmt: skip


def _denominator(view: View, match: re.Match) -> int | None:
    """Return of how many districts a count is, None where that is not said."""
    led = re.match(
        rf"(?:of|out of) (?:(?:the|afghanistan|country|nation|'s|all|some|about) )*(?P<of>\d{{3}}) {_DISTRICTS}",
        view.shape.line,
    )
    of = match["of"] or (led and led.end() <= match.start() and led["of"])
    return int(of) if of else None


def _measure(view: View, match: re.Match) -> tuple[str, int]:
    """Return what is counted, and where the line says so: the nearest word before the count, or the first after it."""
    line = view.shape.line
    start = max(line.rfind(sign, 0, match.start()) for sign in (" ;", " :", " but ", " while "))
    start = max(start, match.start() - 90, 0)
    before = [
        (found.start() + start, name)
        for name, words in _MEASURES
        for found in words.finditer(line[start : match.start()])
    ]
    after = [
        (found.start() + match.end(), name)
        for name, words in _MEASURES
        for found in words.finditer(line[match.end() : match.end() + 60])
    ]
    near = [each for each in after if re.fullmatch(r"(?: ,[^,;.:]{1,40},)?[^,;.:]*", line[match.end() : each[0]])]
    passive = [
        each
        for each in near
        if re.search(r"\b(?:are|is|were|was|have|has|had|been|being|fell|falls?)\b", line[match.end() : each[0] + 5])
    ]
    chosen = min(passive, default=None) or max(before, default=None) or min(near, default=None)
    return (chosen[1], chosen[0]) if chosen else ("", 0)


def _is_hypothetical(view: View, match: re.Match, verb: int) -> bool:
    """Return whether the count is of what did not happen."""
    before = view.shape.line[:verb]
    return modality.hypothetical(before) or modality.negated(before)


def _actor(view: View, match: re.Match, verb: int) -> str:
    """Return whose districts are counted."""
    line = view.shape.line
    own = re.search(A, match["m"]) if match.re is _FURTHER else None
    if own:
        return subjects.actor(view, own.group()).slug
    after = re.search(
        rf"(?:by|to|under|of|in) (?:the )?(?:hands of |control of |full )?({A})", line[match.end() : match.end() + 80]
    )
    if after and verb > match.start():
        return subjects.actor(view, after.group(1)).slug
    subject = subjects.before(view, verb)
    side = subject.slug if subject else ""
    if _LOST.match(line[verb:]):
        return TALIBAN if side in ("", GOVERNMENT) else GOVERNMENT
    again = re.match(r"ret|rec|reg|clear", line[verb:])
    return side or (GOVERNMENT if again else TALIBAN)


def _bounds(rough: str | None, count: int) -> tuple[int, int | None]:
    """Return the lowest and the highest number that the words allow, None for "at least"."""
    if rough in ("at least", "more than", "over", "no fewer than", "upwards of", "well over"):
        return count, None
    if rough in ("up to", "as many as", "nearly", "almost"):
        return (0 if rough == "up to" else count), count
    return count, count


def _since(view: View) -> DateMention | None:
    """Return the time since when the counting goes, or the span that it is of."""
    times = [view.times[ord(sign) - TIME] for sign in re.findall(W, view.shape.line)]
    since = [
        each
        for each in times
        if re.match(
            r"since|over the|in the (?:past|last)|in recent|during the|in just|for the past|this |past|last", each.words
        )
    ]
    return since[0] if since else None


def _date(view: View, day: datetime.date) -> datetime.date:
    """Return the day that a count is of: the one its sentence gives, else the day of publication."""
    times = [view.times[ord(sign) - TIME] for sign in re.findall(W, view.shape.line)]
    days = [each.latest for each in times if not _WINDOW.match(each.words)]
    return days[0] if days and days[0] <= day and (day - days[0]).days < 1000 else day
