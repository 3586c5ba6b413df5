"""A text laid out for the rules: each sentence with its places, sides and times, and its line of signs. Pure."""

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from districts.spelling import key
from events.ingest.reading import actors, dates, places, sentences, words
from events.ingest.reading.groups import Group, fold
from events.ingest.reading.lexicon import Lexicon, Names
from events.ingest.reading.places import Name
from events.ingest.reading.proposals import DateMention
from events.ingest.reading.resolving import resolve
from events.ingest.reading.sentences import Sentence
from events.ingest.reading.signs import ACTOR, COUNTRY, DISTRICT, EITHER, MOST, PROVINCE, TIME
from events.ingest.reading.words import Shape, Word

MOST_NAMED = 80  # places, and sides, that are read in one sentence
DATELINE = re.compile(
    r"(?:[A-Z][\w'/-]*(?: |, ?)){1,4}(?:Afghanistan)?[,.]? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|"
    r"\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)?[,.]? ?"
    r"(?:\([\w /.&-]+\))? ?(?:[–:]|- |-$|--|\.$)"
)
_FIRST = {"district": DISTRICT, "city": DISTRICT, "either": EITHER, "province": PROVINCE, "country": COUNTRY}


@dataclass(slots=True)
class View:
    """One sentence: what it names, and `shape`, its line in which signs stand for names and whole phrases."""

    number: int
    sentence: Sentence
    words: list[Word]
    names: list[Name]
    actors: list[actors.ActorMention]
    times: list[DateMention]
    shape: Shape | None = None
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A whole text: `text` as given, `plain` with plain signs, `lower` in small letters, of equal length."""

    text: str
    plain: str
    lower: str
    day: datetime.date | None
    views: list[View]

    def words_of(self, start: int, end: int) -> str:
        """Return the words between two places of the text."""
        return " ".join(self.text[start:end].split())


def lay_out(text: str, day: datetime.date | None, lexicon: Lexicon, speaker: str = "") -> Scene:
    """Return the text with everything that it names found and, so far as can be, resolved."""
    plain = sentences.plain(text)
    lower = sentences.lower(plain)
    views: list[View] = []
    last: DateMention | None = None
    for number, sentence in enumerate(sentences.split(plain)):
        listed = words.of(plain, lower, sentence.start, sentence.end)
        times = list(dates.find(lower, sentence.start, sentence.end, day, last))
        last = next((each for each in reversed(times) if each.precision == "day" or "20" in each.words), last)
        views.append(
            View(
                number,
                sentence,
                listed,
                places.find(plain, listed, lexicon)[:MOST_NAMED],
                list(itertools.islice(actors.find(lower, sentence.start, sentence.end, day, speaker), MOST_NAMED)),
                times,
            )
        )
    for view in views:
        _set_dateline_aside(view, plain)
        _shape(view, lexicon)
    _strengthen(views)
    _resolve(views, lexicon)
    return Scene(text, plain, lower, day, views)


def _set_dateline_aside(view: View, plain: str) -> None:
    """Make the place that a report is sent from no place that something is said of."""
    line = DATELINE.match(plain[view.sentence.start : view.sentence.end])
    for name in view.names if line else ():
        if name.start < view.sentence.start + line.end():
            name.sense = "whose"


def _strengthen(views: list[View]) -> None:
    """Take a word that may be a name for one everywhere, once the text says of it that it is a district."""
    groups = [group for view in views for group in view.groups]
    sure = {
        key(name.words)
        for group in groups
        for name in group.names
        if group.says_district or name.hint or name.sense == "city"
    }
    for group in groups:
        for name in group.names:
            name.weak = name.weak and key(name.words) not in sure


def _shape(view: View, lexicon: Lexicon) -> None:
    """Give a sentence its line, in which each phrase that names places is one sign."""
    signs: dict[str, Name] = {}
    marked = [*_names(view, signs), *_sides(view), *_times(view)]
    shape = Shape(list(_pieces(view.words, sorted(marked))))
    view.shape, view.groups = fold(shape, signs, lambda name: _centre(name, lexicon))
    known = {id(name) for name in view.names}
    view.names += [name for group in view.groups for name in group.names if id(name) not in known]


def _names(view: View, signs: dict[str, Name]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, sign) of the places of a sentence and fill in whose sign it is."""
    for number, name in enumerate(view.names[:MOST]):
        if name.sense in _FIRST:
            sign = chr(_FIRST[name.sense] + number)
            signs[sign] = name
            yield name.start, name.end, sign


def _sides(view: View) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, sign) of the sides of a sentence, but not of those that are a part of a place's name."""
    for number, actor in enumerate(view.actors[:MOST]):
        if not any(actor.start < name.end and actor.end > name.start for name in view.names):
            yield actor.start, actor.end, chr(ACTOR + number)


def _times(view: View) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, sign) of the times of a sentence."""
    for number, time in enumerate(view.times[:MOST]):
        taken = [*view.names, *view.actors]
        if not any(time.span.start < other.end and time.span.end > other.start for other in taken):
            yield time.span.start, time.span.end, chr(TIME + number)


def _pieces(listed: list[Word], marked: list[tuple[int, int, str]]) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a line: the signs, and the words that stand outside what they stand for."""
    waiting = iter(marked)
    mark = next(waiting, None)
    for word in listed:
        if word.text == "#":
            continue
        while mark and mark[1] <= word.start:
            yield mark[2], mark[0], mark[1]
            mark = next(waiting, None)
        if mark is None or word.end <= mark[0]:
            private = any("\ue000" <= letter <= "\uf8ff" for letter in word.text)
            yield "□" if private else word.text, word.start, word.end
    while mark:
        yield mark[2], mark[0], mark[1]
        mark = next(waiting, None)


def _centre(province: Name, lexicon: Lexicon) -> Name | None:
    """Return the centre of the province that a name means, as a name that stands in the same place."""
    if not province.names.provinces:
        return None
    code = lexicon.capital(province.names.provinces[0])
    names = Names((code,) if code in lexicon.places else ())
    return Name(province.start, province.end, province.words, province.first, province.last, "city", names)


def _resolve(views: list[View], lexicon: Lexicon) -> None:
    """Fill in which place each name means."""
    named = {view.number: _provinces(view) for view in views}
    everywhere = tuple({code for codes in named.values() for code in codes})
    by_paragraph: dict[int, list[str]] = {}
    for view in views:
        by_paragraph.setdefault(view.sentence.paragraph, []).extend(named[view.number])
    before: list[str] = []
    for view in views:
        near = [
            ("the sentence", tuple(named[view.number])),
            ("the paragraph", tuple(by_paragraph[view.sentence.paragraph])),
            *(("the text before it", (code,)) for code in reversed(before[-3:])),
            ("the rest of the text", everywhere),
        ]
        for name in view.names:
            resolve(name, near, lexicon)
        before += [name.code[:4] for name in view.names if name.code and name.certainty != "ambiguous"]
        before = [code for code in before if code in lexicon.places]


def _provinces(view: View) -> list[str]:
    """Return the codes of the provinces that a sentence names, or that a city it names lies in."""
    found = []
    for name in view.names:
        found += name.names.provinces if name.sense != "other" or name.names.provinces else ()
    return found
