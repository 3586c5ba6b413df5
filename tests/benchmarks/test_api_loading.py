"""Rows that are loaded without an index are held by all of them afterwards, and would have passed every check."""

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from benchmarks.api import loading
from events.models import ControlPeriod
from tests.made_up import load_made_up

HOLDERS = "district_has_one_holder_at_a_time"
INDEXES = """
    SELECT pg_get_indexdef(indexrelid), indisready, indisvalid FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) ORDER BY 1
"""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_indexes_of_loaded_rows_are_whole_and_the_rows_pass_the_exclusion_constraint():
    with psycopg.connect(**_address()) as session:
        before = session.execute(INDEXES, [list(loading.LOADED)]).fetchall()

        with loading.without_indexes(session), transaction.atomic():
            load_made_up()

        # It looks for the conflicts of every row, as the loading does not.
        session.execute(f"REINDEX INDEX {HOLDERS}")
        assert session.execute(INDEXES, [list(loading.LOADED)]).fetchall() == before
        assert {ready and valid for _, ready, valid in before} == {True}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_conflict_that_was_loaded_is_found_by_the_check_and_the_next_row_is_refused():
    with psycopg.connect(**_address()) as session:
        with loading.without_indexes(session), transaction.atomic():
            load_made_up()
            _repeat_a_row()

        with pytest.raises(psycopg.errors.ExclusionViolation, match=HOLDERS):
            session.execute(f"REINDEX INDEX {HOLDERS}")
        with pytest.raises(IntegrityError, match=HOLDERS):
            _repeat_a_row()


def _repeat_a_row():
    twin = ControlPeriod.objects.filter(version_to=None).first()
    twin.pk = None
    twin.save(force_insert=True)


def _address():
    wanted = connection.get_connection_params()
    return {name: wanted[name] for name in ("host", "port", "user", "dbname", "password") if wanted.get(name)}
