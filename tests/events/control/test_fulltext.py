import datetime

import pytest
from django.db import connection

from events.control import fulltext
from events.control.fulltext import BEGIN, END
from tests.factories import build_event, make_event, make_report, make_source
from tests.made_up import load_made_up

pytestmark = pytest.mark.django_db


def found(read, text):
    """Return what a search finds, as its marked texts with square brackets for marks."""
    return [one.marked.replace(BEGIN, "[").replace(END, "]") for one in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("bridge", ["They took the [bridge] at noon."], id="word"),
        pytest.param("BRIDGE took", ["They [took] the [bridge] at noon."], id="all-words"),
        pytest.param('"bridge at noon"', ["They took the [bridge] [at] [noon]."], id="phrase"),
        pytest.param("market or bridge", ["They took the [bridge] at noon."], id="either"),
        pytest.param("bridge -noon", [], id="without"),
        pytest.param("market", [], id="nothing"),
        pytest.param("", [], id="empty"),
        pytest.param("' OR 1=1; --", [], id="sql"),
        pytest.param("bridge & | ! ( <-> :*", ["They took the [bridge] at noon."], id="signs-of-a-query"),
        pytest.param("\\ \" ' %_ \ue000", [], id="signs"),
    ],
)
def test_events_are_found_by_the_words_of_their_summary(text, expected):
    make_event(summary="They took the bridge at noon.")

    assert found(fulltext.events, text) == expected


def test_words_of_arabic_script_are_found_whichever_keyboard_wrote_them():
    make_report(title="طالبان مرکز کندز را گرفتند", language="fa")
    make_report(title="المركز في قندوز", url="https://example.org/2", language="ar")

    titles = [found(fulltext.reports, text) for text in ("مركز", "مرکز")]

    assert titles == [["طالبان [مرکز] کندز را گرفتند"]] * 2
    assert found(fulltext.reports, "المرکز") == ["[المركز] في قندوز"]


def test_what_is_said_more_often_comes_first_and_then_the_latest():
    for number, title in enumerate(("A dam and a dam", "A dam", "Another dam")):
        day = datetime.date(2021, 6, 1 + number)
        make_report(title=title, url=f"https://example.org/{number}", published=day)

    assert found(fulltext.reports, "dam") == ["A [dam] and a [dam]", "Another [dam]", "A [dam]"]


def test_what_the_public_does_not_see_is_never_found():
    hidden = make_source("hidden", name="Hidden dam", public=False)
    whispering = make_source("whispering", name="Whispering dam")
    make_report(title="Of a hidden dam", source=hidden, url="https://example.org/1")
    make_report(title="A restricted dam", source=whispering, restricted=True, url="https://example.org/2")
    make_report(title="A dam held back", public=False, url="https://example.org/3", note="dam")
    for status in ("draft", "in_review", "retracted"):
        build_event(status=status, summary=f"A {status} dam.").save()

    assert [found(read, "dam") for read in (fulltext.events, fulltext.reports, fulltext.sources)] == [[], [], []]


def test_a_note_and_the_reason_of_a_grade_are_found_with_marks_that_no_text_can_forge():
    source = make_source("dam-news", name=f"The {BEGIN}Gazette{END}", reason="Seen at the dam.")
    make_report(source=source, title="", url="https://example.org/1", note="Read at the dam.")

    [report], [told] = fulltext.reports("dam"), fulltext.sources("dam")

    assert (report.marked_note, report.marked) == (f"Read at the {BEGIN}dam{END}.", "")
    assert (told.marked, told.marked_reason) == ("The Gazette", f"Seen at the {BEGIN}dam{END}.")


@pytest.mark.parametrize(
    ("read", "index"),
    [
        (fulltext.events, "event_by_words"),
        (fulltext.reports, "report_by_words"),
        (fulltext.sources, "source_by_words"),
    ],
)
def test_an_index_answers(read, index):
    load_made_up()
    with connection.cursor() as cursor:
        # Of a small table any index is as good as another, and so is the way there from another table.
        cursor.execute("ANALYZE events_controlevent, events_report, events_source")
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL enable_nestloop = off"
        )

    assert index in read("dam").explain()
