import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from events.admin.imports.preview import errors_file, preview
from events.ingest.outcomes import Effect, Outcome, Wrong, outcome_of

NEW = [Outcome(row, Effect.NEW, "Imam Sahib", "A draft.") for row in range(2, 103)]
BAD = Outcome(103, Effect.ERROR, "Somewhere", "Not imported.", (Wrong("district", "Some<b>where", "a district."),))


def test_the_preview_counts_each_effect_and_shows_a_page():
    context = preview([*NEW, BAD], QueryDict("page=2"))

    assert [(count["word"], count["rows"]) for count in context["counts"]] == [("new", 101), ("error", 1)]
    assert [row.row for row in context["page"]][:2] == [52, 53]


def test_the_preview_shows_only_one_effect_where_it_is_asked_for():
    context = preview([*NEW, BAD], QueryDict("only=error"))

    assert list(context["page"]) == [BAD]


@pytest.mark.parametrize("asked", ["page=0", "page=x", "page=999999", "only=nothing", "page=&only="])
def test_the_preview_answers_whatever_is_asked(asked):
    assert list(preview([*NEW, BAD], QueryDict(asked))["page"])


def test_what_a_file_says_is_text_on_the_page():
    page = render_to_string("admin/imports/_preview.html", preview([BAD], QueryDict("")))

    assert "“Some&lt;b&gt;where”: a district." in page


def test_an_outcome_is_the_same_after_json():
    assert outcome_of(BAD.plain()) == BAD


def test_rows_to_mend_are_a_csv_file_that_no_spreadsheet_runs():
    response = errors_file("errors.csv", ["district", "problem"], [["=1+1", "a district."]])

    assert response.content.decode() == "\ufeffdistrict,problem\r\n'=1+1,a district.\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="errors.csv"'
