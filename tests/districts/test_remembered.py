"""What is remembered is never older than what was committed before it is asked for."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from districts import remembered
from districts.remembered import Looks, Remembered
from tests.factories import make_province

COUNT = "SELECT count(*) AS provinces FROM districts_province"


def elsewhere(work):
    """Do a piece of work on a connection of its own, and wait until it is committed."""

    def do():
        work()
        connection.close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


@pytest.fixture
def pool(transactional_db):
    """Let the connections be a pool's, as they are where the site is served."""
    connection.close()
    connection.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}
    yield
    remembered._sessions["default"].give_back()
    connection.close()
    connection.close_pool()
    del connection.settings_dict["OPTIONS"]["pool"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_row_is_asked_for_again_only_where_something_was_committed():
    provinces = Remembered(COUNT)
    found = [provinces()]

    elsewhere(lambda: make_province("AF19"))
    found.append(provinces())
    with CaptureQueriesContext(connection) as asked:
        found.append(provinces())
    with transaction.atomic():
        make_province("AF20")
        found.append(provinces())
        transaction.set_rollback(True)
    found.append(provinces())

    assert found == [(0,), (1,), (1,), (2,), (1,)]
    assert [query["sql"] for query in asked] == [remembered._SNAPSHOT]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_in_a_pool_one_connection_is_kept_to_look_and_another_taken_where_that_one_broke(pool):
    provinces = Remembered(COUNT)
    before = provinces()

    elsewhere(lambda: make_province("AF19"))
    changed = provinces.unchanged()
    after = provinces(), provinces.unchanged()
    remembered._sessions["default"]._kept.close()
    with pytest.raises(OperationalError):
        provinces()
    mended = provinces()

    assert (before, changed, after, mended) == ((0,), None, ((1,), (1,)), (1,))


def test_who_waits_while_another_looks_shares_the_next_look_and_never_that_one():
    begun, go_on, names = threading.Event(), threading.Event(), iter([b"first", b"second", b"third"])

    def look():
        begun.set()
        go_on.wait()
        return next(names)

    looks, seen = Looks(look), []
    threads = [threading.Thread(target=lambda: seen.append(looks())) for _ in range(4)]
    threads[0].start()
    begun.wait()
    for each in threads[1:]:
        each.start()
    go_on.set()
    for each in threads:
        each.join()

    assert seen.count(b"first") == 1
    assert set(seen[1:]) <= {b"second", b"third"}


def test_inside_a_transaction_its_own_rows_are_seen(db):
    provinces = Remembered(COUNT)
    before = provinces()

    make_province()

    assert (before, provinces()) == ((0,), (1,))
