"""What a request asks, read from JSON: a batch of queries, a data extension. All that is wrong is named at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import orjson
from django.core.exceptions import ValidationError
from rest_framework import exceptions

from districts.api.problems import BadParameters
from districts.reconcile.properties import TYPES, Property, by_id

BATCH = 50  # queries of a batch
IDS = 1000  # places of a data extension
VALUES = 10  # values that narrow a query: each is looked for as a name is
TOLD = 100  # faults that are told of a form, or an answer could be a hundred times as long as what was sent
CANDIDATES, MOST = 10, 50  # candidates of a query: where it does not say, and at most
STRICT = ("any", "all", "should")


class LengthRequired(exceptions.APIException):
    """A form of which it is not said how long it is, on a server that does not say where it ends."""

    status_code = 411


class TooLarge(exceptions.APIException):
    """More than is answered at once."""

    status_code = 413


@dataclass(frozen=True)
class Query:
    """One query. `values` holds [texts] for each property asked; of texts, one that is known is enough.

    `kinds` are the kinds of places that are wanted: none where a place would need to be of two.
    """

    text: str
    kinds: frozenset[str]
    limit: int
    values: dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True)
class Wanted:
    """A property of a data extension with its settings, read."""

    property: Property
    settings: dict

    @classmethod
    def of(cls, asked: Property, given: dict) -> "Wanted":
        """Return a property with the settings given as texts, the others by default."""
        return cls(asked, {each.name: each.field.clean(given.get(each.name) or "") for each in asked.settings})


def read_queries(text: str, properties) -> dict[str, Query]:
    """Return {key: query} of the parameter `queries`; raises BadParameters or TooLarge."""
    batch = _object("queries", text, 'of queries by key, for example {"q0": {"query": "Emam Saheb"}}')
    if len(batch) > BATCH:
        raise TooLarge(f"queries: There are {len(batch)} queries, and {BATCH} at most are answered at once.")
    known = by_id(each for each in properties if each.id == "province" or each.identifies)
    _refuse(
        "queries", ((f"/{_escaped(key)}{where}", told) for key in batch for where, told in _wrong(batch[key], known))
    )
    return {key: _query(asked) for key, asked in batch.items()}


def read_extension(text: str, properties) -> tuple[list[str], list[Wanted]]:
    """Return the ids and the properties of the parameter `extend`; raises BadParameters or TooLarge."""
    asked = _object("extend", text, 'with ids and properties, for example {"ids": [], "properties": [{"id": "name"}]}')
    known = by_id(properties)
    _refuse("extend", _wrong_extension(asked, known))
    if len(asked["ids"]) > IDS:
        raise TooLarge(f"extend: There are {len(asked['ids'])} ids, and {IDS} at most are answered at once.")
    return asked["ids"], [Wanted.of(known[each["id"]], each.get("settings") or {}) for each in asked["properties"]]


def _object(param: str, text: str, what: str) -> dict:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        _refuse(param, [("", f"It is not JSON ({error}): write an object {what}.")])
    if not isinstance(found, dict):
        _refuse(param, [("", f"It is not an object: write one {what}.")])
    return found


def _refuse(param: str, faults: Iterable[tuple[str, str]]) -> None:
    """Raise the faults, (pointer, detail) each, if there are any: the first TOLD of them."""
    told_of = [{"param": param, "pointer": where, "detail": told} for where, told in islice(faults, TOLD)]
    if told_of:
        raise BadParameters(told_of)


def _escaped(key: str) -> str:
    """Return a key as a JSON Pointer (RFC 6901) writes it."""
    return key.replace("~", "~0").replace("/", "~1")


def _quoted(value) -> str:
    """Return a value as a sentence quotes it."""
    try:
        return orjson.dumps(value).decode()[:100]
    except orjson.JSONEncodeError:
        # It is read four times as deep as it is written.
        return "What is nested so deep"


def _wrong(asked, known) -> Iterator[tuple[str, str]]:
    """Yield (pointer, detail) for what is wrong with one query."""
    if not isinstance(asked, dict):
        yield "", f"{_quoted(asked)} is not a query: write an object."
        return
    for name, value in asked.items():
        if name in _CHECKS:
            yield from ((f"/{name}{where}", told) for where, told in _CHECKS[name](value, known))
        else:
            yield f"/{_escaped(name)}", f"There is no such field. There are: {', '.join(_CHECKS)}."
    if not _text(asked.get("query")) and not asked.get("properties"):
        yield "", "It asks for nothing: give a query, properties or both."


def _text(value) -> str:
    return value.strip() if isinstance(value, str) else ""


def _wrong_text(value, known):
    if not isinstance(value, str):
        yield "", f"{_quoted(value)} is not a text."


def _wrong_types(value, known):
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, str) or each not in TYPES:
            yield "", f"{_quoted(each)} is not a type: write one of {', '.join(TYPES)}."


def _wrong_limit(value, known):
    if type(value) is not int or value < 1:
        yield "", f"{_quoted(value)} is not a number of candidates: write 1 to {MOST}."


def _wrong_strictness(value, known):
    if value not in STRICT:
        yield "", f"{_quoted(value)} is not one of {', '.join(STRICT)}."


def _wrong_properties(value, known):
    if not isinstance(value, list):
        yield "", f"{_quoted(value)} is not a list of objects with pid and v."
        return
    values = sum(len(_several(each.get("v"))) for each in value if isinstance(each, dict))
    if values > VALUES:
        yield "", f"There are {values} values, and {VALUES} at most narrow a query."
        return
    for number, each in enumerate(value):
        if not isinstance(each, dict) or set(each) != {"pid", "v"}:
            yield f"/{number}", f"{_quoted(each)} is not an object with pid and v."
            continue
        if not isinstance(each["pid"], str) or each["pid"] not in known:
            yield f"/{number}/pid", f"{_quoted(each['pid'])} narrows nothing: write one of {', '.join(known)}."
        for one in _several(each["v"]):
            if not isinstance(one, str | int | float) and not _is_entity(one):
                yield f"/{number}/v", f"{_quoted(one)} is not a text, a number or an object with an id."


_CHECKS = {
    "query": _wrong_text,
    "type": _wrong_types,
    "limit": _wrong_limit,
    "properties": _wrong_properties,
    "type_strict": _wrong_strictness,
}


def _is_entity(value) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)


def _several(value) -> list:
    return value if isinstance(value, list) else [value]


def _query(asked: dict) -> Query:
    types = frozenset(_several(asked.get("type") or []))
    is_of_two = asked.get("type_strict") == "all" and len(types) > 1
    values: dict[str, list] = {}
    for each in asked.get("properties", []):
        values.setdefault(each["pid"], []).extend(filter(None, map(_texts, _several(each["v"]))))
    return Query(
        text=_text(asked.get("query")),
        kinds=frozenset() if is_of_two else types or frozenset(TYPES),
        limit=min(asked.get("limit", CANDIDATES), MOST),
        values={pid: texts for pid, texts in values.items() if texts},
    )


def _texts(value) -> tuple[str, ...]:
    """Return the texts that may say which value is meant: an entity's id and its name."""
    found = (value["id"], value.get("name")) if isinstance(value, dict) else (str(value),)
    return tuple(text for text in map(_text, found) if text)


def _wrong_extension(asked: dict, known) -> Iterator[tuple[str, str]]:
    for name in asked.keys() - {"ids", "properties"}:
        yield f"/{_escaped(name)}", "There is no such field. There are: ids, properties."
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        yield "/ids", "It is not a list of ids, which are texts."
    if not isinstance(properties, list):
        yield "/properties", "It is not a list of objects with an id."
        return
    for number, each in enumerate(properties):
        yield from ((f"/properties/{number}{where}", told) for where, told in _wrong_property(each, known))
    names = [each["id"] for each in properties if isinstance(each, dict) and isinstance(each.get("id"), str)]
    if len(names) > len(set(names)):
        yield "/properties", "A property is asked for twice: its values go by its id, so ask for each once."


def _wrong_property(each, known) -> Iterator[tuple[str, str]]:
    if not isinstance(each, dict) or not isinstance(each.get("id"), str) or set(each) - {"id", "name", "settings"}:
        yield "", f"{_quoted(each)} is not an object with an id and, where needed, settings."
    elif each["id"] not in known:
        yield "/id", f"{_quoted(each['id'])} is not a property: write one of {', '.join(known)}."
    else:
        yield from _wrong_settings(each.get("settings") or {}, known[each["id"]])


def _wrong_settings(settings, asked: Property) -> Iterator[tuple[str, str]]:
    if not isinstance(settings, dict):
        yield "/settings", f"{_quoted(settings)} is not an object."
        return
    allowed = {each.name: each for each in asked.settings}
    for name, value in settings.items():
        if name not in allowed:
            # A form shows its fields for every property: one left empty asks for nothing.
            if value not in ("", None):
                yield f"/settings/{_escaped(name)}", f"{asked.id} has no such setting."
            continue
        if not isinstance(value, str):
            yield f"/settings/{_escaped(name)}", f"{_quoted(value)} is not a text."
            continue
        error = _refusal(allowed[name], value)
        if error:
            yield f"/settings/{_escaped(name)}", error


def _refusal(setting, value: str) -> str:
    """Return why a setting's value cannot be used, empty where it can."""
    try:
        setting.field.clean(value)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
