"""Which districts a line's text means: one, one of several, or all of a province."""

import re
from dataclasses import dataclass, field

from districts.gazetteer import current_index
from districts.models import District
from districts.name_index import ALIKE

ALL = "all:"
LISTED = 6  # places offered where none is spelled or sounds so

_ALL_OF = re.compile(
    r"(?:all|(?:the )?whole|(?:the )?entire|every district|all (?:the )?districts)\s+(?:of\s+|in\s+)?(?:the\s+)?(.+)",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"\s+province$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means: `code` of the one district, or of the whole `province`; else `choices` and why.

    `choices` are (value, words) pairs, a value a district's code or `all:` and a province's.
    """

    code: str = ""
    province: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    sentence: str = ""


@dataclass
class PlaceReader:
    """Reads texts against the gazetteer as it is now; asks the database once, not once a text."""

    index: object = field(default_factory=current_index)

    def read(self, text: str, *, near: str = "", chosen: str = "") -> Meant:
        """Return what a text means; `near` is the code of the province of the line before, `chosen` a choice made.

        A text that means one district anywhere means that one; one that means several means the one in `near`.
        """
        if province := self._whole(text, chosen):
            return Meant(province=province)
        found = self.index.find(text)
        choices = self._choices(found)
        if chosen in {value for value, _ in choices} or (chosen in self.index.places and self.name(chosen) == text):
            return Meant(code=chosen, choices=choices)
        close = self.index.find(text, near) if near else found
        sure = _sure(found) or _sure(close)
        return Meant(code=sure, choices=choices, sentence="" if sure else found.explanation)

    def name(self, code: str) -> str:
        """Return a place's name with its province's: Imam Sahib, Kunduz."""
        place = self.index.places[code]
        return place.name if place.kind == "province" else f"{place.name}, {self.index.places[place.province].name}"

    def province_of(self, code: str) -> str:
        """Return the code of the province that a district lies in, "" for no district."""
        return self.index.places[code].province if code in self.index.places else ""

    def _whole(self, text, chosen):
        place = self.index.places.get(chosen.removeprefix(ALL))
        if chosen.startswith(ALL) and place and place.kind == "province":
            return place.code
        match = _ALL_OF.fullmatch(" ".join(text.split()))
        return self.index.province(_PROVINCE.sub("", match[1])) or "" if match and len(text) < 100 else ""

    def _choices(self, found):
        likely = [each.place for each in found.candidates if each.score >= ALIKE]
        places = likely or [each.place for each in found.candidates][:LISTED]
        return tuple(
            (place.code, f"{self.name(place.code)} ({place.code})")
            if place.kind == "district"
            else (f"{ALL}{place.code}", f"All of {place.name} province, a line for each district")
            for place in places
        )


def _sure(found):
    sure = found.unambiguous
    return sure.place.code if sure and sure.place.kind == "district" else ""


def districts_by_code(codes) -> dict[str, District]:
    """Return {code: District with its province, without shapes} in one query."""
    districts = District.objects.filter(code__in=codes).select_related("province")
    shapes = ("cell", "boundary", "province__cell", "province__boundary")
    return {district.code: district for district in districts.defer(*shapes)}


def districts_of(province: str) -> list[str]:
    """Return the codes of a province's districts, in order."""
    return list(District.objects.of_province(province).in_order().values_list("code", flat=True))
