"""Statements about control that name no district, kept as notes. Pure."""

import re
from collections.abc import Iterator

from events.ingest.reading import modality, subjects
from events.ingest.reading.actors import GOVERNMENT, NAMES, TALIBAN, party
from events.ingest.reading.assembling import Teller, covering
from events.ingest.reading.proposals import NoteProposal, Reason, Span
from events.ingest.reading.scene import View
from events.ingest.reading.signs import A, E, G, P, W

_MANY = (
    r"(?:several|many|some|a number of|dozens of|scores of|multiple|various|numerous|half|most|a third|two-thirds|"
    r"a quarter|a handful of|a few|more|other|large parts of|vast|swathes of)"
)
_WHAT = (
    rf"{_MANY}(?: (?:of|the|other|more|all|key|northern|rural|strategic|remote|afghan|country 's|afghanistan 's|"
    rf"{A}))*(?: district(?:s| cent(?:er|re)s)?|areas of|parts of the country|territory|of the country)"
)
_IN = (
    rf"(?: (?:in|of|across) (?:the )?(?:\w+ )?(?:provinces? of )?(?:{P}|{E}|{G})(?: province)?(?:(?: ,|"
    rf" and) (?:{P}|{E}|{G}))*)?"
)
_GAINS = re.compile(
    rf"(?<!\S)(?P<v>captur\w*|seiz\w*|overr[au]n|took|taken|taking|conquer\w*|gain\w* control of|took control of|"
    rf"taken control of|retook|retaken|recaptured|swept through|swept across)(?: (?:control|of|"
    rf"over))* (?P<what>{_WHAT})"
)
_LEAVES = re.compile(
    rf"(?<!\S)(?P<v>retreat\w*|withdr\w+|pull\w* out|fled|abandon\w*|evacuat\w*|surrender\w*|lost|losing|left|"
    rf"ceded)(?: (?:control|from|of|out))* (?P<what>{_WHAT})"
)
_HAVE_FALLEN = re.compile(
    rf"(?<!\S)(?P<what>{_WHAT}){_IN}(?: (?:have|has|had|were|been|also|already|now|are))* (?P<v>fell|fallen|"
    rf"captured|overrun|seized|lost|collapsed|under)\b"
)
_WHOLE_PROVINCE = re.compile(
    rf"(?<!\S)(?:(?P<v>captured|seized|took control of|taken control of|overran|conquered|took|taken|retook|"
    rf"capture|seize)(?: (?:the|all|of|whole|entire|northern|western|southern|"
    rf"eastern|central|province))* (?P<what>{P})(?: province)?(?= ?(?:[.,;]|on|after|without|and|completely|fully|"
    rf"$|{W}))|"
    rf"(?P<p>{P}) province(?: (?:has|have|had|was|also|completely|fully))* (?P<w>fell|fallen|captured|collapsed|"
    rf"seized|lost|handed over))"
)
_MOST_OF = re.compile(
    rf"(?<!\S)(?P<what>(?:most|much|half|parts|all|large parts|large swathes|the whole|the rest|all districts|"
    rf"most districts|almost all|nearly all|many districts|\w+ percent) (?:of|"
    rf"in) (?:the )?(?:(?:\w+) )?{P}(?: province)?(?: (?:except|but|apart from) [^.;]{{1,40}}?)?|"
    rf"all districts of (?:his|her|the|their) province(?: (?:but|except) [^.;]{{1,30}}?)?)(?: (?:is|are|was|were|"
    rf"has|have|been|now|already))* (?P<v>under|in {A} hands|in the hands of|controlled by|without|outside|fallen|"
    rf"lost|captured)"
)
_CONTROLS = re.compile(
    rf"(?<!\S)(?P<v>controls?|holds?|captured|seized|taken|took|overran|lost)(?: control of)? (?P<what>(?:every|"
    rf"all|most|half|many|much|several|the whole|nearly all|almost all|"
    rf"large parts)(?: of)?(?: the)?(?: districts?)?(?: (?:of|in))?(?: the)? {P})"
)
_FORMS = (
    ("gains-unnamed", _GAINS),
    ("leaves-unnamed", _LEAVES),
    ("fallen-unnamed", _HAVE_FALLEN),
    ("whole-province", _WHOLE_PROVINCE),
    ("part-of-province", _MOST_OF),
    ("part-of-province", _CONTROLS),
)


def find(teller: Teller, view: View) -> Iterator[NoteProposal]:
    """Yield the statements of a sentence about districts that it does not name."""
    line, taken = view.shape.line, []
    for rule, pattern in _FORMS:
        for match in pattern.finditer(line):
            verb = max(match.start("v"), match.start())
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            if modality.hypothetical(line[:verb], (match["v"] or "").endswith("ing")) or modality.negated(line[:verb]):
                continue
            taken.append(match.span())
            yield _note(teller, view, match, rule)


def _note(teller: Teller, view: View, match: re.Match, rule: str) -> NoteProposal:
    """Return one note."""
    span = Span(*view.shape.span(*match.span()))
    said = covering(view, teller.said[view.number], match.start(), match.end())
    voice = said.voice if said else teller.default
    subject = subjects.before(view, max(match.start("v"), match.start()))
    side = party(subject.slug) if subject else (GOVERNMENT if rule == "leaves-unnamed" else TALIBAN)
    whom = NAMES.get(side, side)
    what = {
        "gains-unnamed": f"{whom[0].upper()}{whom[1:]} took districts that are not named.",
        "leaves-unnamed": f"{whom[0].upper()}{whom[1:]} left districts that are not named.",
        "fallen-unnamed": "Districts that are not named are said to have fallen.",
        "part-of-province": "Somebody says who holds a part of a province; its districts are not named.",
        "whole-province": "A whole province is said to have been taken; its districts are not named.",
    }[rule]
    words = teller.scene.words_of(span.start, span.end)
    return NoteProposal(span, words, what, voice, (Reason(rule, words),))
