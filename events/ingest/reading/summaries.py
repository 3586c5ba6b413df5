"""What a draft says, in a sentence of our own. Pure."""

import re

from districts.name_index import Place
from events.ingest.reading.actors import NAMES, TALIBAN
from events.ingest.reading.lexicon import Lexicon
from events.ingest.reading.places import Name
from events.ingest.reading.proposals import Statement

_SENTENCES = {
    "captured": "{who} said to have taken {place} from {whom}.",
    "handed_over": "{place} is said to have passed from {whom} to {side} without a fight.",
    "contested": "There is said to be fighting for {place} between {side} and {whom}.",
    "relocated": "The administration of {place} is said to have moved its seat.",
    "held": "{who} said to have held {place} against {whom}.",
    "assessed": "{place} is said to be held by {side}.",
}


def summary(
    kind: str, controller: str, opponent: str, name: Name, lexicon: Lexicon, statements: tuple[Statement, ...]
) -> str:
    """Return one sentence about a draft in our own words."""
    place = lexicon.places[name.code] if name.code else None
    label = _label(place, lexicon) if place else f"a district called {name.words}"
    side, whom = NAMES.get(controller, controller), NAMES.get(opponent, opponent)
    who = f"{side[0].upper()}{side[1:]} {'are' if controller == TALIBAN else 'is'}"
    denied = " This is denied." if any(each.stance == "denies" for each in statements) else ""
    sentence = _SENTENCES[kind].format(who=who, side=side, place=label, whom=whom)
    return re.sub(r"^[a-z]", lambda first: first.group().upper(), sentence) + denied


def _label(place: Place, lexicon: Lexicon) -> str:
    """Return a district's name with its province, “city” for one that is called like its province."""
    province = lexicon.places[place.province].name
    return f"{place.name} city" if place.name == province else f"{place.name} in {province}"
