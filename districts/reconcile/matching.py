"""The candidates of a query and which of them, if any, is meant: the gazetteer decides, this only narrows.

A candidate matches where it alone has the code, or exactly the name, that was asked for. A name that another place of
the kinds asked for has as well, be it a province and its own district, never matches; nor does one that another place
has in other letters of the same sounds: “Jani Khail” is listed for one of the two districts Jani Khel and means either.
"""

from dataclasses import dataclass

from districts.gazetteer import Candidate, current_index
from districts.models import District
from districts.name_index import ALIKE, EXACT, Index
from districts.reconcile.asking import MOST, Query
from districts.reconcile.properties import DISTRICT, TYPES, place_rows


@dataclass(frozen=True)
class Narrowed:
    """What the properties of a query leave: `provinces` and `codes`, None = all.

    `doubtful` where a province was named that nobody knows: then nothing is narrowed by it and nothing matches.
    """

    provinces: list[str] | None
    codes: set[str] | None
    doubtful: bool

    def holds(self, place) -> bool:
        """Return whether a place is among those left."""
        within = self.provinces is None or place.province in self.provinces
        return within and (self.codes is None or place.code in self.codes)


def answer(batch: dict[str, Query], properties) -> dict[str, dict]:
    """Return {key: {"result": [candidate …]}}, best first, in a number of queries that the batch does not change."""
    index = current_index()
    codes = _coded(batch, index, properties)
    return {key: {"result": _result(query, index, codes)} for key, query in batch.items()}


def _coded(batch, index: Index, properties) -> dict[str, dict[str, set[str]]]:
    """Return {property: {code in its scheme: {codes of places}}} for each property that the batch narrows by a code."""
    texts = {_as_code(query.text) for query in batch.values()} - index.places.keys() - {""}
    named = {pid for query in batch.values() for pid in query.values}
    schemes = [each for each in properties if each.identifies and each.id in named]
    found: dict[str, dict[str, set[str]]] = {"text": {}}
    for pcode, code in District.objects.filter(ocha_pcode__in=texts).values_list("ocha_pcode", "code") if texts else ():
        found["text"][pcode] = {code}
    rows = place_rows(list(index.places)) if schemes else {}
    for each in schemes:
        scheme = found.setdefault(each.id, {})
        for code, row in rows.items():
            scheme.setdefault(str(each.read(row) or "").upper(), set()).add(code)
    return found


def _as_code(text: str) -> str:
    """Return a text as codes are written, empty where it is none."""
    code = text.strip().upper()
    return code if code.isascii() and code.isalnum() and any(map(str.isdigit, code)) else ""


def _result(query: Query, index: Index, codes) -> list[dict]:
    narrowed = _narrowed(query, index, codes)
    if query.text:
        candidates, sure = _named(query, index, narrowed, codes["text"])
    else:
        candidates, sure = _all(query, index, narrowed)
    kept = [each for each in candidates if narrowed.holds(each.place)]
    meant = [each for each in kept if each.score >= ALIKE]
    alone = meant[0] if len(meant) == 1 and meant[0].score == EXACT and not narrowed.doubtful else None
    match = alone if alone and (sure == alone.place.code or narrowed.codes is not None) else None
    return [_candidate(each, index, each is match) for each in kept[: query.limit]]


def _narrowed(query: Query, index: Index, codes) -> Narrowed:
    provinces, left, doubtful = None, None, False
    for pid, values in query.values.items():
        if pid == "province":
            found = [next(filter(None, map(index.province, texts)), None) for texts in values]
            provinces = list(dict.fromkeys(filter(None, found)))
            doubtful = not provinces
        else:
            known = codes[pid]
            meant = {code for texts in values for text in texts for code in known.get(text.upper(), ())}
            left = meant if left is None else left & meant
    return Narrowed(provinces or None, left, doubtful)


def _named(query: Query, index: Index, narrowed: Narrowed, pcodes) -> tuple[list[Candidate], str | None]:
    """Return the candidates for a text, best first, and the code of the one that is meant, None where none is sure."""
    code = next(iter(pcodes.get(_as_code(query.text), ())), None)
    if code and DISTRICT in query.kinds:
        place = index.places[code]
        return [Candidate(place, EXACT, code, place.kind)], code
    # A province lies in none: the districts are looked for within it, itself among all.
    scopes = narrowed.provinces if narrowed.provinces and DISTRICT in query.kinds else [None]
    found = [index.find(query.text, scope, MOST, query.kinds) for scope in scopes]
    sure = [each.unambiguous.place.code for each in found if each.unambiguous]
    candidates = sorted((each for one in found for each in one.candidates), key=lambda each: -each.score)
    return candidates, sure[0] if len(sure) == 1 else None


def _all(query: Query, index: Index, narrowed: Narrowed) -> tuple[list[Candidate], str | None]:
    """Return every place that the properties leave, and the only one where there is but one."""
    wanted = [each for each in index.places.values() if each.kind in query.kinds and narrowed.holds(each)]
    if narrowed.doubtful and narrowed.codes is None:
        wanted = []
    candidates = [Candidate(each, EXACT, each.name, each.kind) for each in wanted]
    return candidates, wanted[0].code if len(wanted) == 1 else None


def _candidate(each: Candidate, index: Index, is_match: bool) -> dict:
    return {
        "id": each.place.code,
        "name": each.place.name,
        "description": described(each, index),
        "type": [TYPES[each.kind]],
        "score": round(100 * each.score, 1),
        "features": [
            {"id": "same_spelling", "value": each.score == EXACT},
            {"id": "same_sound", "value": each.score >= ALIKE},
        ],
        "match": is_match,
    }


def described(each: Candidate, index: Index) -> str:
    """Return what tells a place from its namesakes, and the spelling it was found by where that is another."""
    place = each.place
    what = f"District of {index.places[place.province].name}" if place.kind == DISTRICT else "Province"
    spelled = f", also spelled “{each.spelling}”" if each.spelling not in (place.name, place.code) else ""
    return f"{what} ({place.code}){spelled}"
