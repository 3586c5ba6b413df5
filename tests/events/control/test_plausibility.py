import datetime
from dataclasses import replace

import pytest

from events.control.plausibility import Around, Doubt, Happening, doubts

DAY = datetime.date(2021, 6, 21)
EVENT = Happening(
    id=0,
    district="AF1905",
    kind="captured",
    controller="taliban",
    opponent="government",
    date=DAY,
    earliest=DAY,
    latest=DAY,
    published=DAY,
)
AROUND = Around(
    holder="government",
    actors={"taliban": "the Taliban", "government": "the Afghan government", "nrf": "the National Resistance Front"},
    places={"AF1905": "Imam Sahib"},
)


def on(day, **values):
    """Return the event on another day of June 2021."""
    date = datetime.date(2021, 6, day)
    return replace(EVENT, date=date, earliest=date, latest=date, published=date, **values)


def rules(event=EVENT, **around):
    """Return the rules that doubt an event."""
    return [doubt.rule for doubt in doubts(event, replace(AROUND, **around))]


@pytest.mark.parametrize(
    ("other", "doubted"),
    [
        pytest.param(on(21, id=7), True, id="same-day"),
        pytest.param(on(25, id=7), True, id="four-days-later"),
        pytest.param(on(17, id=7), True, id="four-days-before"),
        pytest.param(on(26, id=7), False, id="five-days-later"),
        pytest.param(on(16, id=7), False, id="five-days-before"),
        pytest.param(replace(on(26, id=7), earliest=DAY), True, id="five-days-later-but-uncertain"),
        pytest.param(on(22, id=7, kind="handed_over"), True, id="another-kind-of-fall"),
        pytest.param(on(22, id=7, controller="government", opponent="taliban"), False, id="the-other-direction"),
        pytest.param(on(22, id=7, kind="assessed"), False, id="an-assessment"),
        pytest.param(on(22, id=7, kind="contested"), False, id="fighting"),
        pytest.param(on(22, id=7, district="AF1902"), False, id="another-district"),
    ],
)
def test_the_same_district_and_direction_within_four_days_is_doubted(other, doubted):
    assert rules(others=(other,)) == (["same_event"] if doubted else [])


def test_an_event_is_no_doubt_of_itself():
    saved = replace(EVENT, id=7)

    assert rules(saved, others=(saved,)) == []


def test_the_nearest_event_is_offered_first():
    near = (on(24, id=3), on(22, id=9), on(20, id=4))

    assert [doubt.event for doubt in doubts(EVENT, replace(AROUND, others=near))] == [4, 9, 3]


@pytest.mark.parametrize(
    ("event", "holder", "expected"),
    [
        pytest.param(EVENT, "government", [], id="taken-from-its-holder"),
        pytest.param(EVENT, "", [], id="taken-from-nobody-known"),
        pytest.param(EVENT, "taliban", ["holds_already"], id="taken-by-its-holder"),
        pytest.param(EVENT, "nrf", ["gap"], id="taken-from-one-that-did-not-hold-it"),
        pytest.param(replace(EVENT, kind="handed_over"), "taliban", ["holds_already"], id="handed-to-its-holder"),
        pytest.param(replace(EVENT, kind="assessed"), "taliban", [], id="assessed-as-recorded"),
        pytest.param(replace(EVENT, kind="assessed"), "government", ["gap"], id="assessed-as-another's"),
        pytest.param(replace(EVENT, kind="held"), "government", ["gap"], id="held-by-one-that-does-not-hold-it"),
        pytest.param(replace(EVENT, kind="contested"), "taliban", [], id="fighting-against-the-holder"),
        pytest.param(replace(EVENT, kind="contested"), "government", ["gap"], id="fighting-against-another"),
        pytest.param(replace(EVENT, kind="relocated"), "", [], id="fighting-where-nobody-is-known"),
        pytest.param(replace(EVENT, kind="assumed"), "government", [], id="assumed"),
    ],
)
def test_who_holds_the_district_on_that_day_is_compared(event, holder, expected):
    assert rules(event, holder=holder) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(DAY, [], id="same-day"),
        pytest.param(DAY - datetime.timedelta(days=1), ["report_older"], id="the-eve"),
        pytest.param(DAY + datetime.timedelta(days=400), [], id="long-after"),
        pytest.param(None, [], id="no-report"),
    ],
)
def test_a_report_older_than_the_event_is_doubted(published, expected):
    assert rules(replace(EVENT, published=published)) == expected


def test_a_report_within_the_uncertainty_of_the_day_is_not_older():
    event = replace(EVENT, earliest=DAY - datetime.timedelta(days=3), published=DAY - datetime.timedelta(days=3))

    assert rules(event) == []


def test_a_doubt_says_what_is_wrong_and_what_to_do_instead():
    event = replace(EVENT, published=datetime.date(2021, 6, 19))

    said = doubts(event, replace(AROUND, holder="nrf", others=(on(23, id=587),)))

    assert said == [
        Doubt(
            "same_event",
            "E0587 says nearly the same: Imam Sahib taken, the Taliban, 23 June 2021, 2 days apart.",
            "If it is the same event, add this as a citation to E0587.",
            587,
        ),
        Doubt(
            "gap",
            "Imam Sahib is held by the National Resistance Front on 21 June 2021 in the reported perspective, "
            "not by the Afghan government.",
            "Look at the sides and the day, or log first how the Afghan government came to hold it.",
        ),
        Doubt(
            "report_older",
            "The report is of 19 June 2021, before the event: 21 June 2021.",
            "Mend the day of the event or of the report; a report may be a day behind the country's own, no more.",
        ),
    ]


def test_a_fall_to_the_holder_names_the_day():
    [doubt] = doubts(EVENT, replace(AROUND, holder="taliban"))

    assert doubt.sentence == "Imam Sahib is held by the Taliban on 21 June 2021 already, in the reported perspective."
