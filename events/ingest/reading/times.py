"""The ways in which a text names a time, and what each means on a day of publication. Pure."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from events.ingest.reading import calendars, numerals

_DAY = datetime.timedelta(days=1)
_MONTH = "|".join(sorted(calendars.MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(calendars.WEEKDAYS, key=len, reverse=True))
_HIJRI = "|".join(sorted(calendars.HIJRI_MONTHS, key=len, reverse=True))
_PART = r"(?:(?:early|late|later|earlier) (?:on |in the )?)?"
_HOURS = r"(?: (?:morning|afternoon|evening|night|midnight|overnight))?"
_N = numerals.NUMBER
Time = tuple[datetime.date, datetime.date, datetime.date, str]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a time: what it looks like, and what it means on a day of publication (None: cannot be told)."""

    name: str
    pattern: str
    read: Callable[[re.Match, datetime.date | None], Time | None]


def _exact(day: datetime.date | None) -> Time | None:
    return day and (day, day, day, "day")


def _full(found: re.Match, day: datetime.date | None) -> Time | None:
    month, number, year = found["m"].rstrip("."), int(found["d"]), found["y"]
    if year:
        return _exact(calendars.day_of(int(year), calendars.MONTHS[month], number))
    if day is None:
        return None
    dates = [calendars.day_of(day.year - ago, calendars.MONTHS[month], number) for ago in (0, 1)]
    return _exact(next((each for each in dates if each and each <= day + _DAY), None))


def _iso(found: re.Match, day: datetime.date | None) -> Time | None:
    return _exact(calendars.day_of(int(found["y"]), int(found["m"]), int(found["d"])))


def _hijri(found: re.Match, day: datetime.date | None) -> Time | None:
    month = calendars.HIJRI_MONTHS[found["m"]]
    number = int(found["d"] or found["d2"])
    if found["y"]:
        return _exact(calendars.gregorian(int(found["y"]), month, number))
    years = (day.year - 621, day.year - 622) if day else ()
    days = [calendars.gregorian(year, month, number) for year in years]
    return _exact(next((each for each in days if each and each <= day), None))


def _weekday(found: re.Match, day: datetime.date | None) -> Time | None:
    if day is None:
        return None
    ago = (day.weekday() - calendars.WEEKDAYS[found["w"]]) % 7
    ago += 7 if found["last"] and (ago == 0 or (found["last"] == "last" and "week" in found.group())) else 0
    best = day - ago * _DAY
    night = "night" in found.group() or "overnight" in found.group()
    return best, best, min(day, best + _DAY) if night else best, "day"


def _ago(days: int, spread: int = 0) -> Callable:
    def read(found: re.Match, day: datetime.date | None) -> Time | None:
        return day and (day - days * _DAY, day - (days + spread) * _DAY, day - days * _DAY, "day")

    return read


def _window(days: int) -> Callable:
    def read(found: re.Match, day: datetime.date | None) -> Time | None:
        return day and (day, day - days * _DAY, day, "week" if days <= 14 else "month")

    return read


def _past(found: re.Match, day: datetime.date | None) -> Time | None:
    count = numerals.value(found["n"] or "one") or 1
    unit = found["u"]
    days = -(-count // 24) if unit == "hour" else count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    if day is None or days > 3650:
        return None
    precision = "day" if days <= 2 else "week" if days <= 14 else "month" if days <= 92 else "year"
    return day, day - days * _DAY, day, precision


def _some_ago(found: re.Match, day: datetime.date | None) -> Time | None:
    count = numerals.value(found["n"] or "one") or 1
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[found["u"]]
    if day is None or days > 36500:
        return None
    spread = {"day": 0, "week": 3, "month": 15, "year": 183}[found["u"]] * _DAY
    best = day - days * _DAY
    return best, best - spread, min(day, best + spread), found["u"]


def _named_month(found: re.Match, day: datetime.date | None) -> Time | None:
    month = calendars.MONTHS[found["m"].rstrip(".")]
    year = int(found["y"]) if found["y"] else day and (day.year if month <= day.month else day.year - 1)
    if not year or not 1900 < year < 2100:
        return None
    first, last = calendars.month_of(year, month)
    which = found["part"] or ""
    thirds = {"early": (0, 9), "mid": (9, 19), "late": (19, (last - first).days)}
    begin, end = thirds.get(which.strip("- "), (0, (last - first).days))
    latest = first + end * _DAY
    latest = min(latest, day) if day and day >= first else latest
    return latest, first + begin * _DAY, latest, "month"


def _year(found: re.Match, day: datetime.date | None) -> Time | None:
    year = int(found["y"])
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    last = min(last, day) if day and day >= first else last
    return last, first, last, "year"


def _calendar_span(found: re.Match, day: datetime.date | None) -> Time | None:
    if day is None:
        return None
    last, unit = found["which"] in ("last", "previous"), found["u"]
    if unit == "week":
        start = day - (day.weekday() + (7 if last else 0)) * _DAY
        end = start + 6 * _DAY if last else day
        return end, start, end, "week"
    if unit == "month":
        first = day.replace(day=1)
        end = first - _DAY if last else day
        return end, end.replace(day=1), end, "month"
    end = datetime.date(day.year - 1, 12, 31) if last else day
    return end, datetime.date(end.year, 1, 1), end, "year"


FORMS = (
    Form(
        "the day itself",
        rf"(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>(?:{_MONTH})\b\.?),?(?: (?P<y>\d{{4}}))?\b",
        _full,
    ),
    Form(
        "the day itself",
        rf"(?P<m>(?:{_MONTH})\b\.?) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>\d{{4}})\b)?",
        _full,
    ),
    Form("the day itself", r"(?P<y>20[012]\d)[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})\b", _iso),
    Form("the day itself", r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>20[012]\d)\b", _iso),
    Form(
        "the day of the Solar Hijri calendar",
        rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{_HIJRI})|"
        rf"(?!))(?P<d2>(?!))?,?(?: (?P<y>1[34]\d\d))?\b",
        _hijri,
    ),
    Form(
        "the last such weekday",
        rf"{_PART}(?:(?P<last>last|previous) )?\b(?P<w>{_WEEKDAY})\b{_HOURS}(?: (?:of )?last week)?",
        _weekday,
    ),
    Form("the day before publication", rf"{_PART}yesterday{_HOURS}|last night|last evening", _ago(1)),
    Form(
        "the day of publication",
        r"(?:earlier |late |early )?today\b|this (?:morning|afternoon|evening)|tonight",
        _ago(0),
    ),
    Form("the day of publication or the night before it", r"overnight", _ago(0, 1)),
    Form(
        "the calendar's week, month or year",
        r"(?:earlier |late |later |early )?(?<!the )(?P<which>this|last|previous) "
        r"(?P<u>week|month|year)\b",
        _calendar_span,
    ),
    Form(
        "within a span that ends on the day of publication",
        rf"(?:in|over|during|within|for|of)? ?(?:just )?(?:the )?(?:past|last) (?:(?P<n>{_N}) )?(?P<u>hour|day|"
        rf"week|month|year)s?\b",
        _past,
    ),
    Form(
        "so long before publication",
        rf"(?:about |some |just |nearly |almost )?(?P<n>{_N}|a|an) (?P<u>day|week|month|year)s? "
        r"ago\b",
        _some_ago,
    ),
    Form("the last weeks", r"in recent (?:days|weeks)|(?:over|during) recent weeks|recently", _window(30)),
    Form(
        "the month",
        rf"(?:(?:in|since|of|by|until|from|during|throughout) )?(?P<part>(?:early|mid|"
        rf"late)[ -])?(?P<m>(?:{_MONTH})\b\.?)(?:,? (?:of )?(?P<y>\d{{4}}))?\b",
        _named_month,
    ),
    Form("the year", r"(?:in|since|of|from|until|during|early|late) (?P<y>20[012]\d)\b", _year),
)
