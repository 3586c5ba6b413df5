"""The places that a text names: which words are a name, and in what sense. Pure; `resolving` says which place."""

from collections.abc import Iterator
from dataclasses import dataclass

from districts.spelling import key
from events.ingest.reading import numerals
from events.ingest.reading.lexicon import WORDS, Lexicon, Names
from events.ingest.reading.words import Word

LONGEST = 5  # words of a name
_DISTRICT = frozenset(["district", "districts", "dist", "woluswali", "wuluswali", "woleswali", "uluswali"])
_PROVINCE = frozenset(["province", "provinces"])
_CITY = frozenset(["city", "cities", "town", "municipality"])
# After a name these say that another thing is meant, which is named after the place.
_OTHER = frozenset(
    [
        "airport",
        "airfield",
        "airbase",
        "base",
        "bases",
        "prison",
        "jail",
        "hospital",
        "university",
        "highway",
        "highways",
        "road",
        "roads",
        "river",
        "dam",
        "valley",
        "pass",
        "desert",
        "border",
        "crossing",
        "port",
        "bazaar",
        "market",
        "village",
        "villages",
        "tribe",
        "tribesmen",
        "brigade",
        "corps",
        "shura",
        "peace",
        "accord",
        "agreement",
        "embassy",
        "press",
        "times",
        "news",
        "hotel",
        "mosque",
        "school",
        "stadium",
        "bridge",
        "mountain",
        "mountains",
        "corridor",
        "tunnel",
        "garrison",
        "camp",
        "battalion",
        "checkpoint",
        "outpost",
        "hills",
        "plain",
        "customs",
        "gas",
        "refugee",
        "regiment",
        "division",
        "attack",
        "bombing",
        "massacre",
        "talks",
        "process",
        "conference",
        "deal",
        "hamlet",
        "area's",
        "declaration",
        "air",
        "square",
        "street",
        "roundabout",
        "gate",
        "intersection",
    ]
)
_WHOSE = frozenset(
    [
        "police",
        "governor",
        "council",
        "provincial",
        "security",
        "officials",
        "official",
        "residents",
        "resident",
        "mp",
        "lawmaker",
        "army",
        "intelligence",
        "councillor",
        "councilor",
        "senator",
        "representative",
        "elders",
        "elder",
        "politician",
        "spokesman",
        "spokesperson",
        "chief-based",
    ]
)
_LINKS = frozenset(["e", "i", "wa", "va", "o", "ye", "u", "no"])
_BEFORE = frozenset(
    [
        "the",
        "in",
        "of",
        "and",
        "at",
        "from",
        "to",
        "near",
        "around",
        "afghan",
        "taliban",
        "afghanistan",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "district",
        "districts",
        "province",
        "provinces",
        "city",
        "capital",
        "centre",
        "center",
        "on",
        "captured",
        "seized",
        "retook",
        "breaking",
        "for",
        "by",
        "including",
        "also",
        "as",
        "while",
        "after",
        "when",
        "with",
        "said",
        "but",
        "north",
        "south",
        "east",
        "west",
        "town",
        "over",
        "into",
        "new",
        "key",
        "both",
        "like",
        "inside",
        "outside",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "update",
        "video",
        "watch",
        "photos",
        "strategic",
        "neighbouring",
        "neighboring",
    ]
)
_NO_NAMES = frozenset(
    "several many some other these those all both most more this that its their each every such few half multiple various no which "
    "rural remote nearby border security police provincial he she they it we a an another our his her".split()
)
COUNTRIES = frozenset(
    [
        "pakistan",
        "tajikistan",
        "uzbekistan",
        "turkmenistan",
        "iran",
        "china",
        "india",
        "syria",
        "iraq",
        "yemen",
        "libya",
        "somalia",
        "kashmir",
        "waziristan",
        "balochistan",
        "baluchistan",
        "pakhtunkhwa",
        "khatlon",
        "idlib",
        "aleppo",
        "mosul",
        "swat",
        "chitral",
        "peshawar",
        "quetta",
        "afrin",
        "bajaur",
        "khorog",
        "kurram",
        "orakzai",
        "mohmand",
        "termez",
        "termiz",
        "mali",
        "nigeria",
        "ukraine",
        "turkey",
    ]
)


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
        if not (words[number].title or words[number].text in _LINKS) or words[number].start - words[number - 1].end > 1:
            break
        if not words[number].text[0].isalnum():
            break
        last = number
    yield from (number for number in range(last, at - 1, -1) if words[number].text not in _LINKS or number == at)


def _by_sound(words: list[Word], first: int, last: int, said: str, lexicon: Lexicon) -> Names | None:
    """Return the names that sound so, where the text says that a district, province or city is named."""
    is_said = _next(words, last) in _DISTRICT | _CITY | _PROVINCE or "-" in said or last > first
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
    return Name(words[first].start, words[last].end, said, first, last, sense, names, weak)


def _sense(words: list[Word], first: int, last: int, names: Names) -> str:
    """Return what kind of thing the words around a name say that it is."""
    after = _next(words, last)
    before = [word.text for word in words[max(0, first - 3) : first]]
    if after in _DISTRICT and names.districts:
        return "district"
    if after in _CITY or before[-2:] in (["city", "of"], ["town", "of"]):
        return "city"
    if after in _PROVINCE or before[-2:] in (["province", "of"], ["provinces", "of"]):
        return "province" if names.provinces else "other"
    if after in _OTHER:
        return "other"
    if after in _WHOSE or (after == "district" and not names.districts):
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
    if follows and after.text not in _BEFORE | _DISTRICT | _OTHER | _WHOSE | _PROVINCE | _CITY:
        return True
    precedes = before and before.title and before.text[0].isalpha() and words[name.first].start - before.end == 1
    if after and after.text in _DISTRICT:
        return False
    return bool(precedes and before.text not in _BEFORE and not before.first and not before.text.endswith("ern"))


def _guessed(text: str, words: list[Word], at: int) -> Name | None:
    """Return a name that no list spells so, where the word after it says that it is a district's."""
    if at and words[at - 1].title and words[at].start - words[at - 1].end == 1 and words[at - 1].text not in _BEFORE:
        return None
    if words[at].text in _BEFORE | _NO_NAMES or numerals.value(words[at].text) is not None:
        return None
    for last in _ends(words, at):
        if len(words[last].text) > 2 and (_next(words, last) in _DISTRICT or _is_listed(words, last)):
            said = text[words[at].start : words[last].end]
            return Name(words[at].start, words[last].end, said, at, last, "district", Names())
    return None


def _is_listed(words: list[Word], last: int) -> bool:
    """Return whether a name stands in a list of names that ends with "districts"."""
    for word in words[last + 1 : last + 24]:
        if word.text in ("districts", "district"):
            return word.text == "districts"
        if not (word.title or word.text in _LINKS or word.text in (",", "and", "&")):
            return False
    return False
