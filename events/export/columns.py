"""The kinds of column that a package's tables have: how each is read, written and described.

Each kind has `read(text)`, which returns the value or raises ValueError with a sentence that says what would be
right; `write(value)`, its opposite; `plain(value)` for JSON; and `schema`, its part of the Table Schema.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from districts.api.formats.csv_text import guard, unguard
from events.models.numbering import code_of, number_of


class Text:
    """Any text. `empty` is what an empty cell means."""

    schema = {"type": "string"}
    empty: Any = ""

    def read(self, text):
        if "\0" in text:
            raise ValueError("a text without null characters.")
        return unguard(text)

    def write(self, value):
        return guard(value)

    def plain(self, value):
        return value


class Known(Text):
    """A text that is missing, not empty, where it is not known."""

    empty = None


class Words(Text):
    """A list of words, `;` between them."""

    @property
    def empty(self):
        return []

    def read(self, text):
        words = super().read(text).split(";")
        if not all(words):
            raise ValueError("words with one ; between them.")
        return words

    def write(self, value):
        return guard(";".join(value))


class Choice(Text):
    """One of some words."""

    def __init__(self, *words: str):
        self.words = words
        self.schema = {"type": "string", "constraints": {"enum": list(words)}}

    def read(self, text):
        if text not in self.words:
            raise ValueError(f"one of {', '.join(self.words)}.")
        return text


class Whole(Known):
    """A whole number from 0 to 2,147,483,647."""

    schema = {"type": "integer", "constraints": {"minimum": 0, "maximum": 2**31 - 1}}

    def read(self, text):
        if not re.fullmatch("0|[1-9][0-9]{0,9}", text) or int(text) > 2**31 - 1:
            raise ValueError("a whole number in digits, for example 87.")
        return int(text)

    def write(self, value):
        return str(value)


class Number(Known):
    """A decimal number, written with as few digits after the point as it needs, but one at least."""

    def __init__(self, least: int, most: int, places: int):
        self.least, self.most, self.places = least, most, places
        self.schema = {"type": "number", "constraints": {"minimum": least, "maximum": most}}

    def read(self, text):
        fits = re.fullmatch(rf"-?[0-9]{{1,9}}(\.[0-9]{{1,{self.places}}})?", text)
        if not fits or not self.least <= Decimal(text) <= self.most:
            raise ValueError(f"a number from {self.least} to {self.most} with at most {self.places} decimals.")
        return Decimal(text)

    def write(self, value):
        whole, _, rest = f"{value:f}".partition(".")
        return f"{whole}.{rest.rstrip('0') or '0'}"

    def plain(self, value):
        return float(value)


class Flag(Known):
    """1 for yes, 0 for no."""

    schema = {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}

    def read(self, text):
        if text not in ("0", "1"):
            raise ValueError("1 for yes or 0 for no.")
        return text == "1"

    def write(self, value):
        return str(int(value))


class Day(Known):
    """A local day, Asia/Kabul."""

    schema = {"type": "date"}

    def read(self, text):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError("a day as year-month-day, for example 2021-06-21.")
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError("a day that the calendar has, as year-month-day.") from None

    def write(self, value):
        return value.isoformat()

    plain = write


class Clock(Known):
    """A time of the day, hours and minutes, Asia/Kabul."""

    schema = {"type": "time", "format": "%H:%M"}

    def read(self, text):
        if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", text):
            raise ValueError("a time as hours:minutes, for example 09:30.")
        return datetime.time.fromisoformat(text)

    def write(self, value):
        return f"{value:%H:%M}"

    plain = write


class Code(Known):
    """A public id: a letter and the row's own number."""

    def __init__(self, letter: str, digits: int):
        self.letter, self.digits = letter, digits
        self.schema = {"type": "string", "constraints": {"pattern": f"{letter}[0-9]{{{digits},9}}"}}

    def read(self, text):
        example = code_of(1, self.letter, self.digits)
        try:
            number = number_of(text, self.letter)
        except ValueError:
            raise ValueError(f"an id such as {example}.") from None
        if self.write(number) != text:
            raise ValueError(f"the id written {self.write(number)}.")
        return number

    def write(self, value):
        return code_of(value, self.letter, self.digits)

    plain = write


class Reference(Known):
    """The key of a row of a table; `nobody` is the word for no row at all, if there is one.

    `key` is the field of the row that is its key, or the kind of its public id.
    """

    def __init__(self, table: str, key: str | Code, nobody: str = ""):
        self.table, self.key, self.nobody = table, key, nobody
        self.schema = {"type": "string"}

    def read(self, text):
        return None if text == self.nobody else unguard(text)

    def write(self, value):
        return value if isinstance(self.key, str) else self.key.write(value)

    plain = write


TEXT = Text()


@dataclass(frozen=True)
class Column:
    """A column of a table: its name there, what it means, and the model's field that it holds.

    A package may be without an `optional` one: what the record has there is left alone.
    """

    name: str
    description: str
    kind: Text = TEXT
    field: str = ""
    required: bool = False
    optional: bool = False

    @property
    def attribute(self) -> str:
        """The attribute of a model's instance that holds the value; a row's number for a reference."""
        field = self.field or self.name
        return f"{field}_id" if isinstance(self.kind, Reference) else field

    @property
    def path(self) -> str:
        """What a queryset calls the value that is written."""
        if isinstance(self.kind, Reference) and isinstance(self.kind.key, str):
            return f"{self.field or self.name}__{self.kind.key}"
        return self.attribute

    def read(self, text: str) -> Any:
        """Return the value of a cell; raises ValueError with a sentence that says what would be right."""
        if text:
            return self.kind.read(text)
        if self.required:
            raise ValueError("a value: it may not be empty.")
        return self.kind.empty

    def write(self, value: Any) -> str:
        """Return a value as its cell."""
        return getattr(self.kind, "nobody", "") if value is None else self.kind.write(value)

    def plain(self, value: Any) -> Any:
        """Return a value as JSON has it."""
        return (getattr(self.kind, "nobody", "") or None) if value is None else self.kind.plain(value)
