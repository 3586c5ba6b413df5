"""Texts in CSV: guarded against formulas, and given back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.api.formats.csv_text import guard, unguard


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "'=1", "''-"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1+1", "Imam Sahib", "'tis", " =1"])
def test_any_other_text_stays_as_it_is(text):
    assert guard(text) == text


@given(st.text(alphabet="'=+-@\tab", max_size=6))
def test_the_guard_is_taken_off_again(text):
    assert unguard(guard(text)) == text
