"""The sides that a text speaks of: words for each of them. Pure."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

TALIBAN, GOVERNMENT, NRF, ISKP, UNITED_STATES = "taliban", "government", "nrf", "iskp", "united_states"
OWN = "own"  # the speaker's side: “their forces”
NAMES = {
    TALIBAN: "the Taliban",
    GOVERNMENT: "the government",
    NRF: "the National Resistance Front",
    ISKP: "the Islamic State",
    UNITED_STATES: "the United States",
}
FALL_OF_KABUL = datetime.date(2021, 8, 15)

_MANY = r"(?:(?:hundreds|dozens|scores|thousands|groups?|some|a (?:large |small )?(?:number|group)) of )?"
_ARMED = r"(?:heavily armed |armed |suspected |local |foreign |surrendering |remaining |heavily-armed )*"
_THE = r"(?:the |its |their |our |these |those )?"
_MEN = (
    r"(?:fighters|militants|insurgents|forces|rebels|gunmen|members|men|terrorists|mujahideen|soldiers|elements|"
    r"commanders?|group|movement|insurgency|terror(?:ist)? group|militia|side)"
)
_WORDS = (
    (
        ISKP,
        rf"{_MANY}{_THE}{_ARMED}(?:islamic state(?: of khorasan| - khorasan)?(?: group)?|iskp|is-k|is (?=fighters|"
        rf"militants|gunmen)|isis(?:-k)?|isil|"
        rf"daesh|da'esh)(?: {_MEN})?",
    ),
    (
        NRF,
        rf"{_MANY}{_THE}{_ARMED}(?:national resistance front(?: of afghanistan)?|nrf|(?:panjshir )?resistance "
        rf"(?:front|forces|fighters|movement|group))(?: {_MEN})?",
    ),
    (
        "anti",
        rf"{_MANY}{_THE}{_ARMED}anti-taliban (?:\w+ )?(?:forces|fighters|resistance|militias?|groups?|"
        rf"uprising)(?: {_MEN})?",
    ),
    (
        UNITED_STATES,
        r"(?:the )?(?:us|u\.s\.|american|nato|coalition|foreign|international|resolute support)"
        r"(?:-led)? (?:forces|troops|military|air ?force|soldiers|warplanes|airstrikes|coalition)",
    ),
    (
        TALIBAN,
        rf"{_MANY}{_THE}{_ARMED}(?:afghan )?(?:taliban|talibs?|taleban|tb|islamic emirate(?: of afghanistan)?)"
        rf"(?: (?:{_ARMED}){_MEN})*",
    ),
    (
        TALIBAN,
        rf"{_MANY}{_THE}{_ARMED}(?:mujahid(?:ee|i)n|mujahed(?:ee|i)n|insurgents|insurgent(?= control| hands|"
        rf" influence| rule)|militants|rebels|insurgency|"
        r"militant group|armed group|insurgent group|hardline group|islamist group|jihadist group|jihadists|"
        r"terrorists|armed opposition|anti-government (?:elements|forces|armed (?:men|groups?))|fighters|"
        r"gunmen|enemy fighters|enemy militants)(?: of the islamic emirate)?",
    ),
    ("group", r"the (?:group|movement)"),
    ("enemy", rf"{_MANY}(?:the )?enem(?:y|ies)(?: (?:forces|troops|soldiers))?"),
    (
        GOVERNMENT,
        rf"{_MANY}{_THE}(?:puppet|hireling|stooge|mercenary|lackey|kabul)(?: \w+)? (?:army|soldiers|forces|"
        r"police|troops|administration|regime|government|militias?|commandos|gunmen)",
    ),
    (
        "own",
        r"(?:its|their|our|his) (?:own )?(?:forces|men|troops|fighters|soldiers|colleagues|units|comrades|militants)",
    ),
    (
        "militia",
        rf"{_MANY}{_THE}{_ARMED}(?:militia(?:men|s)?|militia (?:forces|fighters)|(?:public |"
        rf"popular )?uprising(?: (?:forces|groups?|fighters|members|militias))?)",
    ),
    (
        GOVERNMENT,
        rf"(?!and ){_MANY}{_THE}{_ARMED}(?:(?:afghan|government|pro-government|govt|national|state|public|people's|"
        r"arbaki|popular|special|defence|defense|security|regular|army|elite|uprising|and|border|"
        r"republic'?s?) )*"
        r"(?:security forces|forces|troops|army|soldiers|commandos|commando forces|special forces|special "
        r"operations forces|police(?:men| officers| forces)?|units|personnel|servicemen|andsf|ansf|anda?sf|"
        r"ana|anp|andf|nds(?: forces)?|government(?!-)|uprising|militias?(?:men)?|"
        r"defenders|self-defence forces|military)",
    ),
)
_FIND = re.compile("|".join(rf"(?P<w{number}>\b{words}\b(?!-[a-z]))" for number, (_, words) in enumerate(_WORDS)))
_NOT_A_SIDE = re.compile(
    r" (?:chief|spokes\w+|headquarters|hq|commander|source|official|officer|station|checkpoints?|post|outposts?|"
    r"base|corps|compound|vehicles?|statement|convoy|minister|ministry|building|offices?|delegation|custody|"
    r"installations|facilit\w+|media|-held|employees|workers|negotiators|bases|posts|academy|hospital|leadership|"
    r"leaders?|prisoners|spokespersons|channels?|accounts?)\b"
)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A side that the text names, with its place in the text."""

    start: int
    end: int
    slug: str


def find(text: str, start: int, end: int, day: datetime.date | None, speaker: str = "") -> Iterator[ActorMention]:
    """Yield the sides named in a part of a plain lower-case text.

    `day` tells who stood against the Taliban, `speaker` whose enemy “the enemy” is.
    """
    for found in _FIND.finditer(text, start, end):
        if _NOT_A_SIDE.match(text, found.end()):
            continue
        slug = _WORDS[int(found.lastgroup[1:])][0]
        slug = _meant(slug, day, speaker)
        yield ActorMention(found.start(), found.end(), slug)


def _meant(slug: str, day: datetime.date | None, speaker: str) -> str:
    """Return the side that a word means which names none itself."""
    if slug in ("anti", "militia"):
        return NRF if day and day >= FALL_OF_KABUL else GOVERNMENT
    if slug == "enemy":
        return GOVERNMENT if speaker == TALIBAN else TALIBAN
    if slug == "group":
        return TALIBAN
    return slug


def party(slug: str) -> str:
    """Return the side that can hold ground for which an actor fights."""
    return GOVERNMENT if slug == UNITED_STATES else slug


def opponent_of(slug: str, named: Iterator[str] = ()) -> str:
    """Return whom a side fights: the first other side that is named near, else its usual enemy."""
    other = next((each for each in named if each not in (slug, UNITED_STATES, OWN, "")), "")
    return other or (GOVERNMENT if slug in (TALIBAN, ISKP) else TALIBAN)
