"""The names of the files that the API gives: what they hold, in a word each."""

import re

# What tells two files of one address apart, in the order in which a name says it.
_TOLD = (
    "district",
    "province",
    "controller",
    "kind",
    "standing",
    "voice",
    "source",
    "as_of",
    "from",
    "to",
    "certainty",
    "interval",
    "reported_by",
    "perspective",
    "list",
    "q",
)
LONGEST = 120  # characters


def file_name(view, extension: str) -> str:
    """Return a name such as `marz-control-AF19-2021-08-15-confirmed-v12.csv`, of letters, digits, - and . alone.

    The words are the address below /api/v1/, the filters that were given, the perspective and the version that
    were read.
    """
    _, _, address = view.request.path_info.strip("/").partition("v1/")
    asked = view.filterset.form.cleaned_data
    given = [str(asked[name]) for name in _TOLD if asked.get(name) and _is_told(view, name)]
    version = asked.get("version")
    words = ["marz", *address.split("/"), *given, *([f"v{version}"] if version is not None else [])]
    name = "-".join(filter(None, (re.sub(r"[^A-Za-z0-9]+", "-", word).strip("-") for word in words)))
    return f"{name[:LONGEST].strip('-')}.{extension}"


def _is_told(view, name):
    """Return whether a value tells something: it was given, or it is one that an answer always has."""
    always = name in ("as_of", "perspective") and name in view.filterset.filters
    return always or name in view.request.query_params
