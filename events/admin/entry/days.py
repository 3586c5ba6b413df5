"""Days as analysts type them: `yesterday`, `mon`, `21 June`, `2021-06-21`, each against the day of the report."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError

from events.admin.event_forms import impossible
from events.control.state import today

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FORMS = "write 2021-06-21, 21 June, yesterday, mon or 3 days ago"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
_AGO = re.compile(r"(\d{1,3}) days? ago")


class DayField(forms.CharField):
    """The day on which something was published, as analysts type it, counted from today; None where it is empty."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"max_length": 40, "required": False, "widget": widget} | kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_day(text, today())
        except ValueError as error:
            raise ValidationError(str(error)) from error


def read_day(text: str, published: datetime.date | None = None) -> datetime.date:
    """Return the day that a text means in a report of the day `published`.

    A weekday is the last one up to that day, a day without a year the last one up to the day after it. Raises
    ValueError with a sentence when the text is no day, is relative and `published` is None, or lies in the future.
    """
    words = " ".join(text.lower().replace("\x00", "").split())
    found = _absolute(words) or _relative(words, published)
    if found is None:
        raise ValueError(f"“{text[:40]}” is no day: {FORMS}.")
    if sentence := impossible(found):
        raise ValueError(sentence)
    return found


def _absolute(words):
    if match := _ISO.fullmatch(words):
        return _date(*map(int, match.groups()), words)
    number, month, year = _parts(words)
    return _date(int(year), month, int(number), words) if month and year else None


def _relative(words, published):
    number, month, _ = _parts(words)
    back = _days_back(words)
    if back is None and not month and _named(words, WEEKDAYS) is None:
        return None
    if published is None:
        raise ValueError(f"“{words}” is counted from the day of the report: give that day first.")
    if month:
        return _last(int(number), month, published, words)
    if back is None:
        back = (published.weekday() - _named(words, WEEKDAYS)) % 7
    return published - datetime.timedelta(days=back)


def _parts(words):
    """Return (day, number of the month, year or None) as they stand in a text; all None where it is not so."""
    if match := _DAY_FIRST.fullmatch(words):
        number, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(words):
        name, number, year = match.groups()
    else:
        return None, None, None
    month = _named(name, MONTHS)
    return (None, None, None) if month is None else (number, month + 1, year)


def _days_back(words):
    if words in ("today", "yesterday"):
        return int(words == "yesterday")
    match = _AGO.fullmatch(words)
    return int(match[1]) if match else None


def _named(word, names):
    """Return the place of the one name that a word of three letters or more begins; None for none."""
    word = word.removeprefix("last ").removeprefix("on ").rstrip(".")
    word = {"tues": "tue", "thur": "thu", "thurs": "thu", "sept": "sep"}.get(word, word)
    return next((number for number, name in enumerate(names) if len(word) >= 3 and name.startswith(word)), None)


def _last(number, month, published, words):
    """Return the last such day up to the day after the report's, which may be a day behind the country's own."""
    years = [published.year + 1, *range(published.year, published.year - 9, -1)]
    days = [day for year in years if (day := _or_none(year, month, number))]
    limit = published + datetime.timedelta(days=1)
    found = next((day for day in days if day <= limit), None)
    if found is None:
        raise ValueError(f"“{words}” is in no calendar: {FORMS}.")
    return found


def _date(year, month, number, words):
    found = _or_none(year, month, number)
    if found is None:
        raise ValueError(f"“{words}” is in no calendar: {FORMS}.")
    return found


def _or_none(year, month, number):
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None
