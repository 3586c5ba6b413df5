"""Whether a text says that something happened, or only that it might, did not, or was meant to. Pure."""

import re

ADVERB = (
    r"(?:also|now|briefly|fully|completely|reportedly|allegedly|apparently|successfully|again|once|already|then|"
    r"finally|"
    r"later|temporarily|quickly|effectively|largely|recently|just|early|late|on|easily|swiftly|simultaneously|"
    r"subsequently|eventually|officially|still|soon|yet|previously|initially|reportedly|both|totally|entirely|"
    r"first|all|only|together|jointly|overnight|today|even|ever|actually|really|in fact|so far|currently|yesterday|"
    r"[\uf300-\uf5ff])"
)
_ADVERBS = rf"(?: {ADVERB}| ,)*"
_HAVE = r"(?: have| has| had| having| be| been| being| is| are| was| were)*"
_REAL_TO = re.compile(
    rf"\b(?:manag(?:ed|ing)|able|claim(?:s|ed|ing)?|reported|said|believed|understood|known|thought|appear(?:s|ed)?|"
    rf"seem(?:s|ed)?|went on|going on|proceeded|continued?|returned){_ADVERBS} to{_ADVERBS}{_HAVE}{_ADVERBS}$"
)
_TO = re.compile(rf"\bto{_ADVERBS}{_HAVE}{_ADVERBS}$")
_MODAL = re.compile(
    rf"\b(?:will|would|could|may|might|can|shall|should|must|cannot|'ll|'d|about to|going to|set to|poised to|"
    rf"likely to)"
    rf"{_ADVERBS}(?: not| never| no longer)?{_HAVE}{_ADVERBS}$"
)
_NOT = re.compile(
    rf"\b(?:not|never|no longer|neither|nor|without|yet to|fail(?:ed|ing|s|ure)? to|unable to|"
    rf"(?:not|never|\w+n't)(?: yet| even| been| be)* able to|unsuccessful in|\w+n't|"
    rf"refus(?:ed|es|ing) to|far from|none of|hardly|no){_HAVE}(?: yet| fully| completely| actually)?{_HAVE}$"
)
_OF_NOTHING = re.compile(
    r"\b(?:attempt|attempts|aim|aims|aimed|accused|intention|hopes?|goal|purpose|verge|brink|point|edge|possibility|"
    r"prospect|chance|instead|incapable|capable|dream|close|closer|near|nearer|prevent(?:ed|ing)?|stop(?:ped)?|"
    r"block(?:ed)?|bent|intent|"
    r"kept|keep|strategy|plans?|campaign|effort|efforts|bid|responsible|way|before|focus(?:ed)?|focusing|"
    r"concentrat\w+|short)"
    r"(?: [\uf000-\uf2ff]| them| it| him)?(?: of| at| on| for| to| from| in)?$"
)
_IF = re.compile(
    r"\b(?:if|suppos(?:e|ing)|imagine|assum(?:e|ing)(?: that)?|unless|whether|in case|lest|until|as though|should|"
    r"were to|would-be)\b[^,;:.\"]*$"
)
_FEAR = re.compile(
    r"\b(?:fears?|fear(?:ed|ing)|worr(?:y|ied|ies)|concerns?|concerned|risk(?:s|ed|ing)?|threat(?:en\w*)?|"
    r"threats?|danger|rumou?rs?|"
    r"possibility|prospect|scenario|predict\w*|vow\w*|pledg\w*|hop(?:es?|ed|ing)|expect\w*|suggest(?:ed|ion) that)"
    r"(?: that| of| over| about| by)?[^,;:.\"]{0,50}$"
)
_REJECTED = re.compile(r"\b(?:reject|denie|deny|dismiss|refut)\w*\b[^.;]{0,30}\b(?:rumou?rs?|fears?|threats?)\b")
_BROUGHT_TO = re.compile(r"\b(?:persuaded|convinced|forced|forcing|compelled|compelling)(?: \S+){1,4} to$")
_NEARLY = re.compile(
    r"\b(?:almost|nearly|close to|on the (?:verge|brink|point) of|about to|virtually|on course to|"
    r"practically)(?: \w+)?$"
)


def hypothetical(before: str, is_gerund: bool = False) -> bool:
    """Return whether the words before a verb say that it did not (yet) happen: plans, fears, conditions, attempts."""
    before = before[-160:].rstrip()
    if _MODAL.search(before) or _NEARLY.search(before) or _IF.search(before):
        return True
    if _FEAR.search(before) and not _REJECTED.search(before):
        return True
    if _TO.search(before) and not (_REAL_TO.search(before) or _BROUGHT_TO.search(before)):
        return True
    return is_gerund and bool(_OF_NOTHING.search(before))


def negated(before: str) -> bool:
    """Return whether the words before a verb deny it."""
    return bool(_NOT.search(before[-100:].rstrip()))
