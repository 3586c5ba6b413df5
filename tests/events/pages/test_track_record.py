import datetime

import pytest

from events.control.standing import Statement
from events.pages import track_record
from events.pages.track_record import Happening, Told, Track

SIDES = {"T": "taliban", "G": "government", "-": ""}


def told(source, voice="-", *, day=1, stance="asserts", root=None, outlet=None, grade="B"):
    """Return a statement in a report of a source, which is its own unless `root` and `outlet` say whose it repeats."""
    asserts, published = stance == "asserts", datetime.date(2021, 6, day)
    number = root or sum(map(ord, source)) * 100 + day
    return Told(
        source, Statement(SIDES[voice], asserts, published, number, source if outlet is None else outlet, grade)
    )


def fall(*statements, standing="confirmed", kind="captured"):
    return Happening(1, kind, "taliban", "government", standing, statements)


def none(**more):
    return dict.fromkeys(["confirmed", "reported", "claimed", "disputed", "refuted", "assumed"], 0) | more


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([told("a")], (0, 1, ()), id="nobody-else"),
        pytest.param([told("a"), told("b", day=3)], (1, 0, (2,)), id="confirmed-by-a-good-source-two-days-later"),
        pytest.param([told("a", day=3), told("b")], (0, 0, (0,)), id="confirmed-before"),
        pytest.param([told("a"), told("b")], (0, 0, (0,)), id="on-the-same-day"),
        pytest.param([told("a"), told("b", day=2, grade="C")], (1, 0, ()), id="only-a-weak-one"),
        pytest.param(
            [told("a"), told("b", day=2, grade="C"), told("c", day=5, grade="C")], (1, 0, (4,)), id="two-weak-ones"
        ),
        pytest.param([told("a"), told("b", "G", day=4, grade="D")], (1, 0, (3,)), id="admitted-by-the-losing-side"),
        pytest.param([told("a"), told("b", "T", day=4)], (1, 0, ()), id="only-the-side-that-gains"),
        pytest.param([told("a", root=7), told("b", root=7, outlet="a")], (0, 1, ()), id="its-repeat-is-its-own-word"),
        pytest.param([told("a", root=7, outlet="b"), told("b", root=7)], (0, 1, ()), id="as-is-what-it-repeats"),
        pytest.param([told("a"), told("b", root=9, outlet="a")], (0, 1, ()), id="as-is-a-repeat-of-another-report"),
        pytest.param([told("a"), told("", day=2, outlet="")], (0, 1, ()), id="a-restricted-one-is-nobodys"),
        pytest.param([told("a"), told("b", day=2, outlet="")], (0, 1, ()), id="as-is-the-copy-of-one"),
        pytest.param(
            [told("a"), told("b", day=2), told("c", day=3, stance="denies")], (1, 0, ()), id="confirmed-and-then-denied"
        ),
    ],
)
def test_what_others_confirmed_is_decided_by_the_rules_without_its_own_word(statements, expected):
    track = track_record.of_source([fall(*statements)], "a")

    assert (track.first, track.alone, track.waits) == expected
    assert track.confirmed == len(track.waits)


def test_events_are_counted_once_by_what_they_are_now():
    happenings = [
        fall(told("a"), told("a", day=2), told("a", "G", day=3)),
        fall(told("a"), told("b", stance="denies"), standing="refuted"),
        fall(told("a"), told("a", "G", stance="denies"), standing="disputed"),
        fall(told("a", stance="denies"), told("b"), standing="reported"),
        fall(told("a"), standing="assumed", kind="assumed"),
        fall(told("b")),
    ]

    track = track_record.of_source(happenings, "a")

    expected = Track(none(confirmed=1, refuted=1, disputed=1), none(disputed=1, reported=1), 0, 3, 0, ())
    assert track == expected
    assert (track.assertions, track.denials, track.contradicted, track.shared) == (3, 2, 2, 0)


def test_what_a_source_that_speaks_for_a_party_says_elsewhere_does_not_confirm_it():
    happening = fall(told("ministry", "G"), told("b", "G", day=2))

    assert track_record.of_source([happening], "ministry").confirmed == 1
    assert track_record.of_source([happening], "ministry", "government").confirmed == 0


def test_a_party_is_tracked_over_all_that_is_said_in_its_name_apart_by_who_gains():
    happenings = [
        fall(told("a", "T"), told("b", day=3)),
        fall(told("a", "T"), told("b", "T"), standing="claimed"),
        fall(told("a", "T", stance="denies"), told("b"), kind="contested"),
    ]

    gains, losses = track_record.claims_of(happenings, "taliban")

    assert track_record.of_party(gains, "taliban") == Track(none(confirmed=1, claimed=1), none(), 1, 1, 1, (2,))
    assert track_record.of_party(losses, "taliban") == Track(none(), none(confirmed=1), 0, 0, 0, ())


@pytest.mark.parametrize(
    ("shared", "alone", "share", "wait"),
    [
        pytest.param(0, 30, None, None, id="nothing-to-confirm"),
        pytest.param(9, 0, None, 1, id="too-few"),
        pytest.param(10, 90, 100, 1, id="enough"),
    ],
)
def test_a_share_is_given_of_enough_events_that_others_tell_too(shared, alone, share, wait):
    events = [fall(told("a"), told("b", day=2 + number % 2)) for number in range(shared)]

    track = track_record.of_source([*events, *[fall(told("a"))] * alone], "a")

    assert (track.shared, track.share, track.wait, track.is_small) == (shared, share, wait, shared < 10)
