import datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from districts import languages

JUNE = datetime.date(2021, 6, 21)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param("en", "21 June 2021", id="english"),
        pytest.param("fa", "۲۱ جون ۲۰۲۱ (۳۱ جوزا ۱۴۰۰)", id="dari"),
        pytest.param("ps", "۲۱ جون ۲۰۲۱ (۳۱ غبرګولی ۱۴۰۰)", id="pashto"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it_with_its_solar_hijri_date(code, text):
    with override(code):
        assert languages.day(JUNE) == text


@pytest.mark.parametrize(
    ("first", "last", "code", "text"),
    [
        pytest.param((2021, 7, 9), (2021, 7, 12), "en", "9–12 July 2021", id="one-month"),
        pytest.param((2021, 6, 30), (2021, 7, 2), "en", "30 June–2 July 2021", id="two-months"),
        pytest.param((2020, 12, 31), (2021, 1, 1), "en", "31 December 2020–1 January 2021", id="two-years"),
        pytest.param((2021, 7, 9), (2021, 7, 12), "fa", "۹–۱۲ جولای ۲۰۲۱ (۱۸–۲۱ سرطان ۱۴۰۰)", id="dari"),
        pytest.param(
            (2021, 7, 20), (2021, 7, 25), "fa", "۲۰–۲۵ جولای ۲۰۲۱ (۲۹ سرطان–۳ اسد ۱۴۰۰)", id="months-of-the-sun"
        ),
        pytest.param((2021, 3, 20), (2021, 3, 21), "ps", "۲۰–۲۱ مارچ ۲۰۲۱ (۳۰ کب ۱۳۹۹–۱ وری ۱۴۰۰)", id="new-year"),
        pytest.param((600, 1, 1), (600, 1, 1), "fa", "۱ جنوری ۶۰۰", id="before-the-calendar"),
        pytest.param((9999, 3, 20), (9999, 12, 31), "fa", "۲۰ مارچ–۳۱ دسمبر ۹۹۹۹", id="after-the-calendar"),
    ],
)
def test_an_uncertain_day_says_no_more_than_it_must(first, last, code, text):
    with override(code):
        assert languages.days_text(datetime.date(*first), datetime.date(*last)) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param("en", "1,234", id="english"),
        pytest.param("fa", "۱٬۲۳۴", id="dari"),
        pytest.param("ps", "۱٬۲۳۴", id="pashto"),
    ],
)
def test_a_number_has_the_digits_of_the_language_and_its_thousands_apart(code, text):
    with override(code):
        assert languages.number(1234) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [pytest.param("en", "a, b and c", id="english"), pytest.param("fa", "a،\u200f b، و c", id="dari")],
)
def test_a_list_is_joined_as_the_language_joins_it(code, text):
    with override(code):
        assert languages.joined(["a", "b", "c"]) == text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("en", "Kunduz", id="english"),
        pytest.param("fa", "کندز", id="own-name"),
        pytest.param("ps", "Kunduz", id="no-name-in-that-language"),
    ],
)
def test_a_place_has_its_name_of_the_language_else_the_english_one(code, name):
    place = SimpleNamespace(name="Kunduz", name_fa="کندز", name_ps="")

    with override(code):
        assert languages.name_of(place) == name


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        pytest.param("/fa/districts/", "/districts/", id="dari"),
        pytest.param("/ps/", "/", id="pashto-home"),
        pytest.param("/districts/", "/districts/", id="english"),
        pytest.param("/fahrenheit/", "/fahrenheit/", id="only-looks-so"),
    ],
)
def test_a_path_is_known_without_its_language(path, kept):
    assert languages.without_language(path) == kept
