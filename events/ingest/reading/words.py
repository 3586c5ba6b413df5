"""The words of a text, with their places in it. Pure."""

import bisect
import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[^\w\s]|_", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign: `text` is plain and small, `title` whether it began with a capital or stands in none."""

    start: int
    end: int
    text: str
    title: bool
    first: bool


def of(plain: str, lower: str, start: int, end: int) -> list[Word]:
    """Return the words and signs of a part of a text; an English possessive ending is a word of its own ("'s")."""
    found: list[Word] = []
    for match in _WORD.finditer(plain, start, end):
        first, last = match.span()
        begins = not found or found[-1].text in '"(:' or (found[-1].text == "'" and len(found) == 1)
        title = plain[first].isupper() or (plain[first].isalpha() and not plain[first].islower())
        stop = last - 2 if last - first > 2 and lower[last - 2 : last] == "'s" else last
        found.append(Word(first, stop, lower[first:stop], title, begins))
        if stop != last:
            found.append(Word(stop, last, "'s", False, False))
    return found


class Shape:
    """A sentence as one line of words with one blank between, in which one sign may stand for a whole phrase.

    The rules are patterns over this line; `span` gives the place in the text of what they matched.
    """

    def __init__(self, pieces: list[tuple[str, int, int]]):
        """Make the line from (words, start, end) of its pieces."""
        self.pieces = pieces
        self._starts, at = [], 0
        for words, _, _ in pieces:
            self._starts.append(at)
            at += len(words) + 1
        self.line = " ".join(words for words, _, _ in pieces)

    def piece(self, at: int) -> int:
        """Return the number of the piece that stands at a place of the line."""
        return max(bisect.bisect_right(self._starts, at) - 1, 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of a part of the line."""
        first, last = self.piece(start), self.piece(max(end - 1, start))
        return self.pieces[first][1], self.pieces[last][2]

    def folded(self, found: list[tuple[int, int, str]]) -> "Shape":
        """Return the shape with one sign for each of the parts of the line, given in order as (start, end, sign)."""
        pieces, done = [], 0
        for start, end, sign in found:
            first, last = self.piece(start), self.piece(max(end - 1, start))
            pieces += [*self.pieces[done:first], (sign, self.pieces[first][1], self.pieces[last][2])]
            done = last + 1
        return Shape([*pieces, *self.pieces[done:]])
