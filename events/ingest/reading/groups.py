"""Which places one phrase names together, and the province that it names for them. Pure."""

import re
from dataclasses import dataclass, field

from events.ingest.reading.places import Name
from events.ingest.reading.signs import ADJ, DE, DET, GROUP, KIND, KIND_OF, MOST, PE, PEC, W
from events.ingest.reading.words import Shape

_PROVINCES = r"(?: provinces?)?"
_IN = (
    rf"(?: ,)?(?: (?:a|another) (?:(?:{ADJ}) )*district)? (?P<sep>in|of|from|,|\() (?:the )?"
    rf"(?:(?:{ADJ}) ){{0,6}}(?P<after>{PEC}){_PROVINCES}(?: \))?"
)
_CAPITAL_AFTER = (
    rf"(?: ,| \()? (?:the )?(?:(?:{ADJ}) ){{0,6}}capital(?: city)? of (?:the )?(?:(?:{ADJ}) "
    rf")*(?P<of>{PE}){_PROVINCES}(?: \)| ,)?"
)
_OWN = rf"(?:(?P<before>{PEC}){_PROVINCES}(?: 's)? (?:(?:{ADJ}) ){{0,6}})?"
_NAME = (
    rf"(?:(?:{DET}) ){{0,3}}(?:(?:{ADJ}) ){{0,6}}{_OWN}(?:(?:{KIND_OF}) |(?:{DET}) |"
    rf"(?:{ADJ}) ){{0,6}}(?P<name>{DE})(?: 's)?"
    rf"(?: (?:{KIND})\b){{0,3}}(?:{_CAPITAL_AFTER})?(?:{_IN})?"
)
_CAPITAL = (
    rf"(?:the )?(?:(?:{ADJ}) ){{0,6}}(?:(?P<whose>{PE}){_PROVINCES} 's (?:(?:{ADJ}) ){{0,6}}capital(?: city)?|"
    rf"capital(?: city)? of (?:the )?(?:(?:{ADJ}) ){{0,6}}(?P<capital_of>{PE}){_PROVINCES})(?: ,)?(?: (?P<called>{DE})"
    rf"(?: city)?)?"
)
_CENTRE_CALLED = (
    rf"(?:the )?(?:(?:{ADJ}) ){{0,6}}capital(?: city)?(?: of the province)?(?: ,|"
    rf" –)? (?P<centre>{DE})(?: city)?(?: ,(?= (?:had|has|was|were|is|fell|have)\b))?"
)
_SHARED = rf"(?: ,| and| &)(?: [a-z]+| &| ,){{1,7}} (?:of|in) {DE}"
_SAME = (
    r"(?P<same>(?:the|this|that) (?:same |entire |whole |strategic |key |besieged |embattled |provincial |"
    r"northern |small )*"
    rf"(?:district (?:cent(?:er|re)|headquarters|compound)(?!{_SHARED})|district(?! cent| headq| comp)|"
    rf"city cent(?:er|re)|city|town|provincial capital))"
    r"(?! (?:of|council|police|governor|chief|administra\w+|officials?|residents?|airport|hospital|prison|authorities|"
    r"security|court|kabul|commander|jail|offices?|'s (?:police|governor|council|chief|residents|airport|"
    r"offices?)|in (?!the)|level)\b)"
)
_MANY = (
    r"(?P<many>(?:the|these|those|both|all) (?:(?:two|three|four|five|six|seven|same|other) )*(?:districts|"
    r"district cent(?:er|re)s)(?= (?:were|are|had|have|was|fell|now)\b))"
)
_IT = (
    r"(?P<it>(?:(?<=^)|(?<=; )|(?<=and )|(?<=but ))it(?= (?:was|had been|has been|fell|is|has fallen|"
    r"had fallen)\b)|(?:(?<=captured )|(?<=retook )|(?<=retaken )|(?<=recaptured )|(?<=seized )|(?<=lost )|"
    r"(?<=overran )|(?<=took )|(?<=abandoned )|(?<=handed ))it|(?:its|the|his) (?:cent(?:er|re)|district|"
    r"headquarters|bazaar)(?= (?:on|again|back|had|was|has|is|fell|over|,|\.|{W}|from|to)))"
).replace("{W}", W)
_ONE = rf"(?:{_CAPITAL}|{_CENTRE_CALLED}|{_NAME})"
_PLAIN = re.sub(r"\?P<\w+>", "?:", _ONE)
_AND = r"(?: , and| ,| and| &| as well as| along with| ; and| ;| and also| plus)"
_GROUP = re.compile(rf"(?<!\S)(?:{_PLAIN}(?:{_AND} {_PLAIN})*|{_SAME}|{_MANY}|{_IT})(?!\S)")
_EACH = re.compile(rf"(?<!\S){_ONE}(?!\S)")


@dataclass(slots=True)
class Group:
    """The places that one phrase names; `same` are the words that mean one named before ("the district")."""

    start: int
    end: int
    names: list[Name] = field(default_factory=list)
    same: str = ""
    says_district: bool = False
    is_outside: bool = False


def fold(shape: Shape, names: dict[str, Name], capital) -> tuple[Shape, list[Group]]:
    """Return the line with one sign for each phrase that names places, and the phrases.

    `names` are the names by their signs; `capital` makes a Name for the centre of a province that a name means.
    """
    groups, found = [], []
    for match in _GROUP.finditer(shape.line):
        group = _group(shape, match, names, capital)
        if (group.names or group.same) and len(groups) < MOST:
            found.append((match.start(), match.end(), chr(GROUP + len(groups))))
            groups.append(group)
    return shape.folded(found), groups


def _group(shape: Shape, match: re.Match, names: dict[str, Name], capital) -> Group:
    """Return the places of one phrase, each with the province that the phrase names for it."""
    group = Group(*shape.span(*match.span()), same=match["same"] or match["many"] or match["it"] or "")
    if group.same:
        return group
    group.says_district = bool(re.search(r"\bdistricts?\b", match.group()))
    group.says_district |= bool(
        re.match(r" (?:,|–|\() (?:a|the|another|one of)(?: \S+){0,3}? district\b", shape.line[match.end() :])
    )
    for one in _EACH.finditer(match.group()):
        group.names += _named(one, names, capital)
        group.is_outside |= any(sign and names[sign].sense == "country" for sign in (one["before"], one["after"]))
    _share(group, match.group())
    return group


def _named(one: re.Match, names: dict[str, Name], capital) -> list[Name]:
    """Return the places that one part of a phrase names, with their province as a hint."""
    centre = one["whose"] or one["capital_of"]
    if centre:
        found = names[one["called"]] if one["called"] else capital(names[centre])
        return [found] if found else []
    if one["centre"]:
        return [names[one["centre"]]]
    name = names[one["name"]]
    province = next((one[key] for key in ("before", "after", "of") if one[key]), None)
    if province and province == one["after"] and one["sep"] == "," and _is_next(name, names[province]):
        return [name, names[province]]
    if province and names[province].names.provinces:
        name.hint = names[province].names.provinces[0]
        names[province].sense = "province"
    return [name]


def _is_next(name: Name, other: Name) -> bool:
    """Return whether a city after a comma is the next of a list, not the province of the place before it."""
    inside = (
        [
            code
            for code in name.names.districts
            if code.removeprefix("AFT").removeprefix("AF")[:2] == other.names.provinces[0][2:4]
        ]
        if other.names.provinces
        else []
    )
    return other.sense == "either" and bool(name.names.districts) and not inside


def _share(group: Group, phrase: str) -> None:
    """Give the province that stands at the end of a list to the names before it ("X and Y districts of Z")."""
    hint = ""
    for name in reversed(group.names):
        hint = name.hint or hint
        fits = not name.names.districts or any(code.startswith(("AF", "AFT")) for code in name.names.districts)
        if not name.hint and hint and fits:
            name.hint = f"?{hint}"
