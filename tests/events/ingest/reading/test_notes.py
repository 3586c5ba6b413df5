import pytest

from tests.events.ingest.article_reading import read


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("The Taliban claim to have captured several districts in the north.", "gains-unnamed", id="gains"),
        pytest.param(
            "The ministry confirmed that troops had retreated from some districts.", "leaves-unnamed", id="leaves"
        ),
        pytest.param("Several districts in Ghazni have fallen, officials said.", "fallen-unnamed", id="fallen"),
        pytest.param("The Taliban captured Helmand province.", "whole-province", id="whole-province"),
        pytest.param("Most of Nuristan is under Taliban control, a senator said.", "part-of-province", id="most-of"),
    ],
)
def test_what_names_no_district_is_a_note(text, rule):
    reading = read(text)

    assert [reason.rule for note in reading.notes for reason in note.reasons] == [rule]
    assert reading.drafts == ()


@pytest.mark.parametrize(
    "text", ["The army will retake several districts.", "Many districts are poor.", "All was quiet."]
)
def test_plans_and_other_things_are_no_notes(text):
    assert read(text).notes == ()
