"""When it was that a sentence tells of. Pure."""

import datetime
import re
from dataclasses import dataclass

from events.ingest.reading.claims import Claim
from events.ingest.reading.proposals import DateMention
from events.ingest.reading.scene import View
from events.ingest.reading.signs import TIME, W
from events.ingest.reading.speakers import Attribution

_DAY = datetime.timedelta(days=1)
_SINCE = re.compile(r"^(?:since|for|until|by|from)\b|^in recent|recent weeks|^recently")
_AFTER = re.compile(r"\bdays? after$")
_OF_SPEECH = re.compile(
    r"^(?: (?:on|late|early|in a \w+|,|by telephone|to \w+|via \w+|a|statement|\w+ reporters|the \w+)){0,4} ?$"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day and its bounds, both included; `said` is whether the text itself gives it."""

    date: datetime.date | None
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: str
    said: bool
    words: str = ""
    of_speech: bool = False


def of_claim(
    view: View, claim: Claim, claims: list[Claim], said: list[Attribution], day: datetime.date | None
) -> list[When]:
    """Return when a claim happened by its own sentence, [] where that says nothing; several for "twice before"."""
    times = _signs(view)
    line = view.shape.line
    counted = {
        at
        for at, mention in times
        if re.search(r"\bsince(?: [a-z]+){0,6} $", line[:at]) or mention.words.startswith("since")
    }
    lasting = claim.kind in ("assessed", "held")
    usable = [each for each in times if not _SINCE.search(each[1].words) or each[0] in counted]
    if not lasting and any(each[0] not in counted for each in usable):
        usable = [each for each in usable if each[0] not in counted]
    if not usable:
        return []
    if re.search(r"\b(?:twice|again|three times)\b", line) and _is_history(usable):
        return [_when(mention) for _, mention in usable]
    own = [each for each in usable if not _is_of_speech(view, each[0], said)]
    found = _nearest(line, own, claim, claims)
    spoken = None if found else _nearest(line, usable, claim, claims)
    if spoken:
        return [_of_speech(spoken)]
    if found is None:
        return []
    at = next(at for at, mention in times if mention is found)
    return [_up_to(found, day) if at in counted and claim.kind != "assessed" else _when(found)]


def is_single(view: View) -> bool:
    """Return whether a sentence tells of one event, not of several in a time that it does not name."""
    often = re.search(
        r"\b(?:twice|(?:several|many|three|four|five) times|repeatedly|often|frequently|time and again|on and off)\b",
        view.shape.line,
    )
    return not often or any(each.precision != "week" for each in view.times)


def _signs(view: View) -> list[tuple[int, DateMention]]:
    """Return the times of a sentence with their places in its line."""
    return [(sign.start(), view.times[ord(sign.group()) - TIME]) for sign in re.finditer(W, view.shape.line)]


def _is_history(times: list[tuple[int, DateMention]]) -> bool:
    """Return whether all the times are months or years."""
    return len(times) > 1 and all(mention.precision in ("month", "year") for _, mention in times)


def _is_of_speech(view: View, at: int, said: list[Attribution]) -> bool:
    """Return whether a time only says when somebody spoke."""
    line = view.shape.line
    return any(each.end <= at and _OF_SPEECH.match(line[each.end : at]) for each in said if each.verb != ":")


def _nearest(line: str, times: list[tuple[int, DateMention]], claim: Claim, claims: list[Claim]) -> DateMention | None:
    """Return the time that belongs to a claim: the first after it, else the last before it, else the nearest."""
    times = [each for each in times if not claim.start <= each[0] < claim.verb - 12]
    times = [each for each in times if not _in_other_clause(line, claim, each[0])]
    times = [each for each in times if not (each[0] >= claim.end and _AFTER.search(each[1].words))]
    if not times:
        return None
    following = min((other.start for other in claims if other.start >= claim.end), default=10**6)
    preceding = max((other.end for other in claims if other.end <= claim.start), default=-1)
    within = [mention for at, mention in times if max(claim.start, claim.verb - 12) <= at < claim.end]
    after = [mention for at, mention in times if claim.end <= at < following]
    before = [mention for at, mention in times if preceding <= at < claim.start]
    lead = [mention for at, mention in times if at < 6]
    if within or after or before:
        return (within or after[:1] or before[-1:])[0]
    return (lead or [min(times, key=lambda each: abs(each[0] - claim.start))[1]])[0]


def _in_other_clause(line: str, claim: Claim, at: int) -> bool:
    """Return whether a time after a claim stands in a clause that tells of something else of the place."""
    return at >= claim.end and bool(re.search(r" , (?:which|who|where|whom|whose)\b[^,]*$", line[claim.end : at]))


def _when(mention: DateMention) -> When:
    return When(mention.date, mention.earliest, mention.latest, mention.precision, True, mention.words)


def _of_speech(mention: DateMention) -> When:
    """Return the time of what somebody told of on a day: that day or the one before it."""
    spread = _DAY if mention.precision == "day" else 0 * _DAY
    return When(mention.date, mention.earliest - spread, mention.latest, mention.precision, True, mention.words, True)


def _up_to(mention: DateMention, day: datetime.date | None) -> When:
    """Return the time from a day until the day of publication."""
    latest = max(day or mention.latest, mention.latest)
    precision = (
        "week"
        if (latest - mention.earliest).days <= 14
        else "month"
        if (latest - mention.earliest).days <= 62
        else "year"
    )
    return When(
        latest if mention.precision != "day" else mention.date, mention.earliest, latest, precision, True, mention.words
    )


def unsaid(day: datetime.date | None) -> When:
    """Return the time of what no words date: the day of publication or the one before it."""
    if day is None:
        return When(None, None, None, "day", False)
    return When(day, day - _DAY, day, "day", False)
