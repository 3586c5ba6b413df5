"""The times that a text names, resolved against the day of publication. Pure."""

import datetime
import re
from collections.abc import Iterator

from events.ingest.reading import calendars, numerals
from events.ingest.reading.proposals import DateMention, Span
from events.ingest.reading.times import FORMS, Time

_DAY = datetime.timedelta(days=1)
_MONTH = "|".join(sorted(calendars.MONTHS, key=len, reverse=True))
_N = numerals.NUMBER
_COUNTED = re.compile(
    rf"\b(?:(?P<after>the (?:next|following) (?:day|morning|night|evening))|(?P<before>the previous day|"
    rf"the day before)|(?P<same>the same (?:day|night|evening))|"
    rf"(?:(?P<n>{_N}|a|an) (?:days?|nights?) (?P<way>later|earlier|before))|(?:in )?(?P<m>{_MONTH}) of (?:that|"
    rf"the same) year)\b"
)
_AFTER = re.compile(rf"\b(?P<n>{_N}|a|an) days? after\b(?! (?:midnight|midday|noon))")
_FORMS = [(form, re.compile(rf"\b(?:{form.pattern})")) for form in FORMS]
_AGAIN = re.compile(r"\bagain (?:(?P<n>a|one|two|three) (?P<u>year|month)s? later|in (?P<y>20\d\d))\b")
_MONTH_ALONE = re.compile(r"^(?:in|since|of|by|until|from|during|throughout|early|mid|late)\b|\d{4}$")


def find(
    text: str, start: int, end: int, day: datetime.date | None, last: DateMention | None = None
) -> Iterator[DateMention]:
    """Yield the times named in a part of a plain lower-case text in order, none of which overlap.

    `last` is the time named last before it, from which "the next day" counts.
    """
    taken = [match.span() for match in _COUNTED.finditer(text, start, end)]
    found: list[DateMention] = []
    for form, pattern in _FORMS:
        for match in pattern.finditer(text, start, end):
            if any(match.start() < last and match.end() > first for first, last in taken):
                continue
            if form.name == "the month" and not _MONTH_ALONE.search(match.group()):
                continue
            time = form.read(match, day)
            if time:
                taken.append(match.span())
                found.append(_mention(text, match, time, form.name))
    found += _relative(text, start, end, day, last, found)
    found += _days_after(text, start, end, day, found)
    yield from _with_later(text, start, end, sorted(found, key=lambda each: each.span.start))


def _relative(
    text: str,
    start: int,
    end: int,
    day: datetime.date | None,
    last: DateMention | None,
    beside: list[DateMention],
) -> Iterator[DateMention]:
    """Yield the times that count from the one named before them."""
    for match in _COUNTED.finditer(text, start, end):
        near = [each for each in beside if each.precision == "day" and each.span.end <= match.start()]
        last = near[-1] if near else last
        base = last.date if last else day
        if base is None:
            continue
        if match["m"]:
            first, latest = calendars.month_of(base.year, calendars.MONTHS[match["m"]])
            yield _mention(text, match, (latest, first, latest, "month"), "a month of the year named before")
            continue
        count = 0 if match["same"] else numerals.value(match["n"] or "one") or 1
        back = match["way"] in ("earlier", "before") or match["before"]
        if count > 60 or (back and not last and match["way"] == "before"):
            continue
        moved = base + (-count if back else count) * _DAY
        if day is None or moved <= day:
            yield _mention(text, match, (moved, moved, moved, "day"), "counted from the time named before")


def _mention(text: str, match: re.Match, time: Time, why: str) -> DateMention:
    """Return a match as a mention, without the blanks around its words."""
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip())
    end = match.end() - (len(words) - len(words.rstrip()))
    date, earliest, latest, precision = time
    return DateMention(Span(start, end), text[start:end], date, earliest, latest, precision, f"Read as {why}.")


def _days_after(
    text: str, start: int, end: int, day: datetime.date | None, found: list[DateMention]
) -> list[DateMention]:
    """Return the times of what lay some days before another thing of the sentence ("a day after they took …")."""
    made = []
    for match in _AFTER.finditer(text, start, end):
        days = [each for each in found if each.precision == "day"]
        base = days[0].date if days else day
        count = numerals.value(match["n"]) or 1
        if base and count < 60:
            moved = base - count * _DAY
            made.append(_mention(text, match, (moved, moved, moved, "day"), "counted back from the time beside it"))
    return made


def _with_later(text: str, start: int, end: int, found: list[DateMention]) -> Iterator[DateMention]:
    """Yield the mentions, and after one those that count from it ("and again a year later")."""
    for number, mention in enumerate(found):
        yield mention
        until = found[number + 1].span.start if number + 1 < len(found) else end
        again = _AGAIN.search(text, mention.span.end, until)
        later = again and again["n"] and _later(mention, numerals.value(again["n"]) or 1, again["u"])
        if later:
            why = f"Counted from “{mention.words}”."
            span = Span(again.start(), again.end())
            yield DateMention(span, text[again.start() : again.end()], *later, mention.precision, why)


def _later(mention: DateMention, count: int, unit: str) -> tuple[datetime.date, datetime.date, datetime.date]:
    """Return the day and its bounds so many years or months after a mention."""
    months = count * (12 if unit == "year" else 1)
    return tuple(_moved(day, months) for day in (mention.date, mention.earliest, mention.latest))


def _moved(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, the last of the month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first, last = calendars.month_of(year, month + 1)
    return min(first.replace(day=1) + (day.day - 1) * _DAY, last)
