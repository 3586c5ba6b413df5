"""The environment as the settings read it: each variable parsed, or refused in a sentence that names it."""

import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

REQUIRED = object()

# What an address of ours begins with already.
TAKEN = {"api", "changes", "chart", "compare", "data", "districts", "embed", "events", "feeds", "methodology",
         "metrics", "provinces", "search", "sources", "static"}  # fmt: skip


def read(name, default=REQUIRED, parse=str):
    """Return the environment variable `name` parsed by `parse`, or `default` where it is unset or empty."""
    text = os.environ.get(name, "").strip()
    if not text:
        if default is REQUIRED:
            raise ImproperlyConfigured(f"{name} is missing. {_hint(name)}")
        return default
    try:
        return parse(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is malformed: {error}. {_hint(name)}") from error


def _hint(name: str) -> str:
    return f".env.example says what {name} is for and shows one that works."


def load_file(path: Path) -> None:
    """Put the NAME=value lines of the file at `path`, if there is one, under what the environment says already."""
    if not path.is_file():
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path} cannot be read: {error}.") from error
    for line in lines:
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def boolean(text: str) -> bool:
    """Return True for 1, true, yes, on and False for 0, false, no, off."""
    answers = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.lower() not in answers:
        raise ValueError(f"'{text}' is neither true nor false")
    return answers[text.lower()]


def whole_number(low: int, high: int):
    """Return a parser of whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"'{text}' is not a whole number from {low} to {high}")
        return int(text)

    return parse


class Rate(NamedTuple):
    """How often something may be done: `limit` times in a window of `window` seconds."""

    limit: int
    window: int


WINDOWS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


def rate(text: str) -> Rate | None:
    """Return the rate that a text like 600/minute names, None for off."""
    if text.strip().lower() == "off":
        return None
    limit, _, unit = text.strip().lower().partition("/")
    if not (limit.isascii() and limit.isdigit() and 0 < int(limit) < 10**9 and unit in WINDOWS):
        raise ValueError(f"'{text}' is neither off nor a number and {', '.join(WINDOWS)}, for example 600/minute")
    return Rate(int(limit), WINDOWS[unit])


def written(found: Rate | None) -> str:
    """Return a rate as `rate` reads it."""
    units = {window: unit for unit, window in WINDOWS.items()}
    return f"{found.limit}/{units[found.window]}" if found else "off"


def words(text: str) -> list[str]:
    """Return the words of `text` that commas separate."""
    return [word.strip() for word in text.split(",") if word.strip()]


def hosts(text: str) -> list[str]:
    """Return the comma-separated host names of `text`, without scheme or path."""
    found = words(text)
    for host in found:
        if "/" in host:
            raise ValueError(f"'{host}' is an address, not the name of a host")
    return found


def origins(text: str) -> list[str]:
    """Return the comma-separated origins of `text`, each with its scheme."""
    found = words(text)
    for origin in found:
        if not origin.startswith(("https://", "http://")):
            raise ValueError(f"'{origin}' does not begin with https://")
    return found


def path_segment(text: str) -> str:
    """Return a part of an address, of small letters, digits and hyphens, with a slash at its end only."""
    name = text.strip("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{2,49}", name, re.ASCII) or name in TAKEN:
        raise ValueError(f"'{text}' is not 3 to 50 small letters, digits and hyphens, or the name of another page")
    return f"{name}/"


def one_of(*choices: str):
    """Return a parser that accepts one of `choices`, in any case."""

    def parse(text: str) -> str:
        if text.upper() not in choices:
            raise ValueError(f"'{text}' is not one of {', '.join(choices)}")
        return text.upper()

    return parse


def folder(beside: Path):
    """Return a parser of folders, which need not exist yet: ~ is the user's own, a relative one lies in `beside`."""

    def parse(text: str) -> Path:
        try:
            path = (beside / Path(text).expanduser()).resolve()
            is_other = path.exists() and not path.is_dir()
        except (OSError, RuntimeError) as error:
            raise ValueError(f"'{text}' is not a folder: {error}") from error
        if is_other:
            raise ValueError(f"'{path}' is not a folder")
        return path

    return parse


def long_secret(text: str) -> str:
    """Return `text` if it has at least the 50 characters that Django asks of a secret key."""
    if len(text) < 50:
        raise ValueError(f"it has {len(text)} characters where 50 are needed")
    return text


def local_secret(folder: Path) -> str:
    """Return the secret key kept in `folder`, made at the first use and readable by its owner only."""
    path = folder / "secret-key"
    try:
        if not path.exists():
            _make_secret(path)
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"DATA_DIR cannot be used: {error}. {_hint('DATA_DIR')}") from error


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64))
    # A link never overwrites: of two processes that start together, both read the key of the first.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
