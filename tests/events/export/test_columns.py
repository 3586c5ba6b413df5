"""A value that is written to a cell is read from it again."""

import datetime
from decimal import Decimal

import pytest

from events.export.columns import Clock, Code, Column, Day, Flag, Known, Number, Reference, Words

CELLS = [
    pytest.param(Column("name", ""), "Kunduz", "Kunduz", id="text"),
    pytest.param(Column("name", ""), "", "", id="no-text"),
    pytest.param(Column("name", ""), "=1+1", "'=1+1", id="formula"),
    pytest.param(Column("code", "", Known()), None, "", id="unknown"),
    pytest.param(Column("lists", "", Words()), ["a", "b"], "a;b", id="words"),
    pytest.param(Column("lists", "", Words()), [], "", id="no-words"),
    pytest.param(Column("lists", "", Words()), ["-a", "=b"], "'-a;=b", id="words-like-formulas"),
    pytest.param(Column("lat", "", Number(-90, 90, 5)), Decimal("-34.5"), "-34.5", id="number"),
    pytest.param(Column("area", "", Number(0, 9999, 1)), Decimal("5594.0"), "5594.0", id="whole-number"),
    pytest.param(Column("is_party", "", Flag()), False, "0", id="flag"),
    pytest.param(Column("date", "", Day()), datetime.date(2021, 6, 1), "2021-06-01", id="day"),
    pytest.param(Column("time", "", Clock()), datetime.time(6, 5), "06:05", id="time"),
    pytest.param(Column("time", "", Clock()), None, "", id="no-time"),
    pytest.param(Column("id", "", Code("E", 4)), 12345, "E12345", id="long-id"),
    pytest.param(Column("voice", "", Reference("actors", "slug", "independent")), None, "independent", id="nobody"),
    pytest.param(Column("actor", "", Reference("actors", "slug")), "nrf", "nrf", id="reference"),
]


@pytest.mark.parametrize(("column", "value", "cell"), CELLS)
def test_a_value_is_written_and_read(column, value, cell):
    assert column.write(value) == cell
    assert column.read(cell) == value


def test_zeros_at_the_end_of_a_number_are_not_written():
    assert Column("lat", "", Number(-90, 90, 5)).write(Decimal("34.50000")) == "34.5"


def test_a_reference_to_a_numbered_row_is_written_as_its_id():
    assert Column("report_id", "", Reference("reports", Code("R", 4))).write(7) == "R0007"
