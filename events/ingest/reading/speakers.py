"""The speakers that a text names: whose voice each role, side or known person is. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.ingest.reading import subjects
from events.ingest.reading.actors import GOVERNMENT, ISKP, NRF, TALIBAN, UNITED_STATES
from events.ingest.reading.scene import View
from events.ingest.reading.signs import A
from events.ingest.reading.vocabulary import COMMON

INDEPENDENT = ""
UNKNOWN = "?"
_TALIBAN = (
    r"zabihull?ah|zabiull?ah|zabihollah|mujahid|qari (?:muhammad |mohammad )?y[ou]+s[ua]f|(?:yousuf|yusuf|"
    r"yousaf) ahmadi|suhail shaheen|"
    r"sohail shahee?n|shaheen|(?:mohammad|muhammad|mohammed) naeem|islamic emirate|the group|the (?:militant|"
    r"insurgent|armed) group|the movement|"
    r"al-?emarah?|voice of jihad|bilal karimi|militants|insurgents|zabehulah\S*|emirate|talib(?:an)?|taliban's|qari"
)
_NRF = (
    r"resistance front|nrf|ahmad massoud|massoud|fahim dashty|dashty|ali nazary|nazary|ali maisam|"
    r"resistance (?:forces|fighters|spokes\w+|movement)|resistance"
)
_ISKP = r"amaq|islamic state|iskp|daesh|is-k|isis-k"
_US = (
    r"pentagon|resolute support|us (?:military|forces|officials?|defen[cs]e)|u s|american officials?|"
    r"nato(?: officials?)?|centcom|sigar|us general|american general"
)
_INDEPENDENT = (
    r"residents?|locals?(?! officials?| authorities| police| government| security| army| commander| councillor|"
    r" lawmakers?)|local (?:people|residents?|journalists?|media|sources?|elders?|reporters?)|"
    r"witness(?:es)?|eyewitness(?:es)?|villagers?|inhabitants|shopkeepers?|(?:tribal |community |village |"
    r"local )*elders?|"
    r"journalists?|reporters?|correspondents?|analysts?|experts?|researchers?|activists?|long war journal(?: 's)?|"
    r"lwj|associated press|ap|afp|reuters|tolo ?news|"
    r"tolo|pajhwok(?: afghan news)?|bbc|cnn|media|news agency|newspaper|reports|united nations|un|unama|unhcr|"
    r"ocha|aid workers?|doctors?|nurse|observers?|monitors?|"
    r"human rights watch|amnesty|icrc|red cross|analysts network|aan|teachers?|students?|farmers?|drivers?|"
    r"civilians?|refugees?|traders?|"
    r"security (?:analysts?|experts?)|think tank|foundation|new york times|washington post|al jazeera|ariana news|"
    r"khaama(?: press)?|kabul now|8am|etilaatroz|"
    r"salam watandar|radio azadi|rfe/rl|rfe|voice of america|voa|xinhua|dpa|epa|guardian|sources? in the (?:area|"
    r"district)|people in the (?:area|city|district)|diplomats?|western officials?"
)
_GOVERNMENT = (
    r"ministry|minist(?:er|ers)|governor|governors|governorate|police(?: chief| commander| spokes\w+|"
    r" headquarters| official)?|council(?:l?or|l?ors|man|men)?|lawmakers?|mps?|"
    r"members? of (?:the )?(?:afghan )?parliament|parliamentarians?|parliament|senators?|army|corps|general|gen|"
    r"colonel|col|brigadier|commanders?|officials?|"
    r"authorities|security sources?|sources?|public representatives?|intelligence|nds|president|"
    r"presidency|presidential palace|arg|"
    r"vice-president|ghani|saleh|amrullah saleh|government|administration|spokes\w+|military|"
    r"defen[cs]e|interior|mayor|advis[eo]rs?|officers?|soldiers?|policem[ae]n|dostum|ismail khan|"
    r"atta (?:mohammad )?noor|warlord|mod|moi|moda|"
    r"uprising|militia|deputy|representatives?|politicians?|jihadi leader|chief|andsf|ansf|security forces|kabul|"
    r"statement|khalid zadran|aman|fawad aman|stanekzai|hamdullah mohib|district chief|security official|troops|"
    r"forces|soldier"
)
_ROLES = (
    (INDEPENDENT, _INDEPENDENT),
    (NRF, _NRF),
    (ISKP, _ISKP),
    (UNITED_STATES, _US),
    (TALIBAN, _TALIBAN),
    (GOVERNMENT, _GOVERNMENT),
)
_ROLE = re.compile(
    "|".join(rf"(?P<r{number}>(?<!\S)(?:{words})(?!\S))" for number, (_, words) in enumerate(_ROLES))
    + rf"|(?P<side>{A})"
)
_SPOKESMAN = re.compile(
    r"spokes\w+|commanders?|statement|officials?|sources?|chief|deputy|leaders?|officers?|governor|"
    r"representatives?|military|administration|military commission|commission"
)
_PERSON = re.compile(r"\b[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks in a sentence and over which part of its line: `denies` what it covers, or asserts it.

    `voice` is an actor's slug, "" for an independent one; `covers` is before, after or both.
    """

    voice: str
    words: str
    start: int
    end: int
    denies: bool
    covers: str
    span: tuple[int, int]
    verb: str = ""
    others: tuple[str, ...] = ()


class Speakers:
    """The people whom a text has named with their office, and who spoke last."""

    def __init__(self):
        """Begin with nobody."""
        self.known: dict[str, str] = {}
        self.last: Attribution | None = None
        self.side = ""

    def note(self, words: str, voice: str) -> None:
        """Remember the names of a speaker."""
        for name in _PERSON.findall(words):
            for word in name.lower().split():
                if len(word) > 3 and word not in COMMON:
                    self.known.setdefault(word, voice)

    def named(self, chunk: str) -> str:
        """Return the voice of a person named before, `UNKNOWN` for nobody known."""
        return next((self.known[word] for word in reversed(chunk.split()) if word in self.known), UNKNOWN)


def voice_of(view: View, chunk: str, speakers: Speakers) -> tuple[str, int]:
    """Return the voice of the last role, side or known person that a chunk names, and where."""
    found = list(roles(view, chunk, speakers))
    if not found:
        known = speakers.named(" ".join(chunk.split()[-4:]))
        return known, max(len(chunk) - 1, 0)
    voice, at, _ = found[-1]
    return voice, at


def roles(view: View, chunk: str, speakers: Speakers) -> Iterator[tuple[str, int, int]]:
    """Yield (voice, start, end) of the roles and sides that a chunk names, each judged by the words around it."""
    for match in _ROLE.finditer(chunk):
        if match.group() == "statement" and re.search(
            r"\bin (?:an?|the|his|its|their) (?:\w+ )?$", chunk[: match.start()]
        ):
            continue
        if match["side"]:
            voice = subjects.actor(view, match["side"]).slug
        else:
            voice = _ROLES[int(match.lastgroup[1:])][0]
            if voice == GOVERNMENT and _SPOKESMAN.fullmatch(match.group().split()[-1]):
                voice = _office(view, chunk, match) or voice
        yield voice, match.start(), match.end()


def _office(view: View, chunk: str, role: re.Match) -> str:
    """Return whose spokesman, commander or official is meant, "" where the words around do not say."""
    near = " ".join(re.split(r"[,;:\"]", chunk[: role.start()])[-1].split()[-3:])
    after = re.split(r"[,;:\"]", chunk[role.end() :])[0][:30]
    sides = re.findall(A, near)[-1:] + re.findall(rf"^ (?:for|of|from) (?:the )?({A})", after)
    if sides:
        return subjects.actor(view, sides[-1]).slug
    for voice, words in ((TALIBAN, _TALIBAN), (NRF, _NRF), (UNITED_STATES, _US)):
        if re.search(rf"(?<!\S)(?:{words})(?!\S)", f"{near} {after}"):
            return voice
    return ""
