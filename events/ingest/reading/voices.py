"""Whose word a sentence gives: who says, tweets, confirms or denies it. Pure."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from events.ingest.reading import subjects
from events.ingest.reading.actors import GOVERNMENT
from events.ingest.reading.grammar import FELL, LEAVE, RETAKE, TAKE
from events.ingest.reading.scene import DATELINE, Scene, View
from events.ingest.reading.signs import GROUP, W
from events.ingest.reading.speakers import UNKNOWN, Attribution, Speakers, roles, voice_of
from events.ingest.reading.vocabulary import BEFORE

_DENIES = (
    r"den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|disput(?:es|ed|ing)|"
    r"rebuff(?:s|ed)|ruled out"
)
_SAYS = (
    r"said|says?|saying|told|tells|tweet(?:s|ed|ing)?|wrote|writes|announc(?:es|ed|ing|e)|stat(?:es|ed|ing)|"
    r"claim(?:s|ed|ing)?|confirm(?:s|ed|ing)?|"
    r"report(?:s|ed|ing)?|add(?:s|ed|ing)|acknowledg(?:es|ed|ing|e)|admit(?:s|ted|ting)?|conced(?:es|ed|ing|e)|"
    r"not(?:es|ed)|insist(?:s|ed|ing)?|(?<=[\uf000-\uf2ff] )insist|declar(?:es|ed|ing)|"
    r"post(?:s|ed)|explain(?:s|ed)|maintain(?:s|ed)|boast(?:s|ed)|alleg(?:es|ed|ing)|assert(?:s|ed|ing)|"
    r"describ(?:es|ed)|warn(?:s|ed|ing)?|stress(?:es|ed)|reveal(?:s|ed)|"
    r"verif(?:y|ied)|hail(?:s|ed)|welcom(?:es|ed)|celebrat(?:es|ed)|testified|recalled|conveyed|tally|tallied|"
    r"estimates?|estimated|assess(?:es|ed)|counts|counted|lists|listed|shows|showed|put|puts"
)
MOST = 20  # words of speech that are read in one sentence
_NOUNS = ("reports", "claims", "lists", "counts", "notes", "estimates", "claim", "report")
_VERB = re.compile(rf"(?<!\S)(?P<v>{_SAYS}|{_DENIES})(?!\S)")
_ACCORDING = re.compile(
    r"(?<!\S)(?:according to|as per|citing|quoting|quoted|as reported by|in the words of|per)(?!\S)"
)
_BY = re.compile(
    r"(?<!\S)(?P<v>confirmed|denied|rejected|dismissed|disputed|refuted|acknowledged|verified|reported|"
    r"claimed) by(?!\S)"
)
_NAME_BEFORE = re.compile(r"(?!However|But|And|Meanwhile)[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3}, ?$")
_OFFICE = re.compile(
    r" ?(?:an?|the|his|its|spokes\w+|head|deputy|chief|governor|member|\w+ (?:police|governor|district|"
    r"provincial))\b"
)
_TELLS = re.compile(
    rf"(?<!\S)(?:was|were|had|have|has|is|are|been|killed|lost|attacked|stormed|entered|reached|surrounded|besieged|"
    rf"repelled|repulsed|pushed|drove|clashed|fought|{TAKE}|{RETAKE}|{FELL}|{LEAVE})(?!\S)"
)
_PRONOUN = re.compile(
    rf"^(?:(?:and|but|however|meanwhile|also|while|,|\"|{W}|in|then|later|that|on|as|though|although|where|"
    rf"which) )*(?:he|she|(?:the|this|that|his|its|a) "
    rf"(?:same )?(?:spokes\w+|statement|official|source|tweet|post|message))(?: (?:also|further|then|later|"
    rf"however|has|had|have|did|,))*$"
)
_THEY = re.compile(
    r"^(?:(?:and|but|however|also|,|\") )*(?:they|it|who|which)(?: (?:also|further|then|later|have|has|had))*$"
)
_NOT_SPEECH = re.compile(r"^(?: (?:responsibility|the lives?|lives|\d+ lives|victory|for|his life|credit))\b")
_MORE = re.compile(r"(?: (?!(?:who|which|on|in|at|to|that|and|said|as|by|for|with|whose|,|\.|\")(?: |$))[a-z'-]+){0,3}")


def find(scene: Scene, view: View, speakers: Speakers) -> list[Attribution]:
    """Return who speaks in a sentence, in order, and remember them."""
    line = view.shape.line
    found = [*_colons(scene, view), *_said(scene, view, speakers), *_accordings(scene, view, speakers)]
    found.sort(key=lambda each: each.start)
    for each in found:
        if each.words:
            speakers.note(each.words, each.voice)
    if found:
        speakers.last = found[-1]
    topic = subjects.topic(view)
    speakers.side = topic.slug if topic else speakers.side
    return found if line else []


def _said(scene: Scene, view: View, speakers: Speakers) -> Iterator[Attribution]:
    """Yield the attributions made by a verb of saying."""
    line, after, previous = view.shape.line, 0, None
    for verb in itertools.islice(_VERB.finditer(line), MOST):
        if _NOT_SPEECH.match(line[verb.end() :]) or _is_passive(line, verb):
            continue
        chunk_start = _left(line, after, verb.start())
        made = _inverted(scene, view, verb, speakers) or _before(scene, view, verb, chunk_start, speakers, previous)
        if made:
            yield made
            after, previous = verb.end(), made


def _is_passive(line: str, verb: re.Match) -> bool:
    """Return whether a verb stands in the passive, or as part of "is said to", so that nobody is named by it."""
    lead = line[max(0, verb.start() - 24) : verb.start()]
    if verb["v"] in _NOUNS and (lead.endswith("'s ") or re.match(r" (?:of|about|by)\b", line[verb.end() :])):
        return True
    if verb["v"] in _NOUNS and re.search(rf"\b(?:{_DENIES}) (?:(?!that |as |when )\S+ ){{0,3}}$", lead):
        return True
    if verb["v"] in _NOUNS and re.search(rf"\b(?:{_DENIES}|{_SAYS}|of|by|to) (?:\w+ )?$", lead):
        return True
    return bool(re.search(r"\b(?:was|were|been|being|is|are|to be|a|the|no|these|such|this|their|its) $", lead)) or (
        line[verb.end() :].startswith(" by ") and verb["v"] not in ("said", "told")
    )


def _left(line: str, after: int, verb: int) -> int:
    """Return where the words that may name the speaker begin: three commas back at most."""
    start = verb
    for _ in range(4):
        cut = max(line.rfind(sign, after, start - 1) for sign in (" ,", ' "', " ;", " –", " :", " ("))
        if cut < 0:
            return after
        start = cut + 1
    return start


def _before(
    scene: Scene, view: View, verb: re.Match, start: int, speakers: Speakers, previous: Attribution | None
) -> Attribution | None:
    """Return the attribution to the speaker named before the verb."""
    line = view.shape.line
    chunk = line[start : verb.start()].rstrip()
    nearest_start = max(chunk.rfind(sign) for sign in (", ", '" ', "; ", "– ", ": ", " but ")) + 1
    nearest = chunk[nearest_start:].strip()
    nearest = re.sub(r"^(?:(?:and|but|also|then|later)\b ?)+", "", nearest).strip()
    referred = _referred(view, verb, nearest, speakers, previous)
    if referred:
        return _made(scene, view, *referred, verb, start + nearest_start)
    voice, at = voice_of(view, chunk, speakers)
    if voice == UNKNOWN:
        return None
    cut = max(chunk.rfind(", ", 0, at), chunk.rfind('" ', 0, at), chunk.rfind(": ", 0, at))
    made = _made(scene, view, voice, None, verb, start + (cut + 2 if cut >= 0 else _phrase(chunk, at)))
    return replace(made, others=_together(view, nearest, voice, speakers))


def _referred(
    view: View, verb: re.Match, nearest: str, speakers: Speakers, previous: Attribution | None
) -> tuple[str, str | None] | None:
    """Return (voice, words) of a speaker whom the words before a verb only refer to, None where they name one.

    Words are None where those in the text are to be kept.
    """
    if _PRONOUN.match(nearest) and speakers.last:
        return speakers.last.voice, speakers.last.words
    if len(nearest) == 1 and _is_kabul(view, nearest):
        return GOVERNMENT, None
    is_short = len(nearest.split()) <= 3 and not list(roles(view, nearest, speakers))
    known = speakers.named(nearest) if is_short else UNKNOWN
    if known != UNKNOWN:
        return known, None
    if not nearest and previous:
        return previous.voice, previous.words
    if _THEY.match(nearest) or not nearest:
        side = subjects.before(view, verb.start())
        voice = side.slug if side else speakers.side
        return (voice, None) if voice else None
    return None


def _together(view: View, nearest: str, voice: str, speakers: Speakers) -> tuple[str, ...]:
    """Return the other voices of speakers that are joined by "and" ("residents and a provincial official")."""
    if " and " not in nearest or len(nearest.split()) > 12:
        return ()
    first = nearest.partition(" and ")[0]
    return tuple({each for each, _, _ in roles(view, first, speakers) if each != voice})


def _is_kabul(view: View, sign: str) -> bool:
    """Return whether a sign stands for the capital, which stands for the government."""
    number = ord(sign) - GROUP
    return 0 <= number < len(view.groups) and [name.words.lower() for name in view.groups[number].names] == ["kabul"]


def _phrase(chunk: str, at: int) -> int:
    """Return where the phrase begins in which a role stands: after the last word of the clause before it."""
    words = re.search(
        r"(?:(?<!\S)(?:the|a|an|\w+ (?:police|army|defen[cs]e|interior|district|provincial|security|"
        r"local))(?: \w+){0,3} )?$",
        chunk[:at],
    )
    return words.start() if words else at


def _inverted(scene: Scene, view: View, verb: re.Match, speakers: Speakers) -> Attribution | None:
    """Return the attribution to the speaker named after the verb ('" … ," said the governor')."""
    line = view.shape.line
    lead = line[: verb.start()].rstrip()
    if lead[-1:] not in (",", '"', "'", "–") or verb["v"] in ("saying", "claiming", "adding", "told", "tells"):
        return None
    if lead[-1:] == "," and _is_apposition(view, re.split(r" [,;:\"–]|^", lead[:-1].rstrip())[-1], speakers):
        return None
    rest = line[verb.end() : verb.end() + 160]
    rest = re.split(r" (?:[.;:\"]|that|adding|but|when|while|after|as) ", rest)[0]
    found = next(iter(roles(view, rest, speakers)), None)
    known = speakers.named(" ".join(rest.split()[:4]))
    if found is None and known == UNKNOWN:
        return None
    if re.match(r" (?:to|that|it|they|he|his|its|their)\b", rest):
        return None
    voice = found[0] if found else known
    stop = verb.end() + (found[2] + len(_MORE.match(rest[found[2] :]).group()) if found else len(rest))
    return _made(scene, view, voice, None, verb, verb.start(), stop, "before")


def _is_apposition(view: View, chunk: str, speakers: Speakers) -> bool:
    """Return whether the words before a comma only say who the person is that is named before them."""
    words = chunk.split()
    if not words or len(words) > 12 or _TELLS.search(chunk):
        return False
    return bool(list(roles(view, chunk, speakers))) and (
        words[0] in ("a", "an", "the", "his", "its", "another", "one") or len(words) <= 6
    )


def _made(scene, view, voice, words, verb, start, stop=0, covers="both") -> Attribution:
    """Return an attribution with its words and its place in the text."""
    end = max(stop, verb.end())
    first, last = view.shape.span(start, end)
    first = _with_name(scene, view, first)
    denies = bool(re.fullmatch(_DENIES, verb["v"]))
    if covers == "both" and (
        verb["v"].endswith("ing")
        or view.shape.line[verb.end() :].startswith((" to have", " to be", " to control", " to hold"))
    ):
        covers = "after"
    said = _trimmed(scene.words_of(first, last), verb["v"]) if words is None else words
    return Attribution(voice, said, start, end, denies, covers, (first, last), verb["v"])


def _with_name(scene: Scene, view: View, first: int) -> int:
    """Return where a speaker's name begins that stands before his office ("Ahmad Wali, the police chief, said")."""
    named = _NAME_BEFORE.search(scene.plain, view.sentence.start, first)
    if not named or not _OFFICE.match(scene.lower, first):
        return first
    is_place = any(name.start < named.end() and name.end > named.start() for name in view.names if not name.weak)
    is_other = any(word in BEFORE for word in re.findall(r"[a-z]+", scene.lower[named.start() : named.end()]))
    return first if is_place or is_other else named.start()


def _trimmed(words: str, verb: str) -> str:
    """Return the words that name a speaker without the verb and the signs around them."""
    words = re.sub(rf"\b{re.escape(verb)}\b", "", words, flags=re.IGNORECASE)
    words = re.sub(r"\s+", " ", words).strip(" ,.;:\"'“”‘’–—()")
    return re.sub(r"^(?:and|but|that|with|as) ", "", words)[:120].strip(" ,")


def _accordings(scene: Scene, view: View, speakers: Speakers) -> Iterator[Attribution]:
    """Yield the attributions made by "according to", "citing", "confirmed by"."""
    line = view.shape.line
    for match in [*_ACCORDING.finditer(line), *_BY.finditer(line)]:
        rest = re.split(r" (?:[.;:\"–]|that|who|which) ", line[match.end() : match.end() + 110])[0]
        found = next(iter(roles(view, rest, speakers)), None)
        voice = found[0] if found else speakers.named(rest)
        if voice == UNKNOWN:
            continue
        verb = match.groupdict().get("v") or ""
        end = match.end() + (found[2] + len(_MORE.match(rest[found[2] :]).group()) if found else len(rest))
        first, last = view.shape.span(match.end() + 1, end)
        covers = "both" if not line[: match.start()].strip(' ,"') else "before"
        said = scene.words_of(first, last).strip(" ,.;:\"'")
        yield Attribution(
            voice,
            said,
            match.start(),
            end,
            bool(re.fullmatch(_DENIES, verb)),
            covers,
            (first, last),
            verb or "according to",
        )


def _colons(scene: Scene, view: View) -> Iterator[Attribution]:
    """Yield the attribution of a headline's tail or a tweet's head ("Taliban take X: governor", "MoD: …")."""
    line = view.shape.line
    tail = re.search(r" [:–-] ([^:–]{2,60})$", line)
    if tail and not _VERB.search(tail.group(1)):
        yield from _from_colon(scene, view, tail.start(1), tail.end(1), "before")
    head = re.match(r"(?:# ?)?([^:.]{1,60}) :", line)
    if (
        head
        and not DATELINE.match(scene.plain[view.sentence.start : view.sentence.end])
        and not _VERB.search(head.group(1))
    ):
        yield from _from_colon(scene, view, head.start(1), head.end(1), "after")


def _from_colon(scene: Scene, view: View, start: int, end: int, covers: str) -> Iterator[Attribution]:
    """Yield the attribution to the speaker who stands alone on one side of a colon."""
    chunk = view.shape.line[start:end]
    found = list(roles(view, chunk, Speakers()))
    if found and len(chunk.split()) <= 7 and not re.search(r"[\uf600-\uf8ff] .*(?:ed|take|seize|capture)\b", chunk):
        first, last = view.shape.span(start, end)
        yield Attribution(found[-1][0], scene.words_of(first, last), start, end, False, covers, (first, last), ":")
