import datetime

import pytest

from events.admin.entry.report_form import ReportForm, free_slug
from tests.factories import make_report, make_source

pytestmark = pytest.mark.django_db


def form(**values):
    """Return the form of a new report by the Associated Press, filled in."""
    source = make_source()
    given = {"url": "https://apnews.com/a", "title": "A", "source": source.name, "published": "2021-06-22"}
    return ReportForm(given | values)


def test_a_new_report_is_held_back_and_not_saved_yet():
    filled = form(language="fa")

    assert filled.is_valid(), filled.errors
    report = filled.report()
    assert (report.pk, report.public, report.source.slug, report.language) == (None, False, "ap", "fa")
    assert (report.url, report.published) == ("https://apnews.com/a", datetime.date(2021, 6, 22))


@pytest.mark.parametrize("url", ["http://www.example.org/a/?utm_source=x", "https://archive.ph/2021/example.org/a"])
def test_a_known_report_is_used_whatever_the_other_fields_say(url):
    known = make_report(url="https://example.org/a")

    filled = form(url=url, source="Nobody", published="someday", language="?")

    assert filled.is_valid(), filled.errors
    assert filled.report() == known
    assert filled.day == known.published


def test_a_known_report_is_found_by_its_id():
    known = make_report(url="", title="On paper")

    filled = form(url=known.code.lower())

    assert filled.is_valid()
    assert filled.report() == known


def test_of_two_reports_at_one_address_the_one_of_the_named_source_is_used():
    first = make_report(url="https://example.org/a")
    second = make_report(url="http://example.org/a", source=make_source("reuters"))

    named, unnamed = form(url="example.org/a", source="reuters"), form(url="example.org/a", source="")

    assert named.is_valid()
    assert unnamed.is_valid()
    assert (named.report(), unnamed.report()) == (second, first)


def test_an_address_without_its_scheme_gets_one():
    filled = form(url="apnews.com/a")

    assert filled.is_valid()
    assert filled.report().url == "https://apnews.com/a"


def test_a_source_is_found_by_the_address_where_none_is_named():
    tolo = make_source("tolonews", homepage="https://tolonews.com")

    filled = form(url="https://m.tolonews.com/a", source="")

    assert filled.is_valid()
    assert filled.report().source == tolo


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        pytest.param(
            {"source": "Kunduz Radio"},
            {"source": ["No source is named “Kunduz Radio”: choose one, or tick that it is a new one."]},
            id="unknown-source",
        ),
        pytest.param(
            {"source": ""},
            {"source": ["No known source has its pages there: name the source."]},
            id="no-source",
        ),
        pytest.param(
            {"published": ""},
            {"published": ["Give the day it was published: what is reported is judged by it."]},
            id="no-day",
        ),
        pytest.param(
            {"published": "soon"},
            {"published": ["“soon” is no day: write 2021-06-21, 21 June, yesterday, mon or 3 days ago."]},
            id="no-such-day",
        ),
        pytest.param({"url": "", "title": ""}, {"url": ["Give the report's address or its title."]}, id="nothing"),
        pytest.param({"url": "R9999"}, {"url": ["There is no report R9999: paste its address instead."]}, id="no-id"),
        pytest.param(
            {"url": "ftp://x.af/a"},
            {"url": ["This is no address of a page: it begins with http:// or https://, without spaces."]},
            id="no-web-address",
        ),
        pytest.param(
            {"language": "english!"}, {"language": ["Write the language's code: en, fa, ps, …"]}, id="language"
        ),
    ],
)
def test_a_mistake_is_said_on_its_field(values, errors):
    assert form(**values).errors == errors


def test_a_new_source_needs_a_tick_and_is_not_graded():
    filled = form(source="Kunduz Radio", new_source="on", source_kind="broadcaster")

    assert filled.is_valid(), filled.errors
    source = filled.report().source
    assert (source.pk, source.slug, source.kind, source.reliability) == (None, "kunduz-radio", "broadcaster", "F")
    assert (source.homepage, source.public) == ("https://apnews.com", False)


def test_a_slug_that_is_taken_gets_a_number():
    make_source("kunduz-radio"), make_source("kunduz-radio-2")

    assert [free_slug("Kunduz Radio"), free_slug("رادیو")] == ["kunduz-radio-3", "source"]
