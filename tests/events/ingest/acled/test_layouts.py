import pytest

from events.ingest.acled.layouts import FileRefusedError, read_header
from tests.events.ingest.acled.exports import CURRENT, LEGACY


@pytest.mark.parametrize(
    ("columns", "layout"), [pytest.param(CURRENT, "current", id="current"), pytest.param(LEGACY, "legacy", id="legacy")]
)
def test_either_layout_of_31_columns_is_read_without_a_word(columns, layout):
    header = read_header(columns)

    assert (len(columns), header.layout, header.notices()) == (31, layout, [])


def test_columns_that_differ_from_the_layout_are_named():
    header = read_header([*(name for name in CURRENT if name not in ("tags", "region")), "remarks"])

    assert header.notices() == [
        "Missing, and done without: region, tags.",
        "Not read, for ACLED has no such column: remarks.",
    ]


def test_names_are_read_whatever_their_case_and_spaces():
    header = read_header([f" {name.upper()} " for name in CURRENT])

    assert header.columns["event_id_cnty"] == 0


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        pytest.param(
            [name for name in CURRENT if name != "notes"],
            "The header has no column notes: the first row must name the columns as ACLED does.",
            id="needed-column-missing",
        ),
        pytest.param(
            [*CURRENT, "notes"], "The header names notes twice: remove one of the columns.", id="column-twice"
        ),
        pytest.param([""] * 501, "The first row has 501 columns: it must name ACLED's 31.", id="too-many"),
    ],
)
def test_a_header_that_cannot_serve_is_refused(columns, sentence):
    with pytest.raises(FileRefusedError) as refused:
        read_header(columns)

    assert str(refused.value) == sentence
