"""Keys: made once, recognised by a digest, looked up once a minute, ended."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from config.access import keys
from config.access.models import ApiKey
from config.environment import Rate
from events.control.state import today

DAY = datetime.timedelta(days=1)


def test_only_the_digest_of_a_key_is_kept(make_key):
    key, sent = make_key()

    assert len(sent) == 55
    assert sent.startswith(f"{key.prefix}_")
    assert key.digest == keys.digest(sent)
    assert len({make_key()[1] for _ in range(3)}) == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_apikey::text FROM access_apikey")
        assert not any(sent.removeprefix(key.prefix) in row for (row,) in cursor.fetchall())


def test_the_digest_is_worth_nothing_under_another_secret(make_key, settings):
    _, sent = make_key()

    settings.SECRET_KEY = "another secret, as of another installation of this"

    assert keys.known(sent).refusal == keys.UNKNOWN


@pytest.mark.parametrize(
    "change", [lambda sent: sent[:-1] + "!", lambda sent: sent[:-1], str.upper], ids=["sign", "short", "upper"]
)
def test_a_key_that_is_changed_is_not_known(make_key, change):
    _, sent = make_key()

    assert keys.known(change(sent)) == keys.Known(refusal=keys.UNKNOWN)


def test_another_secret_under_a_known_prefix_is_not_known(make_key):
    first, second = make_key(), make_key()

    assert keys.known(first[0].prefix + second[1][11:]).refusal == keys.UNKNOWN


def test_what_has_not_the_form_of_a_key_is_not_looked_for(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert keys.known("marz_\x00'; --").refusal == keys.UNKNOWN


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"revoked": True}, "This key was revoked."),
        ({"expires": datetime.date(2021, 8, 15)}, "This key worked until 2021-08-15:"),
    ],
)
def test_a_key_that_has_ended_says_so(make_key, overrides, words):
    _, sent = make_key(**overrides)

    assert keys.known(sent).refusal.startswith(words)


def test_a_key_works_on_its_last_day(make_key):
    key, sent = make_key(expires=today())

    assert keys.known(sent) == keys.Known(f"key-{key.pk}", Rate(30_000, 60))


def test_a_key_is_looked_up_once_a_minute_and_its_day_written_once_a_day(
    make_key, monkeypatch, django_assert_num_queries
):
    key, sent = make_key()
    now = [1000.0]
    monkeypatch.setattr(keys, "monotonic", lambda: now[0])

    for later, queries in ((0, 2), (0, 0), (59, 0), (60, 1), (119, 0)):
        now[0] = 1000.0 + later
        with django_assert_num_queries(queries):
            assert keys.known(sent).client == f"key-{key.pk}"

    key.refresh_from_db()
    assert key.last_used == today()


def test_a_key_that_is_revoked_ends_within_the_minute(make_key, monkeypatch):
    key, sent = make_key()
    now = [1000.0]
    monkeypatch.setattr(keys, "monotonic", lambda: now[0])
    before = keys.known(sent)

    ApiKey.objects.filter(pk=key.pk).update(revoked=True)
    now[0] += 60

    assert (before.refusal, keys.known(sent).refusal[:21]) == ("", "This key was revoked.")


def test_no_more_keys_are_remembered_than_there_is_room_for(db, monkeypatch):
    monkeypatch.setattr(keys, "MOST", 3)

    for number in range(10):
        keys.known(f"x{number}")

    assert len(keys._known) <= 3


@pytest.mark.parametrize(("rate", "kept"), [("", ""), ("off", "off"), ("060/Minute", "60/minute"), ("7/day", "7/day")])
def test_a_limit_is_kept_in_one_form(make_key, rate, kept):
    assert make_key(rate=rate)[0].rate == kept


@pytest.mark.parametrize("rate", ["0/minute", "many", "7/week", "7"])
def test_a_limit_that_is_none_is_refused_on_its_field(make_key, rate):
    with pytest.raises(ValidationError) as refusal:
        make_key(rate=rate)

    assert "rate" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"rate": "7/week"}, "api_key_rate_is_a_rate"),
        ({"digest": "marz_abcdef_secret"}, "api_key_is_kept_as_a_digest"),
    ],
)
def test_the_database_refuses_what_is_no_limit_or_no_digest(make_key, values, constraint):
    key, _ = make_key(rate="off")

    with pytest.raises(IntegrityError, match=constraint):
        ApiKey.objects.filter(pk=key.pk).update(**values)
