"""Which place a name means, among places and spellings given as rows. Pure; `gazetteer` asks the database."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from districts.spelling import LISTED_NOISE, NOISE, key, normalize, skeleton, without

EXACT = 1.0
PART = 0.98  # a spelling without its brackets, or what stands in them
ALIKE = 0.9  # the same sounds in another transliteration
LONGEST = 200  # letters of a text
RESEMBLES = 0.65  # below this nothing is offered

KINDS = frozenset({"district", "province"})

_SEPARATORS = re.compile(r"[,،;/|()\[\]–—]|\b(?:of|in)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")


@dataclass(frozen=True)
class Place:
    """A district or a province as the index knows it; `province` is the code of the province that it lies in or is."""

    code: str
    kind: str
    name: str
    province: str


@dataclass(frozen=True)
class Candidate:
    """A place that a text may mean: `score` from 0 to 1, and the listed spelling that matched.

    `place` is a `Place` when it comes from an `Index`, a `District` or `Province` when it comes from `find`.
    """

    place: object
    score: float
    spelling: str
    kind: str


@dataclass(frozen=True)
class Found:
    """What a text may mean, best first; `unambiguous` is the one candidate that it means, or None."""

    text: str
    candidates: list[Candidate] = field(default_factory=list)
    unambiguous: Candidate | None = None
    explanation: str = ""

    @property
    def district(self):
        """The district that the text means without doubt, or None."""
        sure = self.unambiguous
        return sure.place if sure and sure.kind == "district" else None


class Index:
    """Every spelling of every place, by equal spelling, by equal sounds and for likeness."""

    def __init__(self, places: Iterable[Place], spellings: Iterable[tuple[str, str]]):
        """Build the index from the places and from (place code, spelling) rows; a place's own name is one of them."""
        self.places = {place.code: place for place in places}
        self._spelled: dict[str, dict[str, str]] = defaultdict(dict)
        self._partly: dict[str, dict[str, str]] = defaultdict(dict)
        self._sounds: dict[str, dict[str, str]] = defaultdict(dict)
        names = [(place.code, place.name) for place in self.places.values()]
        for code, text in [*names, *self._with_namesakes(spellings)]:
            if key(text):
                self._spelled[key(text)].setdefault(code, text)
        for spelled in list(self._spelled.values()):
            for code, text in spelled.items():
                self._add_parts(code, text)
        self._lay_out()

    def _with_namesakes(self, spellings: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield the spellings, those of a province also for its district of the same name (Kunduz in Kunduz)."""
        namesakes = {
            place.province: place.code
            for place in self.places.values()
            if place.kind == "district" and key(place.name) == key(self.places[place.province].name)
        }
        for code, text in spellings:
            yield code, text
            if code in namesakes:
                yield namesakes[code], text

    def _add_parts(self, code: str, text: str) -> None:
        """Index what a listed spelling says without its brackets and in them, unless that only names a province."""
        for part in (_BRACKETS.sub(" ", text), *_BRACKETS.findall(text), text):
            name = key(without(LISTED_NOISE, normalize(part)))
            listed = self._spelled.get(name, {})
            is_other_kind = any(self.places[other].kind != self.places[code].kind for other in listed)
            if len(name) > 2 and name not in LISTED_NOISE and code not in listed and not is_other_kind:
                self._partly[name].setdefault(code, text)

    def _lay_out(self) -> None:
        """Lay all the spellings and parts out in rows for scoring, and index them by their sounds."""
        tables = (self._spelled, self._partly)
        self._rows = [
            (code, text, name) for table in tables for name, places in table.items() for code, text in places.items()
        ]
        self._keys = [name for _, _, name in self._rows]
        self._ordered = sorted((name, number) for number, name in enumerate(self._keys))
        self._skeletons = [skeleton(text if key(text) == name else name) for _, text, name in self._rows]
        for (code, text, _), sound in zip(self._rows, self._skeletons, strict=True):
            self._sounds[sound].setdefault(code, text)

    def spelled(self) -> Iterator[tuple[str, str, str]]:
        """Yield (key of the spelling, code, kind) for every listed spelling and for each part that names a place."""
        return ((name, code, self.places[code].kind) for code, _, name in self._rows)

    def find(self, text: str, province: str | None = None, limit: int = 10, kinds: frozenset[str] = KINDS) -> Found:
        """Return the places that a text may mean, best first, within a province (its code or any spelling) if given.

        With `kinds` only places of these are thought of.
        """
        if max(len(text), len(province or "")) > LONGEST:
            return Found(text[:LONGEST], explanation=f"No place has a name of more than {LONGEST} letters.")
        scope = self.province(province) if province else None
        if province and scope is None:
            return Found(text, explanation=f"No province resembles “{province}”.")
        place = self.places.get(text.strip().upper())
        if place is None or place.kind not in kinds:
            return self._read(text, scope, limit, kinds)
        if scope not in (None, place.province):
            return Found(text, explanation=f"{self._named(place)} is not in {self.places[scope].name}.")
        return self._judged(text, [Candidate(place, EXACT, place.code, place.kind)], limit)

    def _read(self, text: str, scope: str | None, limit: int, kinds: frozenset[str]) -> Found:
        """Return what the best reading of the text finds: all of it a name, or a name and its province."""
        whole = self._candidates(text, scope, kinds)
        if whole and whole[0].score >= PART:
            return self._judged(text, whole, limit)
        readings = [
            (name, code, self._candidates(name, code, kinds))
            for name, code in self._with_province(text)
            if scope in (None, code)
        ]
        name, code, best = max(readings, key=lambda reading: _top(reading[2]), default=("", None, []))
        if best and _top(best) >= max(_top(whole), ALIKE):
            return self._judged(text, best, limit)
        elsewhere = self._candidates(name, None, kinds) if code else []
        if _top(elsewhere) >= max(_top(whole), ALIKE):
            found = self._judged(name, elsewhere, limit)
            explanation = (
                f"No district of {self.places[code].name} is spelled “{name.strip()}”; elsewhere {found.explanation}"
            )
            return Found(text, found.candidates, None, explanation)
        return self._judged(text, max(best, whole, key=_top), limit)

    def _with_province(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (name, province code) for each way in which a text names a place and the province it lies in."""
        pieces = [piece for piece in _SEPARATORS.split(text) if without(NOISE, normalize(piece)) not in NOISE | {""}]
        for number, piece in enumerate(pieces):
            code = self.province(piece) if len(pieces) > 1 else None
            if code:
                yield " ".join(pieces[:number] + pieces[number + 1 :]), code
        words = without(NOISE, normalize(text)).split()
        for size in (1, 2):
            for province, name in ((words[-size:], words[:-size]), (words[:size], words[size:])):
                code = self._province_spelled(" ".join(province)) if name else None
                if code:
                    yield " ".join(name), code

    def province(self, text: str) -> str | None:
        """Return the code of the one province that a code or a spelling means, None if none or several do."""
        if len(text) > LONGEST:
            return None
        place = self.places.get(text.strip().upper())
        if place:
            return place.code if place.kind == "province" else None
        spelled = self._province_spelled(text)
        if spelled:
            return spelled
        near = [found for found in self._alike(without(NOISE, normalize(text))) if found.kind == "province"]
        best = near and near[0].score >= 0.75 and (len(near) == 1 or near[1].score < near[0].score - 0.05)
        return near[0].place.code if best else None

    def _province_spelled(self, text: str) -> str | None:
        """Return the code of the province that is spelled or sounds exactly so, else None."""
        name = without(NOISE, normalize(text))
        for places in (self._spelled.get(key(name), {}), self._sounds.get(skeleton(name), {})):
            codes = [code for code in places if self.places[code].kind == "province"]
            if len(codes) == 1:
                return codes[0]
        return None

    def _candidates(self, text: str, scope: str | None, kinds: frozenset[str]) -> list[Candidate]:
        """Return the candidates for a name, best first; within a province only its districts."""
        full, bare = normalize(text), without(NOISE, normalize(text))
        found: dict[str, Candidate] = {}
        for name in (full, bare) if key(full) not in self._spelled else (full,):
            for candidate in [*self._alike(name), *self._equal(name)]:
                known = found.get(candidate.place.code)
                if known is None or known.score < candidate.score:
                    found[candidate.place.code] = candidate
        wanted = [each for each in found.values() if each.kind in kinds and scope in (None, each.place.province)]
        return sorted((each for each in wanted if scope is None or each.kind == "district"), key=_rank)

    def _equal(self, name: str) -> Iterator[Candidate]:
        """Yield the places that have the name among their spellings, or as a part of one."""
        for table, score in ((self._partly, PART), (self._spelled, EXACT)):
            for code, text in table.get(key(name), {}).items():
                yield Candidate(self.places[code], score, text, self.places[code].kind)

    def _alike(self, name: str) -> list[Candidate]:
        """Return the places with a spelling that resembles the name, each once, best first; all below `PART`."""
        sought, sound = key(name), skeleton(name)
        if not sought:
            return []
        spelled = process.cdist([sought], self._keys, scorer=fuzz.ratio)[0]
        sounded = process.cdist([sound], self._skeletons, scorer=fuzz.ratio)[0]
        near = set((spelled + sounded >= 200 * RESEMBLES).nonzero()[0].tolist())
        near.update(self._begun(sought))
        best: dict[str, Candidate] = {}
        for number in near:
            code, text, listed = self._rows[number]
            score = _score(sought, listed, float(spelled[number]), float(sounded[number]))
            if score >= RESEMBLES and (code not in best or best[code].score < score):
                best[code] = Candidate(self.places[code], score, text, self.places[code].kind)
        return sorted(best.values(), key=_rank)

    def _begun(self, sought: str) -> Iterator[int]:
        """Yield the numbers of the rows whose key begins with the one sought."""
        for place in range(bisect_left(self._ordered, (sought,)), len(self._ordered)):
            name, number = self._ordered[place]
            if not name.startswith(sought):
                return
            yield number

    def _judged(self, text: str, candidates: list[Candidate], limit: int) -> Found:
        """Return the candidates with the verdict: one that is meant, several that may be, none that is sure."""
        rivals = self._rivals(candidates)
        sure = candidates[0] if len(rivals) == 1 else None
        return Found(text, candidates[:limit], sure, _explanation(text, candidates, rivals, self._named))

    def _rivals(self, candidates: list[Candidate]) -> list[Candidate]:
        """Return the candidates that match as well as the first: spelled so, or else sounding so; [] if none does."""
        floor = next((floor for floor in (PART, ALIKE) if candidates and candidates[0].score >= floor), None)
        if floor is None:
            return []
        first = candidates[0].place
        # Where a province and a district of it are spelled alike, the district is meant.
        own_province = first.province if first.kind == "district" else None
        return [each for each in candidates if each.score >= floor and each.place.code != own_province]

    def _named(self, place: Place) -> str:
        """Return a place's name with its province and code, as sentences use it."""
        if place.kind == "province":
            return f"{place.name} province ({place.code})"
        return f"{place.name} of {self.places[place.province].name} ({place.code})"


def _top(candidates: list[Candidate]) -> float:
    """Return the score of the best candidate, 0 when there is none."""
    return candidates[0].score if candidates else 0


def _rank(candidate: Candidate) -> tuple:
    """Return the sort key of candidates: best score, then the place's own name, districts, code."""
    is_own_name = key(candidate.spelling) == key(candidate.place.name)
    return -candidate.score, not is_own_name, candidate.kind, candidate.place.code


def _score(sought: str, listed: str, alike: float, same: float) -> float:
    """Return 0 to 0.97 for how well a listed key answers the one sought; `alike`, `same` are likenesses of 0 to 100."""
    likeness = (alike + same) / 200
    if same == 100:
        return round(ALIKE + 0.07 * likeness, 3)
    begun = 0.65 + 0.2 * len(sought) / len(listed) if len(sought) > 1 and listed.startswith(sought) else 0
    return round(max(likeness * 0.9, begun), 3)


def _explanation(text: str, candidates: list[Candidate], rivals: list[Candidate], named) -> str:
    """Return one sentence that says what the text means, or why that is not certain."""
    if not candidates:
        return f"No place resembles “{text}”."
    first = candidates[0]
    if not rivals:
        return f"No place is spelled “{text}”; the nearest is {named(first.place)}."
    if len(rivals) == 1:
        also = [named(each.place) for each in candidates[1:] if each.score >= ALIKE]
        note = f"; {' and '.join(also)} {'has' if len(also) == 1 else 'have'} the same name or sound" if also else ""
        return f"“{text}” is {named(first.place)}{note}."
    meant = [named(each.place) for each in rivals]
    advice = "name the province" if len({each.place.province for each in rivals}) > 1 else "choose one"
    return f"“{text}” may be {', '.join(meant[:-1])} or {meant[-1]}: {advice}."
