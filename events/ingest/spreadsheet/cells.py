"""How the cells of a sheet are read: each kind takes a text and returns a value, or says what would be right."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from import_export.widgets import Widget

from districts.api.formats.csv_text import unguard
from events.control.state import today
from events.ingest.spreadsheet.columns import INDEPENDENT

FIRST_YEAR = 1900
_FIRST_1900, _FIRST_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)} | _SHORT
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WRITTEN = (
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]+(?P<month>[a-z]+)\.?,?[ -]+(?P<year>\d{4})"),
    re.compile(r"(?P<month>[a-z]+)\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})"),
)
_SERIAL = re.compile(r"[1-9]\d{4}")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?( ?[ap]\.?m\.?)?", re.IGNORECASE)
_HOW = "a day as year-month-day, for example 2021-06-21."


class Plain(Widget):
    """Any text of at most `longest` characters; an apostrophe that guards a formula's sign is taken off."""

    def __init__(self, *, longest: int | None = None, required: bool = False, example: str = ""):
        super().__init__()
        self.longest, self.required, self.example = longest, required, example
        self._read: dict = {}

    def clean(self, value, row=None, **kwargs):
        if not value:
            if self.required:
                raise ValueError(f"a value: it may not be empty, for example {self.example}.")
            return self.empty()
        if value not in self._read:
            # Most cells of a sheet repeat others of their column.
            self._read[value] = self.read(value)
        return self._read[value]

    def empty(self):
        """Return what an empty cell means."""
        return ""

    def read(self, text: str):
        """Return the value of a text that is not empty; raises ValueError with what would be right."""
        if text.startswith("="):
            raise ValueError("a text, not a formula: put an apostrophe before the = if it is meant.")
        if self.longest and len(text) > self.longest:
            raise ValueError(f"a text of at most {self.longest} characters; this one has {len(text)}.")
        return unguard(text)


class Address(Plain):
    """The address of a page on the web."""

    _check = URLValidator(schemes=["http", "https"])

    def read(self, text):
        address = super().read(text)
        try:
            self._check(address)
        except ValidationError:
            raise ValueError(
                "an address that begins with http:// or https:// and has no spaces, for example " + self.example + "."
            ) from None
        return address


class Word(Plain):
    """One of some words in any case, with spaces or hyphens for underscores; `default` is what an empty cell means."""

    def __init__(self, words: dict, *, default=None, required: bool = False, example: str = "", shown: str = ""):
        super().__init__(required=required, example=example)
        self.words = {bare(word): value for word, value in words.items()}
        self.default = default
        self.shown = shown or ", ".join(words)

    def empty(self):
        return self.default

    def read(self, text):
        try:
            return self.words[bare(text)]
        except KeyError:
            raise ValueError(f"one of {self.shown}.") from None


def bare(word: str) -> str:
    """Return a word in lower case, with one space for each run of spaces, hyphens and underscores."""
    return re.sub(r"[\s_–-]+", " ", word).strip().casefold()


def flag(**options) -> Word:
    """Return the kind of a cell that says yes or no; None where it is empty."""
    yes, no = dict.fromkeys(("yes", "true", "1", "y"), True), dict.fromkeys(("no", "false", "0", "n"), False)
    return Word(yes | no, shown="yes, no", **options)


class Day(Plain):
    """A local day that has come: 2021-06-21, 21 June 2021, or a number of days as spreadsheets count them."""

    def __init__(self, *, from_1904: bool = False, **options):
        super().__init__(**options)
        self.first = _FIRST_1904 if from_1904 else _FIRST_1900

    def empty(self):
        return None

    def read(self, text):
        day = self._day(text)
        if day is None:
            raise ValueError(_HOW)
        if day.year < FIRST_YEAR:
            raise ValueError(f"a day of the Gregorian calendar after {FIRST_YEAR}, for example 2021-06-21.")
        if day > today():
            raise ValueError(f"a day that has come: there it is {today()}.")
        return day

    def _day(self, text: str) -> datetime.date | None:
        """Return the day that a text means, None where it is none."""
        if _SERIAL.fullmatch(text):
            return self.first + datetime.timedelta(days=int(text))
        if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            return _made(*match.groups())
        if match := _SLASHED.fullmatch(text):
            return _slashed(text, int(match[1]), int(match[2]), int(match[3]))
        for pattern in _WRITTEN:
            if match := pattern.fullmatch(text.lower()):
                return _made(match["year"], _NUMBERS.get(match["month"], 0), match["day"])
        return None


def _made(year, month, day) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("a day that the calendar has, as year-month-day, for example 2021-06-21.") from None


def _slashed(text: str, first: int, second: int, year: int) -> datetime.date:
    """Return the day that two numbers and a year mean, where only one order of them is a day."""
    if first <= 12 and second <= 12 and first != second:
        one, other = _made(year, second, first), _made(year, first, second)
        words = " or ".join(f"{each.day} {_MONTHS[each.month - 1].title()} {each.year}" for each in (one, other))
        raise ValueError(f"a day that can be read in one way only: {text} may be {words}. Write {one} or {other}.")
    return _made(year, second, first) if first > 12 else _made(year, first, second)


class Clock(Plain):
    """A time of the day in hours and minutes, also as the part of a day that spreadsheets count it by."""

    def empty(self):
        return None

    def read(self, text):
        if re.fullmatch(r"0?\.\d+", text):
            minutes = round(float(text) * 24 * 60)
            return datetime.time(minutes // 60 % 24, minutes % 60)
        match = _CLOCK.fullmatch(text)
        hour = int(match[1]) if match else 24
        if match and match[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if "p" in match[3].lower() else 0)
        elif match and match[3]:
            hour = 24
        if hour > 23 or int(match[2]) > 59:
            raise ValueError("a time as hours:minutes, for example 09:30.")
        return datetime.time(hour, int(match[2]))


def actor_words(actors, *, independent: bool = False) -> dict:
    """Return {word: actor} for actors by slug and by name; with `independent` that word means None."""
    words = {INDEPENDENT: None} if independent else {}
    return words | {actor.slug: actor for actor in actors} | {actor.name: actor for actor in actors}
