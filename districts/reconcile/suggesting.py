"""What is offered while somebody types: places, types, properties."""

from districts.gazetteer import Candidate, current_index
from districts.name_index import EXACT, KINDS
from districts.reconcile.asking import MOST
from districts.reconcile.matching import described
from districts.reconcile.properties import TYPES


def places(prefix: str, kinds=KINDS) -> list[dict]:
    """Return the places whose code begins with the prefix or whose name it may become, best first."""
    index = current_index()
    code = prefix.strip().upper()
    coded = [each for each in index.places.values() if code and each.code.startswith(code) and each.kind in kinds]
    found = [Candidate(each, EXACT, each.code, each.kind) for each in coded] if any(map(str.isdigit, code)) else []
    if not found and code:
        found = index.find(prefix, None, MOST, kinds).candidates
    return [
        {
            "id": each.place.code,
            "name": each.place.name,
            "description": described(each, index),
            "notable": [TYPES[each.kind]],
        }
        for each in found
    ]


def types(prefix: str) -> list[dict]:
    """Return the types whose id or name begins with the prefix."""
    return [each for each in TYPES.values() if _begins(each, prefix)]


def properties(prefix: str, known) -> list[dict]:
    """Return the properties whose id, name or one of its words begins with the prefix."""
    return [each.named() | {"description": each.about} for each in known if _begins(each.named(), prefix)]


def _begins(named: dict, prefix: str) -> bool:
    wanted = prefix.strip().casefold()
    texts = [named["id"], named["name"], *named["name"].split()]
    return any(text.casefold().startswith(wanted) for text in texts)
