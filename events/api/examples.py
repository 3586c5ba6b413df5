"""The examples of the API's description: answers of the record that ships with Marz, their lists cut to two rows.

`examples.json` has, for each operation, the address that was asked and its answer.
"""

from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import orjson


@cache
def examples():
    """Return {operation: {address, answer}}."""
    return orjson.loads(Path(__file__).with_suffix(".json").read_bytes())


def add(result, generator, request, public):
    """Give each operation of a description, which is returned, the example of its answer and of its cursor."""
    for methods in result["paths"].values():
        for operation in methods.values():
            found = examples().get(operation["operationId"])
            if found:
                _add(operation, **found)
    return result


def _add(operation, *, address, answer):
    told = operation["responses"]["200"]["content"]["application/json"]
    told["examples"] = {"record": {"summary": f"From {address}, its lists cut to two.", "value": answer}}
    for each in operation.get("parameters", []):
        if each["name"] == "cursor" and answer.get("next"):
            cursor = parse_qs(urlsplit(answer["next"]).query)["cursor"][0]
            each["schema"] = each["schema"] | {"examples": [cursor]}
