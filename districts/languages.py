"""The languages of the pages: names, numbers and days as each of them writes them.

All functions answer in the language that is active. Digits and the order of a date follow Unicode's CLDR (Babel);
days in Dari and Pashto carry the Solar Hijri date beside the Gregorian one.
"""

import datetime
from functools import cache

import jdatetime
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import get_language, get_language_from_path, gettext

# The country's own forms of its languages; others are taken as they are.
TERRITORIES = {"en": "en_GB", "fa": "fa_AF", "ps": "ps_AF"}
TAGS = {"fa": "fa-AF"}
DIGITS = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
HIJRI_MONTHS = {
    "fa": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    "ps": ("وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"),
}
FIRST_HIJRI_YEAR = datetime.date(622, 3, 22)
AFTER_HIJRI_YEARS = datetime.date(9999, 3, 21)  # from there on jdatetime knows no year


def active() -> str:
    """Return the code of the active language; "en" where none is."""
    return (get_language() or "en").partition("-")[0]


def tag(code: str | None = None) -> str:
    """Return the BCP 47 tag of a language, the active one by default: fa-AF."""
    code = code or active()
    return TAGS.get(code, code)


def without_language(path: str) -> str:
    """Return the path of a page without the language that it begins with: /districts/ for /fa/districts/."""
    code = get_language_from_path(path)
    return path[len(code) + 1 :] if code else path


@cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(TERRITORIES.get(code, code))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def name_of(place) -> str:
    """Return the name of a place or an actor: the English one where the active language has none.

    An English name that the catalogue of the language translates is given so.
    """
    own = getattr(place, f"name_{active()}", "")
    return own or (gettext(place.name) if place.name else "")


def digits(text) -> str:
    """Return a text with its digits as the language writes them; a thousands comma and a decimal point, too."""
    return str(text).translate(DIGITS) if active() in HIJRI_MONTHS else str(text)


def number(value) -> str:
    """Return a number with its thousands set apart, without decimals: 1,234."""
    return digits(f"{value:,.0f}")


def joined(parts) -> str:
    """Return parts as a list in a sentence: a, b and c."""
    return format_list([str(part) for part in parts], locale=_locale(active()))


def day(date: datetime.date) -> str:
    """Return a day in words: 21 June 2021."""
    return days_text(date, date)


def short_day(date: datetime.date) -> str:
    """Return a day without its year, for the axis of a chart: 1 Jun."""
    return digits(f"{date.day} {format_date(date, 'MMM', locale=_locale(active()))}")


def month(date: datetime.date) -> str:
    """Return the month of a day: June 2021."""
    return digits(f"{format_date(date, 'LLLL', locale=_locale(active()))} {date.year}")


def days(first: datetime.date, last: datetime.date) -> list[tuple[str, datetime.date]]:
    """Return the pieces of an uncertain day with the day each stands for, one where both ends are the same.

    They read with a dash between them: 9–12 July 2021.
    """
    if first == last:
        return [(_gregorian(last) + _hijri(first, last), last)]
    if (first.year, first.month) == (last.year, last.month):
        opening = digits(str(first.day))
    elif first.year == last.year:
        opening = digits(f"{first.day} {_month_name(first)}")
    else:
        opening = _gregorian(first)
    return [(opening, first), (_gregorian(last) + _hijri(first, last), last)]


def days_text(first: datetime.date, last: datetime.date) -> str:
    """Return an uncertain day as plain text."""
    return "–".join(text for text, _ in days(first, last))


def calendar() -> dict:
    """Return what a script needs to write days, numbers and lists as these functions do.

    `digits` are the ten digits and the comma of thousands; `hijri` the Solar Hijri months, None in the languages
    that do not use them; `two`, `start`, `middle` and `end` join the items {0} and {1} of a list.
    """
    code = active()
    return {
        "digits": digits("0123456789,"),
        "months": [_month_name(datetime.date(2021, month, 1)) for month in range(1, 13)],
        "hijri": HIJRI_MONTHS.get(code),
        "lists": {part: str(text) for part, text in _locale(code).list_patterns["standard"].items()},
    }


def _month_name(date: datetime.date) -> str:
    return format_date(date, "MMMM", locale=_locale(active()))


def _gregorian(date: datetime.date) -> str:
    return digits(f"{date.day} {_month_name(date)} {date.year}")


def _hijri(first: datetime.date, last: datetime.date) -> str:
    """Return the Solar Hijri form of a day or of a span in brackets; empty in the languages that do not use it."""
    names = HIJRI_MONTHS.get(active())
    if names is None or first < FIRST_HIJRI_YEAR or last >= AFTER_HIJRI_YEARS:
        return ""
    begin, end = (jdatetime.date.fromgregorian(date=date) for date in (first, last))
    text = f"{end.day} {names[end.month - 1]} {end.year}"
    if begin != end:
        same = (begin.year, begin.month) == (end.year, end.month)
        opening = f"{begin.day}" if same else f"{begin.day} {names[begin.month - 1]}"
        text = f"{opening if begin.year == end.year else f'{opening} {begin.year}'}–{text}"
    return f" ({digits(text)})"
