"""The places that a text names: which words are a name, and in what sense. Pure; `resolving` says which place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from districts.spelling import key
from events.ingest.reading import numerals
from events.ingest.reading.lexicon import Lexicon, Names
from events.ingest.reading.vocabulary import (
    BEFORE,
    CITY,
    COUNTRIES,
    DISTRICT,
    LINKS,
    NO_NAMES,
    OTHER,
    PROVINCE,
    WHOSE,
    WORDS,
)
from events.ingest.reading.words import Word

_LINKED = re.compile(r"^[a-z']{2,}-(?:e|i|ul|wa)-[a-z']{2,}")
LONGEST = 5  # words of a name
# After a name these say that another thing is meant, which is named after the place.


@dataclass(slots=True)
class Name:
    """Words that name a place: `sense` is district, city, province, either, other, whose, country; the rest is filled.

    `weak` names are common words or people's names besides; `first` and `last` count the sentence's words.
    """

    start: int
    end: int
    words: str
    first: int
    last: int
    sense: str
    names: Names
    weak: bool = False
    explicit: bool = False
    hint: str = ""
    code: str = ""
    certainty: str = ""
    candidates: tuple[str, ...] = ()
    why: str = ""

    @property
    def is_target(self) -> bool:
        """Whether something may be said of the district or city itself."""
        return self.sense in ("district", "city", "either")


def find(text: str, words: list[Word], lexicon: Lexicon) -> list[Name]:
    """Return the names of places among a sentence's words, in order."""
    is_title_case = _is_title_case(words)
    found, at = [], 0
    while at < len(words):
        name = _name_at(text, words, at, lexicon, is_title_case)
        if name:
            found.append(name)
            at = name.last + 1
        else:
            at += 1
    return found


def _is_title_case(words: list[Word]) -> bool:
    """Return whether a line is a headline in which most words have a capital."""
    letters = [word for word in words if word.text.isalpha() and len(word.text) > 3]
    return len(letters) > 2 and sum(word.title for word in letters) > 0.75 * len(letters)


def _name_at(text: str, words: list[Word], at: int, lexicon: Lexicon, is_title_case: bool) -> Name | None:
    """Return the longest name that begins at a word, or None."""
    word = words[at]
    if not word.title or not word.text[0].isalnum():
        return None
    if word.text in COUNTRIES:
        return Name(word.start, word.end, text[word.start : word.end], at, at, "country", Names())
    for last in _ends(words, at):
        said = text[word.start : words[last].end]
        names = lexicon.find(said) or _by_sound(words, at, last, said, lexicon)
        if names:
            name = _in_sense(text, words, at, last, names)
            return None if _is_part_of_another(words, name, is_title_case) else name
    return _guessed(text, words, at)


def _ends(words: list[Word], at: int) -> Iterator[int]:
    """Yield the numbers of the words with which a name that begins at a word may end, the longest first."""
    last = at
    for number in range(at + 1, min(at + LONGEST, len(words))):
        if not (words[number].title or words[number].text in LINKS) or words[number].start - words[number - 1].end > 1:
            break
        if not words[number].text[0].isalnum():
            break
        last = number
    yield from (number for number in range(last, at - 1, -1) if words[number].text not in LINKS or number == at)


def _by_sound(words: list[Word], first: int, last: int, said: str, lexicon: Lexicon) -> Names | None:
    """Return the names that sound so, where the text says that a district, province or city is named."""
    is_said = _next(words, last) in DISTRICT | CITY | PROVINCE or "-" in said or last > first
    return lexicon.sounding(said) if is_said else None


def _next(words: list[Word], last: int) -> str:
    """Return the word after a name, past a possessive ending."""
    after = last + 1
    return words[after].text if after < len(words) else ""


def _in_sense(text: str, words: list[Word], first: int, last: int, names: Names) -> Name:
    """Return a name in the sense that the words around it give."""
    sense = _sense(words, first, last, names)
    said = text[words[first].start : words[last].end]
    weak = key(said) in WORDS and sense not in ("district", "city", "province")
    explicit = _next(words, last) in DISTRICT or [word.text for word in words[max(0, first - 2) : first]] == [
        "district",
        "of",
    ]
    return Name(words[first].start, words[last].end, said, first, last, sense, names, weak, explicit)


def _sense(words: list[Word], first: int, last: int, names: Names) -> str:
    """Return what kind of thing the words around a name say that it is."""
    after = _next(words, last)
    before = [word.text for word in words[max(0, first - 3) : first]]
    if after in DISTRICT and names.districts:
        return "district"
    if after in CITY or before[-2:] in (["city", "of"], ["town", "of"]):
        return "city"
    if after in PROVINCE or before[-2:] in (["province", "of"], ["provinces", "of"]):
        return "province" if names.provinces else "other"
    if after in OTHER:
        return "other"
    if after in WHOSE or (after == "district" and not names.districts):
        return "whose"
    if not names.provinces:
        return "district"
    return "either" if names.districts else "province"


def _is_part_of_another(words: list[Word], name: Name, is_title_case: bool) -> bool:
    """Return whether a short name is a part of a longer one, such as a person's."""
    if is_title_case or name.sense in ("city", "province") or name.last - name.first > 1:
        return False
    before = words[name.first - 1] if name.first else None
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    follows = after and after.title and after.text.isalpha() and after.start - words[name.last].end == 1
    if follows and after.text not in BEFORE | DISTRICT | OTHER | WHOSE | PROVINCE | CITY:
        return True
    precedes = before and before.title and before.text[0].isalpha() and words[name.first].start - before.end == 1
    if after and after.text in DISTRICT:
        return False
    return bool(precedes and before.text not in BEFORE and not before.first and not before.text.endswith("ern"))


def _guessed(text: str, words: list[Word], at: int) -> Name | None:
    """Return a name that no list spells so, where the word after it says that it is a district's."""
    if at and words[at - 1].title and words[at].start - words[at - 1].end == 1 and words[at - 1].text not in BEFORE:
        return None
    if words[at].text in BEFORE | NO_NAMES or numerals.value(words[at].text) is not None:
        return None
    for last in _ends(words, at):
        if len(words[last].text) > 2 and (
            _LINKED.search(words[at].text) or _next(words, last) in DISTRICT | CITY or _is_listed(words, last)
        ):
            said = text[words[at].start : words[last].end]
            return Name(words[at].start, words[last].end, said, at, last, "district", Names())
    return None


def _is_listed(words: list[Word], last: int) -> bool:
    """Return whether a name stands in a list of names that ends with "districts"."""
    for word in words[last + 1 : last + 24]:
        if word.text in ("districts", "district"):
            return word.text == "districts"
        if not (word.title or word.text in LINKS or word.text in (",", "and", "&")):
            return False
    return False
