"""Numbers that a text writes in words or digits. Pure."""

import re

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?:a|one|two|three) (?:hundred|dozen)|(?:{_WORD})(?:[- ](?:{_WORD}))?|dozen)"
)


def value(words: str) -> int | None:
    """Return the number that the words or digits say ("fifty-two", "2,500", "a dozen"), None where they say none."""
    words = words.strip().lower().replace(",", "")
    if words.isdecimal():
        return int(words)
    total = 0
    for word in re.split(r"[\s-]+", words):
        if word in ("hundred", "dozen"):
            total = (total or 1) * (100 if word == "hundred" else 12)
        elif word in _UNITS or word in _TENS:
            total += _UNITS.get(word, _TENS.get(word, 0))
        elif word != "a":
            return None
    return total
