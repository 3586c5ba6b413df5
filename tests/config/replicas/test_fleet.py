"""Which database a request reads, by what is known of each."""

import logging

import pytest

from config.replicas import fleet as fleets
from config.replicas.fleet import Fleet, Seen, Wanted

WRITING = Wanted(primary=True)


def make_fleet(**seen):
    """Return a fleet whose databases were seen as (timeline, seq, version), or not at all (None)."""
    fleet = Fleet(seen)
    for alias, how in seen.items():
        fleet.note(alias, how and Seen(1.0, *how))
    return fleet


def chosen(fleet, wanted=Wanted(), times=4):  # noqa: B008 – a tuple
    return {fleet.choose(wanted) for _ in range(times)}


PRIMARY, EQUAL, BEHIND = (1, 9, 5), (0, 9, 5), (0, 8, 4)


@pytest.mark.parametrize(
    ("seen", "wanted", "read"),
    [
        pytest.param({"a": EQUAL, "b": EQUAL}, Wanted(), {"a", "b"}, id="replicas-in-turn"),
        pytest.param({"a": EQUAL, "b": BEHIND}, Wanted(), {"a"}, id="one-behind-is-left-out"),
        pytest.param({"a": BEHIND, "b": None}, Wanted(), {"default"}, id="none-is-good"),
        pytest.param({"a": EQUAL}, WRITING, {"default"}, id="writing"),
        pytest.param({"a": EQUAL}, Wanted(version=5), {"a"}, id="a-version-that-it-has"),
        pytest.param({"a": EQUAL}, Wanted(version=6), {"default"}, id="a-version-that-it-has-not"),
        pytest.param({"a": (0, 11, 6), "b": EQUAL}, Wanted(seq=10), {"a"}, id="an-entry-that-one-has"),
    ],
)
def test_a_replica_is_read_where_it_has_all_that_is_asked_of_it(seen, wanted, read):
    assert chosen(make_fleet(default=PRIMARY, **seen), wanted) == read


@pytest.mark.parametrize("wanted", [Wanted(), WRITING, Wanted(version=99)], ids=["reading", "writing", "knowing-more"])
def test_without_a_primary_the_replica_that_has_most_is_read_and_refuses_writes(wanted):
    assert chosen(make_fleet(default=None, a=BEHIND, b=EQUAL), wanted) == {"b"}


def test_with_nothing_that_answers_the_primary_is_asked_and_says_so():
    assert chosen(make_fleet(default=None, a=None)) == {"default"}
    assert chosen(Fleet(["default", "a"])) == {"default"}


def test_the_promoted_one_takes_the_writes_and_the_old_primary_is_left_alone_for_good():
    fleet = make_fleet(default=PRIMARY, a=EQUAL, b=EQUAL)

    fleet.note("default", None)
    alone = fleet.primary()
    fleet.note("a", Seen(2.0, 2, 10, 6))
    fleet.note("default", Seen(3.0, *PRIMARY))

    assert (alone, fleet.primary(), chosen(fleet, WRITING)) == (None, "a", {"a"})
    # The other replica has not replayed what the promoted one has written.
    assert chosen(fleet) == {"a"}
    fleet.note("a", None)
    assert chosen(fleet, WRITING) == {"b"}


def test_after_a_write_of_this_process_no_replica_is_read_until_the_primary_was_looked_at_again(monkeypatch):
    now = [5.0]
    monkeypatch.setattr(fleets, "monotonic", lambda: now[0])
    fleet = make_fleet(default=PRIMARY, a=EQUAL)

    fleet.wrote()
    fleet.note("default", Seen(4.9, *PRIMARY))
    found = [chosen(fleet)]
    fleet.note("default", Seen(5.1, 1, 10, 6))
    found.append(chosen(fleet))
    fleet.note("a", Seen(5.2, 0, 10, 6))
    found.append(chosen(fleet))

    assert found == [{"default"}, {"default"}, {"a"}]


def test_what_comes_and_goes_is_logged_once(caplog):
    with caplog.at_level(logging.WARNING, "marz.replicas"):
        fleet = make_fleet(default=PRIMARY, a=EQUAL)
        for how in [None, None, (0, 9, 5), (0, 9, 5), (2, 9, 5)]:
            fleet.note("a", how and Seen(1.0, *how))

    assert [record.getMessage() for record in caplog.records] == [
        "The database a does not answer and is left out.",
        "The database a answers again.",
        "The database a takes writes now.",
    ]
