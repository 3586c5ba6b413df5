"""Every spelling of every place, laid out for finding them in a running text. Pure."""

import functools
import weakref
from dataclasses import dataclass

from districts.name_index import Index
from districts.spelling import key, skeleton
from events.ingest.reading.vocabulary import NEVER

SHORTEST_SOUND = 6  # letters of a name that may be known by its sounds alone
NEAR = 0.77  # likeness at which a name said to be a district is taken for the nearest one
APART = 0.07  # by how much the nearest must be nearer than the next

# Spellings that are also words, first names or family names: they count only where the text says “district”.
CENTRE = "01"  # the gazetteer numbers the centre of each province so


@dataclass(frozen=True, slots=True)
class Names:
    """The codes of the districts and of the provinces that a spelling stands for."""

    districts: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


class Lexicon:
    """The spellings of an index by their keys and sounds; `find` reads one name, `nearest` guesses a misspelt one."""

    def __init__(self, index: Index):
        """Lay out the Latin spellings of an index."""
        self.index = index
        self.places = index.places
        spelled: dict[str, dict[str, set]] = {}
        sounds: dict[str, dict[str, set]] = {}
        for name, code, kind in index.spelled():
            if name not in NEVER and len(name) > 1:
                spelled.setdefault(name, {"district": set(), "province": set()})[kind].add(code)
                if name.isascii() and len(name) >= SHORTEST_SOUND:
                    sounds.setdefault(skeleton(name), {"district": set(), "province": set()})[kind].add(code)
        self._spelled = {name: _names(kinds) for name, kinds in spelled.items()}
        self._sounds = {name: _names(kinds) for name, kinds in sounds.items() if len(name) >= 4}
        self._near = functools.lru_cache(maxsize=2_000)(self._nearest)
        self._found = functools.lru_cache(maxsize=20_000)(self._find)
        self._heard = functools.lru_cache(maxsize=20_000)(self._sounding)

    def find(self, words: str) -> Names | None:
        """Return what a name is spelled like, or None."""
        return self._found(words)

    def _find(self, words: str) -> Names | None:
        return self._spelled.get(key(words))

    def sounding(self, words: str) -> Names | None:
        """Return what a longer name sounds like, or None."""
        return self._heard(words)

    def _sounding(self, words: str) -> Names | None:
        name = key(words)
        return self._sounds.get(skeleton(words)) if len(name) >= SHORTEST_SOUND and name.isascii() else None

    def nearest(self, words: str, province: str | None) -> str:
        """Return the code of the district that a name said to be one is nearest to, "" where none is near enough."""
        return self._near(words, province)

    def _nearest(self, words: str, province: str | None) -> str:
        found = [each for each in self.index.find(words, province, 5).candidates if each.kind == "district"]
        floor = NEAR if province else NEAR + 0.03
        if not found or found[0].score < floor:
            return ""
        return found[0].place.code if len(found) < 2 or found[0].score - found[1].score >= APART else ""

    def capital(self, province: str) -> str:
        """Return the code of a province's centre."""
        return f"{province}{CENTRE}"

    def province_of(self, code: str) -> str:
        """Return the code of the province that a place lies in or is."""
        return self.places[code].province


def _names(kinds: dict[str, set]) -> Names:
    """Return the two sets of codes in their order."""
    return Names(tuple(sorted(kinds["district"])), tuple(sorted(kinds["province"])))


_kept: weakref.WeakKeyDictionary = weakref.WeakKeyDictionary()


def of(index: Index) -> Lexicon:
    """Return the lexicon of an index, made once for each."""
    if index not in _kept:
        _kept[index] = Lexicon(index)
    return _kept[index]
