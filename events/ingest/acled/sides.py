"""Who gained and who lost: judged from the note, the type of the row and both its actors, never from actor1 alone."""

from dataclasses import dataclass
from datetime import date

from events.ingest.acled.actors import Side, state_on
from events.ingest.acled.notes import Change
from events.ingest.acled.reasons import RowLeftError

OVERTAKES = "non-state actor overtakes territory"
REGAINS = "government regains territory"
PEACEFUL = "non-violent transfer of territory"
TERRITORY = frozenset([OVERTAKES, REGAINS, PEACEFUL])


@dataclass(frozen=True)
class Parties:
    """The sides of one row on its day: those of its actors, by slug."""

    sides: dict[str, Side]
    day: date

    @property
    def state(self) -> str:
        """The slug of the state's side."""
        return state_on(self.day)

    def slug(self, word: str) -> str:
        """Return the side that a word of a note stands for; "" for none, or where it may be several."""
        if word == "state":
            return self.state
        if word == "non_state":
            return _only([slug for slug in self.sides if slug != self.state])
        return word

    def others(self, slug: str) -> list[str]:
        """Return the row's sides but one."""
        return [each for each in self.sides if each != slug]


def judge_sides(parties: Parties, changes: list[Change], sub_type: str) -> tuple[str, str]:
    """Return the slugs of (who gained, who lost); RowLeftError where words, type and actors leave it open or differ."""
    told = {gainer for change in changes if (gainer := _gainer(parties, change))}
    if len(told) > 1:
        raise RowLeftError("more_than_one", "The note tells of gains of both sides: log each by hand.")
    typed = _by_type(parties, sub_type)
    said = _only(list(told))
    if said and typed and said != typed:
        raise RowLeftError("side_unclear", f"By its type {typed} gained, by its note {said}: look at it.")
    gainer = said or typed
    if gainer not in parties.sides:
        named = f"{gainer}, who is neither actor1 nor actor2" if gainer else "nobody for certain"
        raise RowLeftError("side_unclear", f"By its note and its type the district went to {named}.")
    return gainer, _loser(parties, changes, gainer)


def _gainer(parties: Parties, change: Change) -> str:
    gainer = parties.slug(change.gainer)
    if gainer or not change.loser:
        return gainer
    loser = parties.slug(change.loser)
    return _only(parties.others(loser)) if loser in parties.sides or len(parties.sides) == 1 else ""


def _by_type(parties: Parties, sub_type: str) -> str:
    if sub_type == OVERTAKES:
        return _only(parties.others(parties.state))
    return parties.state if sub_type == REGAINS else ""


def _loser(parties: Parties, changes: list[Change], gainer: str) -> str:
    told = {parties.slug(change.loser) for change in changes} - {"", gainer}
    usual = [parties.state] if gainer != parties.state else []
    loser = _only(parties.others(gainer)) or _only(list(told)) or _only(usual)
    if not loser:
        raise RowLeftError("side_unclear", f"Who lost it to {gainer} is said neither by actor2 nor by the note.")
    return loser


def _only(slugs: list[str]) -> str:
    return slugs[0] if len(slugs) == 1 else ""
