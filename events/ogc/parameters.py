"""The parameters `bbox` and `datetime` as OGC API – Features defines them (OGC 17-069, 7.15.3 and 7.15.4)."""

import dataclasses
import datetime
import re

from django.core.exceptions import ValidationError

from districts.country import ZONE
from districts.parameters import DayField, Parameter, TextField
from events.parameters import InstantField

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
OPEN = ("", "..")


class BoxField(TextField):
    """A box in degrees, as [(west, south, east, north)]; two of them where it crosses the antimeridian.

    Of six numbers the third and the last are heights, which no place here has.
    """

    def read(self, text):
        numbers = text.split(",")
        if len(numbers) not in (4, 6) or not all(_NUMBER.fullmatch(number.strip()) for number in numbers):
            raise ValidationError(
                f"“{text}” is not a box: write west,south,east,north in degrees, 60.5,29.3,74.9,38.5."
            )
        values = [float(number) for number in numbers]
        west, south, east, north = values if len(values) == 4 else (*values[:2], *values[3:5])
        if not (-180 <= min(west, east) <= max(west, east) <= 180 and -90 <= south <= north <= 90):
            raise ValidationError(
                f"“{text}” is not on earth: longitudes are within ±180, latitudes within ±90, the southern first."
            )
        return [(west, south, east, north)] if west <= east else [(west, south, 180, north), (-180, south, east, north)]


@dataclasses.dataclass(frozen=True)
class Span:
    """The local days from `first` to `last`, both included, None = open; `instant`: one point in time was named."""

    first: datetime.date | None
    last: datetime.date | None
    instant: bool = False


class SpanField(TextField):
    """A day or an instant, or an interval of them with one end open at most."""

    def read(self, text):
        ends = text.split("/")
        if len(ends) == 1:
            return Span(_day(text), _day(text), instant=True)
        if len(ends) > 2 or all(end in OPEN for end in ends):
            raise ValidationError(f"“{text}” is not an interval: write two days or instants, or one and .., with a /.")
        first, last = (None if end in OPEN else _day(end) for end in ends)
        if first and last and first > last:
            raise ValidationError(f"“{text}” ends before it begins: swap the two.")
        return Span(first, last)


def _day(text):
    try:
        # GDAL writes a day with a T behind it where a filter of its own names a field of days.
        if "t" not in text.lower().removesuffix("t"):
            return DayField().read(text[:10] if len(text) == 11 else text)
        return InstantField().read(text).astimezone(ZONE).date()
    except (ValidationError, OverflowError):
        raise ValidationError(
            f"“{text}” is neither a day nor an instant: write 2021-08-15, 2021-08-15T12:00:00Z, an interval such as "
            "2021-06-01/2021-06-30, or one that is open, 2021-06-01/.. (RFC 3339; a + is sent as %2B)."
        ) from None


class InBox(Parameter):
    field_class = BoxField
    schema = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}


class InSpan(Parameter):
    field_class = SpanField
