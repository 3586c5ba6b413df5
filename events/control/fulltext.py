"""Full text of what the public may read: summaries of events, titles and notes of reports, sources.

Words are compared as they are written ("simple"), for the record is in several languages; letters that keyboards of
Arabic script set in two ways are looked for in both. An index of each model's `words` answers.
"""

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Func, TextField, Value

from events.models import ControlEvent, Report, Source
from events.models.events import WORDS as OF_EVENT
from events.models.sources import WORDS_OF_REPORT, WORDS_OF_SOURCE

CONFIG = "simple"
LONGEST = 200  # letters of a query
# Signs of the private use area stand for the marks until the text is escaped.
BEGIN, END = "\ue000", "\ue001"
_PERSIAN, _ARABIC = str.maketrans("يىك", "ییک"), str.maketrans("یک", "يك")


def query_of(text):
    """Return the query that a text asks for, in the words of search engines: "a phrase", or, -without."""
    forms = dict.fromkeys([text, text.translate(_PERSIAN), text.translate(_ARABIC)])
    first, *others = (SearchQuery(form, config=CONFIG, search_type="websearch") for form in forms)
    for other in others:
        first |= other
    return first


def events(text):
    """Return the published events whose summary has the words of a text, best first; `marked` is that, with marks."""
    found = ControlEvent.objects.published().select_related("district__province", "controller", "opponent")
    found = found.defer(
        "district__cell", "district__boundary", "district__province__cell", "district__province__boundary"
    )
    return _ranked(found, OF_EVENT, text, "-date").annotate(marked=_marked("summary", text))


def reports(text):
    """Return the reports of which the public is told, by title and note, best first: `marked`, `marked_note`."""
    found = Report.objects.shown().filter(source__public=True).select_related("source")
    ranked = _ranked(found, WORDS_OF_REPORT, text, "-published")
    return ranked.annotate(marked=_marked("title", text), marked_note=_marked("note", text))


def sources(text):
    """Return the sources that the public knows, by name, country and the reason of their grade, best first."""
    found = Source.objects.listed()
    ranked = _ranked(found, WORDS_OF_SOURCE, text, "name")
    return ranked.annotate(marked=_marked("name", text), marked_reason=_marked("reason", text))


def _ranked(rows, words, text, order):
    vector, query = SearchVector(*words, config=CONFIG), query_of(text)
    # The vector is written as in the index, which a search by the name of an annotation would not be.
    found = rows.alias(vector=vector).filter(vector=query).alias(rank=SearchRank(vector, query))
    return found.order_by("-rank", order, "pk")


def _marked(field, text):
    """Return the expression of a field's text with the words found between BEGIN and END."""
    bare = Func(F(field), Value(BEGIN + END), Value(""), function="translate", output_field=TextField())
    return SearchHeadline(bare, query_of(text), config=CONFIG, start_sel=BEGIN, stop_sel=END, highlight_all=True)
