"""Which district each name means, by the provinces that the text names near it. Pure."""

from collections.abc import Iterable

from events.ingest.reading.lexicon import CENTRE, Lexicon
from events.ingest.reading.places import Name


def resolve(name: Name, near: Iterable[tuple[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
    """Fill in the code and the certainty of a name.

    `near` lists the provinces that the text names, the nearest words first: (where they stand, codes).
    """
    if name.sense == "country":
        name.certainty, name.why = "outside", "A country or a region abroad."
    elif name.sense in ("province", "other", "whose") or (name.sense == "either" and not name.is_target):
        _as_province(name, lexicon)
    else:
        _as_district(name, list(near), lexicon)


def _as_province(name: Name, lexicon: Lexicon) -> None:
    """Fill in the province that a name means, or the district it stands for as a part of another name."""
    codes = name.names.provinces or name.names.districts
    name.candidates = codes
    name.code = codes[0] if len(codes) == 1 else ""
    name.certainty = "certain" if name.code else "ambiguous"
    kind = "province" if name.names.provinces else "district"
    name.why = f"Spelled like a {kind}." if name.code else "Several places are spelled so."


def _as_district(name: Name, near: list[tuple[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
    """Fill in the district that a name means."""
    said, is_shared = name.hint.lstrip("?"), name.hint.startswith("?")
    codes = _city(name, lexicon) or name.names.districts
    name.candidates = codes
    if said and not is_shared:
        _within(name, codes, said, lexicon)
        return
    if said:
        near = [("the list", (said,)), *near]
    if not codes:
        _guess(name, near, lexicon)
    elif len(codes) == 1:
        name.code, name.certainty, name.why = codes[0], "certain", "No other place is spelled so."
    else:
        _narrow(name, codes, near, lexicon)


def _city(name: Name, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the centre of the province for a name that is a province's and a city's, () for other names."""
    centres = tuple(lexicon.capital(code) for code in name.names.provinces)
    own = tuple(code for code in centres if code in name.names.districts)
    return own if name.sense in ("city", "either") or (name.sense == "district" and own) else ()


def _within(name: Name, codes: tuple[str, ...], province: str, lexicon: Lexicon) -> None:
    """Fill in the district of a province that the phrase itself names."""
    inside = [code for code in codes if lexicon.province_of(code) == province]
    place = lexicon.places[province].name
    if len(inside) == 1:
        name.code, name.certainty, name.why = inside[0], "certain", f"The text puts it in {place}."
        return
    nearest = lexicon.nearest(name.words, province)
    if nearest:
        name.code, name.certainty, name.why = (
            nearest,
            "likely",
            f"The nearest spelling in {place}, where the text puts it.",
        )
    elif len(codes) == 1 and name.sense != "either":
        name.code, name.certainty = codes[0], "likely"
        name.why = f"The text puts it in {place}, but only another province has a place spelled so."
    else:
        name.certainty, name.why = "ambiguous" if codes else "outside", f"No district of {place} is spelled so."


def _guess(name: Name, near: list[tuple[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
    """Fill in the district with the nearest spelling, of a province named near first."""
    provinces = [code for _, codes in near[:2] for code in codes][:4]
    found = {lexicon.nearest(name.words, code) for code in provinces} - {""}
    code = found.pop() if len(found) == 1 else lexicon.nearest(name.words, None) if not found else ""
    name.code, name.candidates = code, (code,) if code else ()
    name.certainty = "likely" if code else "outside"
    name.why = "The nearest spelling of a district." if code else "No district is spelled so."


def _narrow(name: Name, codes: tuple[str, ...], near: list[tuple[str, tuple[str, ...]]], lexicon: Lexicon) -> None:
    """Fill in the one of several districts that lies in a province named near."""
    centres = [code for code in codes if code.endswith(CENTRE)]
    is_city = len(centres) == 1 and not name.explicit
    for where, provinces in near[:2] if is_city else near:
        inside = [code for code in codes if lexicon.province_of(code) in provinces]
        if len(inside) == 1:
            place = lexicon.places[lexicon.province_of(inside[0])].name
            name.code, name.certainty = inside[0], "likely"
            name.why = f"Of the districts spelled so, the one in {place}, which {where} names."
            return
        if inside:
            codes = tuple(inside)
    if is_city:
        name.code, name.certainty, name.why = (
            centres[0],
            "likely",
            "Of the places spelled so, the centre of a province.",
        )
        return
    name.candidates, name.certainty = codes, "ambiguous"
    name.why = "Several districts are spelled so, and no province near tells them apart."
