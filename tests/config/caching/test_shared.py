"""What all processes share in a Redis, and that Marz goes on without it."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache.backends import locmem

from config.access import counting
from config.caching import shared
from config.caching.answers import Answers
from config.caching.described import described
from config.caching.shared import Counts, Plain
from events.api import freshness
from tests.config.caching.resp import Redis


@pytest.fixture
def redis(monkeypatch):
    """Run a server that speaks Redis's protocol, which nobody has missed yet."""
    monkeypatch.setattr(shared, "_absences", {})
    server = Redis()
    yield server
    server.stop()


@pytest.fixture
def process(redis, monkeypatch):
    """Return a function that makes the caches (counts, answers) as another process has them."""

    def process():
        # Those that are there keep what they have; the next one begins with nothing.
        monkeypatch.setattr(locmem, "_caches", {})
        monkeypatch.setattr(locmem, "_expire_info", {})
        found = described(f"redis://127.0.0.1:{redis.port}/0")
        return [
            kind(found[name].pop("LOCATION"), found[name]) for kind, name in ((Counts, "default"), (Answers, "answers"))
        ]

    return process


@pytest.fixture
def shares(settings, redis, monkeypatch):
    """Let Marz use the Redis, in this test alone."""
    settings.CACHES = described(f"redis://127.0.0.1:{redis.port}/0")
    for module in (counting, freshness):
        monkeypatch.setattr(module, "_of_thread", threading.local())
    return redis


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(7, id="number"),
        pytest.param((b"\x1f\x8b\n\x00", {"ETag": '"3-a"', "Vary": "Accept"}), id="answer"),
        pytest.param({"seen": [1, "دری"]}, id="json"),
    ],
)
def test_a_value_comes_back_as_it_was_and_nothing_is_ever_run(value):
    written = Plain().dumps(value)

    assert Plain().loads(str(written).encode() if value == 7 else written) == value
    assert Plain().loads(b"\x80\x05cos\nsystem\n(S'true'\ntR.") is None


def test_processes_count_a_client_together_and_no_two_requests_take_the_same_place(process):
    (first, _), (second, _) = process(), process()

    with ThreadPoolExecutor(8) as threads:
        places = list(threads.map(lambda number: (first, second)[number % 2].count("rate.a", 60), range(40)))

    assert sorted(places) == list(range(1, 41))


def test_a_count_is_forgotten_when_its_window_ends(process, redis):
    counts, _ = process()
    counts.count("rate.a", 60)

    ends = dict(redis.ends)
    redis.ends[b"marz:1:rate.a"] = 0

    assert list(ends) == [b"marz:1:rate.a"]
    assert counts.count("rate.a", 60) == 1


def test_what_one_process_has_answered_another_gives_again_and_then_has_itself(process, redis):
    _, first = process()
    first.set("tag", (b"body", {"ETag": "tag"}))
    _, second = process()

    found = [second.get("tag"), second.get("other", "none")]
    redis.values.clear()
    found.append(second.get("tag"))

    assert found == [(b"body", {"ETag": "tag"}), "none", (b"body", {"ETag": "tag"})]


def test_without_its_redis_each_process_counts_and_holds_for_itself_and_says_so_once_a_minute(
    process, redis, monkeypatch, caplog
):
    counts, answers = process()
    now = [1000.0]
    monkeypatch.setattr(shared, "monotonic", lambda: now[0])
    before = counts.count("rate.a", 60)
    answers.set("tag", (b"body", {}))
    redis.stop()

    with caplog.at_level(logging.ERROR, "marz.cache"):
        alone = [counts.count("rate.a", 60), counts.count("rate.a", 60), answers.get("tag"), answers.get("none")]
        for _ in range(3):
            now[0] += shared.LEFT_ALONE
            answers.set("other", (b"more", {}))
        said = len(caplog.records)
        now[0] += shared.TOLD_EVERY
        answers.set("other", (b"more", {}))

    assert (before, alone) == (1, [1, 2, (b"body", {}), None])
    assert (said, len(caplog.records)) == (1, 2)
    assert caplog.records[0].getMessage().endswith("each process goes on by itself.")


def test_a_redis_that_is_back_is_used_again(process, redis, monkeypatch):
    counts, _ = process()
    now = [1000.0]
    monkeypatch.setattr(shared, "monotonic", lambda: now[0])
    redis.stop()
    alone = [counts.count("rate.a", 60), counts.count("rate.a", 60)]

    again = Redis(redis.port)
    left_alone = counts.count("rate.a", 60)
    now[0] += shared.LEFT_ALONE
    together = counts.count("rate.a", 60)
    again.stop()

    assert (alone, left_alone, together) == ([1, 2], 3, 1)


def test_removing_what_is_held_leaves_what_is_others_in_the_redis(process, redis):
    counts, answers = process()
    redis.values[b"theirs"] = b"1"
    answers.set("tag", (b"body", {}))
    counts.add("own", 1, 60)

    counts.clear()

    assert redis.values == {b"theirs": b"1"}


@pytest.mark.django_db
def test_the_api_counts_and_holds_its_answers_there(shares, client, settings):
    settings.API_RATE = settings.API_KEY_RATE._replace(limit=5, window=3600)

    answers = [client.get("/api/v1/control/") for _ in range(2)]
    shares.stop()
    alone = client.get("/api/v1/control/")

    kinds = sorted({key.split(b":")[2].split(b".")[0][:4] for key in shares.values})
    assert len(shares.values) == 2
    assert kinds[1] == b"rate"
    assert [answer["RateLimit"][:14] for answer in answers] == ['"address";r=4;', '"address";r=3;']
    assert alone.status_code == 200
    assert answers[0].content == answers[1].content == alone.content
