"""Who is meant by the names in ACLED's columns: the table of names, read once."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from events.ingest.acled.reasons import RowLeftError
from events.models import Actor, ActorAlias, AliasOf, Source

# From the fall of Kabul on, ACLED's state forces are the Taliban's; on the day itself still the republic's.
REPUBLIC_ENDS = date(2021, 8, 15)
REPUBLIC, EMIRATE = "government", "taliban"
_DASHES = re.compile(r"\s*[-‐‑‒–—]\s*")
_YEARS = re.compile(r"\s*\(\d{4}-")
KEPT = 4096


@dataclass(frozen=True, slots=True)
class Side:
    """A party that can hold ground, as events name it."""

    pk: int
    slug: str
    name: str


class Actors:
    """The table of names with the actors of the record; answers without the database."""

    def __init__(self):
        self._actors = {actor.slug: actor for actor in Actor.objects.select_related("allied_with")}
        self._whole, self._beginnings = defaultdict(list), {}
        for alias in ActorAlias.objects.all():
            self._whole[alias.used_for, plain(alias.name)].append(alias)
        for (used_for, name), aliases in self._whole.items():
            if any(alias.begins for alias in aliases):
                self._beginnings.setdefault(used_for, []).append(name)
        self._speakers = dict(Source.objects.filter(actor__isnull=False).values_list("name", "actor__slug"))
        self._speakers = {plain(name): slug for name, slug in self._speakers.items()}
        self._names = lru_cache(KEPT)(self._names_of)

    def side(self, name: str, day: date) -> Side | None:
        """Return the side of a name in actor1 or actor2 on a day; None for one that is passed over, or no name.

        An ally counts as the party that it is allied with. Raises RowLeftError for a name that the table has not.
        """
        if not name:
            return None
        alias = self._meant(AliasOf.SIDE, name, day)
        if alias is None:
            raise RowLeftError(
                "unknown_actor", f"“{name}” on {day} is not in the table: add it under “Names in ACLED”."
            )
        if alias.actor_id is None:
            return None
        actor = self._actors.get(alias.actor_id)
        actor = (actor and actor.allied_with) or actor
        if actor is None or not actor.is_party:
            raise RowLeftError(
                "unknown_actor", f"“{name}” is “{alias.actor_id}” in the table, which is no side of this record."
            )
        return Side(actor.pk, actor.slug, actor.name)

    def side_of(self, slug: str) -> Side | None:
        """Return the party of a slug; None when the record has none."""
        actor = self._actors.get(slug)
        return Side(actor.pk, actor.slug, actor.name) if actor and actor.is_party else None

    def voices(self, sources: tuple[str, ...], day: date) -> tuple[int | None, ...]:
        """Return whose word the sources are: the actors' keys if each is a party's own, else (None,), independent."""
        spoken = [self._speaker(name, day) for name in sources]
        if not spoken or None in spoken:
            return (None,)
        return tuple(dict.fromkeys(spoken))

    def _speaker(self, name: str, day: date) -> int | None:
        alias = self._meant(AliasOf.SOURCE, name, day)
        slug = alias.actor_id if alias else self._speakers.get(plain(name))
        return self._actors[slug].pk if slug in self._actors else None

    def _meant(self, used_for: str, name: str, day: date) -> ActorAlias | None:
        """Return the row of the longest name that fits and is good on the day."""
        fits = (
            alias
            for listed in self._names(used_for, plain(name))
            for alias in self._whole[used_for, listed]
            if (listed == plain(name) or alias.begins)
            and (alias.from_day or date.min) <= day <= (alias.until_day or date.max)
        )
        return next(fits, None)

    def _names_of(self, used_for: str, name: str) -> list[str]:
        """Return the listed names that a name is or begins with, longest first."""
        begun = [each for each in self._beginnings.get(used_for, ()) if _begins(name, each)]
        whole = [name] if (used_for, name) in self._whole else []
        return sorted({*whole, *begun}, key=len, reverse=True)


def _begins(name: str, listed: str) -> bool:
    """Return whether a name begins with a listed one; "(2021-)" after it makes it another."""
    rest = name[len(listed) :]
    return name.startswith(listed) and bool(rest) and not rest[0].isalnum() and not _YEARS.match(rest)


def plain(name: str) -> str:
    """Return a name in the form by which names are compared: small letters, one kind of dash, single spaces."""
    return _DASHES.sub("-", " ".join(name.split())).casefold()


def state_on(day: date) -> str:
    """Return the slug of the side whose forces are the state's on a day."""
    return REPUBLIC if day <= REPUBLIC_ENDS else EMIRATE
