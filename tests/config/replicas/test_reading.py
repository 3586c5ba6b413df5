"""What a request asks of its database, and that all of its code asks that one."""

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.access import keys
from config.access.models import ApiKey
from config.replicas import reading, watching
from config.replicas.described import databases
from config.replicas.fleet import Fleet, Seen, Wanted
from config.replicas.reading import ByReplica, connected_to, wanted_by
from events.control.state import today

ask = RequestFactory()


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        pytest.param(ask.get("/"), Wanted(), id="page"),
        pytest.param(ask.head("/api/v1/events/?district=AF1905"), Wanted(), id="api"),
        pytest.param(ask.post("/api/v1/reconcile/"), Wanted(), id="post-that-reads"),
        pytest.param(ask.post("/"), Wanted(primary=True), id="post"),
        pytest.param(ask.get("/admin/events/source/"), Wanted(primary=True), id="desk"),
        pytest.param(ask.get("/metrics"), Wanted(primary=True), id="probe"),
        pytest.param(ask.get("/", HTTP_COOKIE="a=1; sessionid=xyz"), Wanted(primary=True), id="signed-in"),
        pytest.param(ask.get("/api/v1/control/?version=12"), Wanted(version=12), id="version"),
        pytest.param(ask.get("/api/v1/log/?limit=5&after_seq=70"), Wanted(seq=70), id="mirror"),
        pytest.param(ask.get("/api/v1/log/?q=version=9&version=x"), Wanted(), id="no-number"),
        pytest.param(ask.get("/", HTTP_IF_NONE_MATCH='W/"3-ab", "41-0f", "x"'), Wanted(version=41), id="etag"),
    ],
)
def test_who_writes_or_is_signed_in_wants_the_primary_and_what_is_sent_proves_what_is_known(request_, wanted):
    assert wanted_by(request_.META) == wanted


@pytest.fixture
def other(monkeypatch, db):
    """Let there be a second database, `replica_1`, in name: it is the first one, and is never really asked."""
    wrapper = DatabaseWrapper({**connections["default"].settings_dict, "ENGINE": "replica"}, "replica_1")
    fleet = Fleet(["default", "replica_1"])
    fleet.note("default", Seen(1.0, 1, 9, 5))
    fleet.note("replica_1", Seen(1.0, 0, 9, 5))
    for module in (reading, watching):
        monkeypatch.setattr(module, "fleet", fleet)
    monkeypatch.setattr(reading.watch, "start", lambda: None)
    monkeypatch.setattr(reading.watch, "look_now", lambda *aliases: None)
    connections["replica_1"] = wrapper
    yield fleet
    del connections["replica_1"]


def engine():
    return connection.settings_dict["ENGINE"]


def away(alias):
    """Return a view that says which database it is answered from, and fails on one."""

    def view(request):
        response = HttpResponse(f"{connection.alias}", status=503 if connection.alias == alias else 200)
        response.is_away = connection.alias == alias
        return response

    return view


def test_all_code_of_a_thread_asks_the_database_of_its_request_also_what_is_streamed(other):
    def view(request):
        return StreamingHttpResponse(connection.alias for _ in range(2))

    response = ByReplica(view)(ask.get("/"))
    outside = connection.alias
    parts = []
    for part in response:
        parts.append(part)
        parts.append(connection.alias.encode())

    assert (outside, connection.alias) == ("default", "default")
    assert parts == [b"replica_1", b"default"] * 2


def test_within_a_request_the_primary_can_be_asked(other):
    with connected_to("replica_1"):
        before = connection.alias
        with connected_to("default"):
            within = connection.alias
        after = connection.alias

    assert (before, within, after, connection.alias) == ("replica_1", "default", "replica_1", "default")


def test_a_read_that_finds_its_replica_dead_is_answered_by_another_database_and_the_next_one_does_not_try(other):
    first = ByReplica(away("replica_1"))(ask.get("/"))
    left_out = other.choose(Wanted())

    assert (first.status_code, first.content, left_out) == (200, b"default", "default")


def test_a_signed_in_reader_is_given_a_replica_when_the_primary_dies(other):
    response = ByReplica(away("default"))(ask.get("/", HTTP_COOKIE="sessionid=xyz"))

    assert (response.status_code, response.content) == (200, b"replica_1")


def test_a_write_that_fails_is_not_tried_again(other):
    response = ByReplica(away("default"))(ask.post("/admin/"))

    assert response.status_code == 503
    assert other.primary() == "default"


def test_a_replica_that_is_asked_to_write_for_want_of_a_primary_is_not_taken_for_dead(other):
    other.note("default", None)

    response = ByReplica(away("replica_1"))(ask.get("/admin/"))

    assert (response.status_code, other.choose(Wanted())) == (503, "replica_1")


def test_that_a_key_was_used_is_written_to_the_primary_or_not_at_all(other):
    noted, lost = [ApiKey(name=name) for name in ("noted", "lost")]
    for key in (noted, lost):
        keys.issue(key)
        key.save()

    with connected_to("replica_1"):
        keys._note_use(noted)
        other.note("default", None)
        keys._note_use(lost)

    used = dict(ApiKey.objects.values_list("name", "last_used"))
    assert used == {"noted": today(), "lost": None}


def test_without_replicas_nothing_is_chosen_and_nothing_limited():
    plain = databases({"ENGINE": "e", "NAME": "n"}, [], {"min_size": 1, "timeout": 10})
    both = databases({"ENGINE": "e", "NAME": "n"}, [{"ENGINE": "e", "NAME": "m"}], {"min_size": 1, "timeout": 10})

    assert plain == {"default": {"ENGINE": "e", "NAME": "n", "OPTIONS": {"pool": {"min_size": 1, "timeout": 10}}}}
    assert both["replica_1"] == {
        "ENGINE": "e",
        "NAME": "m",
        "OPTIONS": {"connect_timeout": 3, "tcp_user_timeout": 5000, "pool": {"min_size": 0, "timeout": 2}},
        "TEST": {"MIRROR": "default"},
    }
    assert both["default"]["OPTIONS"]["pool"] == {"min_size": 1, "timeout": 10}
