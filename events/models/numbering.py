"""Public ids of numbered records: a letter and the row's own number, `E0001`."""

import re


def number_of(code, letter):
    """Return the row number that a public id such as `E0001` stands for.

    Raises ValueError with a sentence when `code` is not `letter` followed by digits.
    """
    match = re.fullmatch(rf"{letter}([0-9]{{1,9}})", code or "")
    if not match or int(match[1]) == 0:
        raise ValueError(f"“{code}” is not an id: write {letter} and a number, for example {letter}0001.")
    return int(match[1])


def code_of(number, letter, digits=4):
    """Return the public id of a row number, `E0001`; an empty text for a row not saved yet."""
    return f"{letter}{number:0{digits}d}" if number else ""
