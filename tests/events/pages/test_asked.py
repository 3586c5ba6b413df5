import datetime

import pytest
from django.test import RequestFactory

from events.control.state import Moment
from events.models import Perspective
from events.pages.asked import Asked, BadParameterError, choice, day


def request(**query):
    """Return a request for a page with these parameters."""
    return RequestFactory().get("/", query)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2021-08-15", datetime.date(2021, 8, 15), id="day"),
        pytest.param("", None, id="empty"),
        pytest.param("  2021-08-15 ", datetime.date(2021, 8, 15), id="spaces"),
    ],
)
def test_a_day_is_read(text, expected):
    assert day(request(as_of=text), "as_of") == expected


@pytest.mark.parametrize("text", ["2021-02-30", "20210815", "2021-W33-7", "15 August 2021", "٢٠٢١-٠٨-١٥", "2021-8-5"])
def test_what_is_not_a_day_is_refused_by_name(text):
    with pytest.raises(BadParameterError) as refused:
        day(request(as_of=text), "as_of")

    assert (refused.value.name, refused.value.value) == ("as_of", text)


def test_a_choice_is_one_of_those_offered():
    assert choice(request(holder="nrf"), "holder", ["nrf", "taliban"]) == "nrf"
    with pytest.raises(BadParameterError, match=r"holder=usa: one of nrf, taliban"):
        choice(request(holder="usa"), "holder", ["nrf", "taliban"])


def test_a_link_keeps_what_the_address_says_and_changes_what_it_is_told():
    last = datetime.date(2021, 9, 6)
    moment = Moment(as_of=datetime.date(2021, 7, 24), version=1)
    given = {"as_of": "2021-07-24", "perspective": "taliban"}
    asked = Asked(moment, Perspective(slug="taliban"), [], last, last, given)

    assert asked.query == "?as_of=2021-07-24&perspective=taliban"
    assert asked.query_with(as_of="2021-07-25") == "?as_of=2021-07-25&perspective=taliban"
    assert asked.query_with(as_of=None, perspective="") == ""
