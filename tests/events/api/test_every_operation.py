"""What holds of every address that is described, each of its parameters tried: found from the description itself."""

import pytest

from events.api.docs import description
from tests.events.api.test_schema import SPANS, filled

PATHS = {path.removeprefix("/api/v1/"): methods["get"] for path, methods in description()["paths"].items()}
# The reconciliation service takes an empty parameter for one that was left out, as the tools that ask it send them; a
# release is there only once it was made.
ELSEWHERE = ("reconcile/", "releases/{")
PATHS = {path: operation for path, operation in PATHS.items() if not path.startswith(ELSEWHERE)}


def needed(path):
    return {"from": "2021-01-01", "to": "2021-12-31"} if path in SPANS else {}


def queried(path):
    return [each["name"] for each in PATHS[path]["parameters"] if each["in"] == "query"]


def faults(answer):
    return answer.status_code, [(each["param"], each["detail"].split(":")[0]) for each in answer.json()["errors"]]


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_doubled_or_unknown_parameter_is_refused_by_its_name(small_record, get, path):
    names = queried(path)

    told = {name: faults(get(filled(path), **needed(path) | {name: ["1", "1"]})) for name in names}
    empty = {name: faults(get(filled(path), **needed(path) | {name: ""})) for name in names if name != "format"}
    unknown = get(filled(path), **needed(path) | {"no-such": "1"})

    for name in names:
        assert told[name][0] == 400, name
        assert (name, "It is given 2 times") in told[name][1] or name == "format", name
    for name in empty:
        assert empty[name] == (400, [(name, "It is empty")]), name
    assert unknown.status_code == 400
    assert [each["param"] for each in unknown.json()["errors"]] == ["no-such"]


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_who_has_the_answer_is_told_so_in_every_format(small_record, get, path):
    for media in PATHS[path]["responses"]["200"]["content"]:
        first = get(filled(path), headers={"Accept": media}, **needed(path))
        first.getvalue()
        again = get(filled(path), headers={"Accept": media, "If-None-Match": first["ETag"]}, **needed(path))

        assert first.status_code == 200, media
        assert first["Content-Type"].split(";")[0] == media
        assert first["Last-Modified"].endswith(" GMT")
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=60"
