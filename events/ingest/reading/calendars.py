"""Months, weekdays and the Solar Hijri calendar. Pure."""

import calendar
import datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday", "tuesday tue tues", "wednesday", "thursday thu thur thurs", "friday",
            "saturday", "sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
HIJRI_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "hamal", "sawr saur", "jawza jauza", "saratan", "asad", "sunbula sonbola", "mizan", "aqrab", "qaws qaus",
            "jadi jaddi", "dalw dalwa", "hut hoot",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_FIRST_LEAP_CYCLE = datetime.date(1921, 3, 21)  # 1 Hamal 1300
_LEAPS = {1, 5, 9, 13, 17, 22, 26, 30}


def gregorian(year: int, month: int, day: int) -> datetime.date | None:
    """Return the Gregorian day of a Solar Hijri one, of the years 1300 to 1449, or None where there is none such."""
    longest = 31 if month <= 6 else 30
    if not (1300 <= year < 1450 and 1 <= month <= 12 and 1 <= day <= longest):
        return None
    leaps = sum(one % 33 in _LEAPS for one in range(1300, year))
    before = (year - 1300) * 365 + leaps
    months = (month - 1) * 31 if month <= 7 else 6 * 31 + (month - 7) * 30
    return _FIRST_LEAP_CYCLE + datetime.timedelta(days=before + months + day - 1)


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """Return a Gregorian day, None where there is none such."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a month."""
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
