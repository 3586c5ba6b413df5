"""Where the sentences of a text begin and end. Pure."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 1200  # letters of a sentence; a longer one is cut, so that no rule works on more

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼʹ`´‛", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("—―", "–"),
        **dict.fromkeys("\u00a0\u2009\u202f\t", " "),
    }
)
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_SHORT_FORMS = [
    "gen",
    "col",
    "lt",
    "maj",
    "brig",
    "capt",
    "sgt",
    "cmdr",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "gov",
    "sen",
    "rep",
    "u.s",
    "u.n",
    "u.k",
    "e.g",
    "i.e",
    "a.m",
    "p.m",
    "no",
    "st",
    "vs",
    "approx",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
    "dist",
    "prov",
    "etc",
]
_END = re.compile(r"[.!?…؟۔](?:[\"')\]]{0,3})(?=\s)|[.!?]\"(?=[A-Z])")
_LAST_WORD = re.compile(r"([\w.]{1,12})$")
_LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the text, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def plain(text: str) -> str:
    """Return the text with one form of each quotation mark, apostrophe, dash and space; no letter moves."""
    return text.translate(_ONE_FOR_ONE)


def lower(text: str) -> str:
    """Return the text with small Latin letters; no letter moves."""
    return text.translate(_LOWER)


def split(text: str) -> list[Sentence]:
    """Return the sentences of a plain text in order; each line of a list or a headline is one of its own."""
    found = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _within(text, start, end):
            found += [Sentence(*piece, number) for piece in _cut(text, first, last)]
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, those joined that one sentence was wrapped over."""
    start = end = None
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if start is not None and _is_wrapped(text, start, end, line):
            end = line.end()
            continue
        if start is not None:
            yield start, end
        start, end = line.span()
    if start is not None:
        yield start, end


def _is_wrapped(text: str, start: int, end: int, line: re.Match) -> bool:
    """Return whether a line goes on with the sentence that ends the lines before it."""
    between, before = text[end : line.start()], text[max(start, text.rfind("\n", 0, end)) : end].strip()
    first = line.group().lstrip()[0]
    if between.count("\n") > 1 or re.fullmatch(r"\s*\n\s*\n\s*", between) or before[-1:] in '!?…:"':
        return False
    if len(before) >= 55 and len(before) <= 110 and (before[-1:] != "." or len(line.group()) > 55):
        return first.islower() or first.isdigit() or len(line.group()) < 115
    return first.islower() and before[-1:] not in ".)"


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences between two places in the text."""
    first = start
    for stop in _END.finditer(text, start, end):
        if _ends(text, first, stop, end):
            yield first, stop.end()
            first = stop.end()
    yield first, end


def _ends(text: str, first: int, stop: re.Match, end: int) -> bool:
    """Return whether a full stop ends a sentence, not a short form or an initial."""
    word = _LAST_WORD.search(text, first, stop.start())
    if stop.group()[0] == "." and word:
        last = lower(word.group(1))
        if last in _SHORT_FORMS or (len(last) == 1 and last.isalpha()):
            return False
    following = text[stop.end() : min(end, stop.end() + 5)].lstrip(" \n\r\"'([#@")[:1]
    return not following.islower()


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence without the blanks around it, in pieces of at most `LONGEST` letters."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end:
        stop = end if end - start <= LONGEST else max(text.rfind(" ", start, start + LONGEST), start) + 1
        stop = stop if stop > start + 1 or end - start <= LONGEST else start + LONGEST
        yield start, stop
        start = stop
