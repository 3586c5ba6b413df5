"""What is remembered is never older than what was committed before it is asked for."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from districts.api.remembered import Remembered
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
    assert [query["sql"] for query in asked] == ["SELECT pg_current_snapshot()::text || current_database()"]


def test_inside_a_transaction_its_own_rows_are_seen(db):
    provinces = Remembered(COUNT)
    before = provinces()

    make_province()

    assert (before, provinces()) == ((0,), (1,))
