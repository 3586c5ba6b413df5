"""What the cells of a row mean: its id, its day with the uncertainty, its precision, its coordinates. Pure."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from districts.country import ZONE
from events.ingest.acled.layouts import Row
from events.ingest.acled.reasons import RowLeftError

EARLIEST = date(1997, 1, 1)  # ACLED's first year anywhere
_ID = re.compile(r"[A-Z]{3} ?[0-9]{1,9}|[0-9]{1,9} ?[A-Z]{3}")
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_WRITTEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_WEEK = 2
_MONTH = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The day of an event and the first and last day that it can have been."""

    day: date
    earliest: date
    latest: date

    @property
    def is_certain(self) -> bool:
        """Whether the day is exact."""
        return self.earliest == self.latest


def event_id(row: Row) -> str:
    """Return ACLED's id of the event, `AFG12345`; RowLeftError when there is none."""
    text = row["event_id_cnty"].upper()
    if not _ID.fullmatch(text):
        raise RowLeftError("bad_row", f"event_id_cnty “{_short(text)}” is no id: ACLED writes AFG and a number.")
    return text.replace(" ", "")


def days_of(row: Row, *, today: date) -> Days:
    """Return the days of a row: time_precision 1 is the day itself, 2 three days on either side, 3 the whole month.

    Raises RowLeftError for a day that cannot be read, lies before ACLED's first year or is still to come.
    """
    day = day_of(row["event_date"])
    if not EARLIEST <= day <= today:
        raise RowLeftError("bad_date", f"event_date {day} lies before {EARLIEST} or is still to come.")
    if row["year"] and row["year"] != str(day.year):
        raise RowLeftError(
            "bad_date", f"event_date is in {day.year}, but the column year says “{_short(row['year'])}”."
        )
    precision = _whole(row, "time_precision", (1, _WEEK, _MONTH))
    if precision == _MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return Days(day, day.replace(day=1), day.replace(day=last))
    around = timedelta(days=3 if precision == _WEEK else 0)
    return Days(day, day - around, day + around)


def day_of(text: str) -> date:
    """Return the day of a text such as `14 April 2022` or `2022-04-14`; RowLeftError for any other."""
    written, iso = _WRITTEN.fullmatch(text), _ISO.fullmatch(text)
    try:
        if written:
            return date(int(written[3]), _MONTHS[written[2].casefold()], int(written[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except (KeyError, ValueError):
        pass
    raise RowLeftError("bad_date", f"event_date “{_short(text)}” is no day: ACLED writes 14 April 2022 or 2022-04-14.")


def place_precision(row: Row) -> int:
    """Return geo_precision, 1 to 3; RowLeftError for anything else."""
    return _whole(row, "geo_precision", (1, 2, 3))


def coordinates(row: Row) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees; RowLeftError when they are not on earth or are missing."""
    try:
        lat, lon = float(row["latitude"].replace(",", ".")), float(row["longitude"].replace(",", "."))
    except ValueError:
        lat, lon = 0.0, 0.0
    if not (abs(lat) <= 90 and abs(lon) <= 180) or (lat, lon) == (0.0, 0.0):
        written = f"“{_short(row['latitude'])}”, “{_short(row['longitude'])}”"
        raise RowLeftError(
            "bad_place", f"latitude and longitude are {written}: they must be degrees, as 37.19 and 68.77."
        )
    return lat, lon


def published(row: Row, days: Days) -> date | None:
    """Return the local day on which ACLED last changed the row; None where the file does not say.

    Raises RowLeftError when the timestamp cannot be read, or lies before the event.
    """
    text = row["timestamp"]
    if not text:
        return None
    try:
        instant = datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise RowLeftError("bad_row", f"timestamp “{_short(text)}” is no count of seconds since 1970.") from None
    day = instant.astimezone(ZONE).date()
    if day < days.day:
        raise RowLeftError("bad_row", f"timestamp is of {day}, which is before the event, {days.day}.")
    return day


def deaths(row: Row) -> int | None:
    """Return ACLED's estimate of deaths; None where it gives none that can be read."""
    return int(row["fatalities"]) if re.fullmatch(r"[0-9]{1,6}", row["fatalities"]) else None


def sources(row: Row) -> tuple[str, ...]:
    """Return the names of the sources as ACLED lists them."""
    return tuple(filter(None, (" ".join(name.split()) for name in row["source"].split(";"))))


def _whole(row: Row, column: str, allowed: tuple[int, ...]) -> int:
    text = row[column].removesuffix(".0")
    if text not in {str(each) for each in allowed}:
        raise RowLeftError("bad_precision", f"{column} is “{_short(row[column])}”: it must be 1, 2 or 3.")
    return int(text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
