"""What is known of each database, and which one a request reads."""

import itertools
import logging
from collections.abc import Iterable
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS

_log = logging.getLogger("marz.replicas")


class Seen(NamedTuple):
    """How a database was when it was looked at last."""

    began: float  # when the look began, by the clock of this process
    timeline: int  # of a database that takes writes; 0 for one that only replays what another writes
    seq: int  # of the last entry of the log, 0 before the first
    version: int


class Wanted(NamedTuple):
    """What a request asks of the database that it reads."""

    primary: bool = False  # it writes, or must see what its sender has written
    version: int = 0  # it proves to know so much of the record
    seq: int = 0


class Fleet:
    """The databases by alias: one takes writes, the others replay them.

    Which one that is, they say themselves: after a promotion it is another one. Of two that take writes the one with
    the higher timeline was promoted, and the other is left alone for good.
    """

    def __init__(self, aliases: Iterable[str]):
        self.aliases = tuple(aliases)
        self._seen: dict[str, Seen | None] = dict.fromkeys(self.aliases)
        self._away = frozenset()
        self._timeline = 0
        self._wrote = float("-inf")
        self._turns = itertools.count()
        self._lock = Lock()

    def note(self, alias: str, seen: Seen | None) -> None:
        """Keep how a database was seen, None for one that does not answer; what changes is logged."""
        with self._lock:
            before, self._seen[alias] = self._seen[alias], seen
            self._timeline = max(self._timeline, seen.timeline if seen else 0)
            was_away, self._away = alias in self._away, self._away - {alias} | (set() if seen else {alias})
        if was_away != (seen is None):
            _log.warning("The database %s %s.", alias, "answers again" if seen else "does not answer and is left out")
        if before and seen and seen.timeline > before.timeline:
            _log.warning("The database %s takes writes now.", alias)

    def wrote(self) -> None:
        """Note that this process may have written: no replica is read until the primary was looked at once more."""
        self._wrote = monotonic()

    def primary(self) -> str | None:
        """Return the database that takes writes; None where none that answers does."""
        for alias, seen in self._seen.items():
            if seen and seen.timeline and seen.timeline == self._timeline:
                return alias
        return None

    def is_behind(self, alias: str) -> bool:
        """Return whether a replica has not replayed what the primary was seen to have."""
        seen, primary = self._seen[alias], self.primary()
        return bool(seen and not seen.timeline and primary and seen.seq < self._seen[primary].seq)

    def choose(self, wanted: Wanted) -> str:
        """Return the alias of the database for a request.

        A replica must have replayed all that the primary had when it was looked at last, and what the request proves
        to know. Without a primary the replica that has most is read, and refuses what writes.
        """
        primary = self.primary()
        if primary and wanted.primary:
            return primary
        replicas = self._replicas(primary, wanted)
        if replicas:
            return replicas[next(self._turns) % len(replicas)]
        return primary or DEFAULT_DB_ALIAS

    def _replicas(self, primary, wanted):
        standing = {alias: seen for alias, seen in self._seen.items() if seen and not seen.timeline}
        if not primary:
            most = max((seen.seq for seen in standing.values()), default=0)
            return [alias for alias, seen in standing.items() if seen.seq == most]
        has = self._seen[primary]
        if has is None or has.began <= self._wrote:
            return []
        least = max(has.seq, wanted.seq)
        return [alias for alias, seen in standing.items() if seen.seq >= least and seen.version >= wanted.version]
