from events.admin.article.marks import Mark, stretches
from events.ingest.reading.proposals import Span

TEXT = "The Taliban took Imam Sahib on Monday."


def mark(words, kind, target=""):
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), target, kind, kind)


def test_a_text_without_marks_is_one_stretch():
    found = stretches(TEXT, [])

    assert [(each.words, each.kinds) for each in found] == [(TEXT, ())]


def test_marks_that_overlap_cut_the_text_where_either_begins_or_ends():
    marks = [mark("took Imam Sahib", "event", "event-1"), mark("Imam Sahib", "place"), mark("Monday", "day")]

    found = stretches(TEXT, marks)

    assert [(each.words, each.kinds, [one.target for one in each.begins]) for each in found] == [
        ("The Taliban ", (), []),
        ("took ", ("event",), ["event-1"]),
        ("Imam Sahib", ("event", "place"), []),
        (" on ", (), []),
        ("Monday", ("day",), []),
        (".", (), []),
    ]


def test_a_mark_outside_the_text_or_of_no_words_is_left_out():
    marks = [Mark(Span(-3, 4), "event-1", "event 1", "event"), Mark(Span(5, 5), "", "", "day"), mark("took", "note")]

    found = stretches(TEXT, marks)

    assert "".join(each.words for each in found) == TEXT
    assert [each.kinds for each in found] == [(), ("note",), ()]
