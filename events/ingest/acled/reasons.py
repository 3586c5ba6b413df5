"""Why a row is not taken: a code to count by, and a sentence for the row itself."""

from dataclasses import dataclass

REASONS = {
    "bad_row": "The row cannot be read",
    "elsewhere": "Another country",
    "not_territory": "No change of territory",
    "repeated_id": "The same event id twice in the file",
    "known": "Taken in before",
    "bad_date": "The day cannot be read",
    "bad_precision": "A precision cannot be read",
    "bad_place": "The coordinates cannot be read",
    "region_only": "Only the region is known",
    "nothing_told": "The note tells of no change of hands",
    "attempt": "Only tried, planned or repelled",
    "denied": "The note speaks of a denial",
    "not_a_district": "About a post, a village or an area",
    "district_unknown": "The district is not found",
    "places_disagree": "District, town and coordinates disagree",
    "other_district": "The note is about another district",
    "unknown_actor": "An actor is not in the table",
    "side_unclear": "Who gained is not clear",
    "more_than_one": "The note tells of several changes",
    "duplicate": "Logged already",
}


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that is left alone: its line in the file, its id in ACLED, a code of `REASONS` and a sentence."""

    number: int
    event_id: str
    reason: str
    sentence: str


class RowLeftError(Exception):
    """A row is not taken: `reason` is a code of `REASONS`, `sentence` says what of this row made it so."""

    def __init__(self, reason: str, sentence: str):
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence
