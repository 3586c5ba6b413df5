"""Looks at each database once a second, in threads of their own, so that no request ever waits for one that is dead."""

import os
import threading
from contextlib import suppress
from time import monotonic

import psycopg
from django.conf import settings
from django.db import Error, connections

from config.replicas.fleet import Fleet, Seen

EVERY = 1.0  # seconds between two looks
SOON = 0.05  # where a replica has not replayed what the primary was seen to have
AGAIN = 3.0  # where a database did not answer
FIRST_WITHIN = 5.0  # that the first request of a process waits for the first looks

LOOK = """
SELECT CASE WHEN pg_is_in_recovery() THEN 0
       ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END,
       coalesce(seq, 0), coalesce(version, 0)
FROM (SELECT) AS always LEFT JOIN (SELECT seq, version FROM events_logentry ORDER BY seq DESC LIMIT 1) AS last ON true
"""


class Watch:
    """The threads that keep a fleet's knowledge fresh; they begin with the first request of a process."""

    def __init__(self, fleet: Fleet):
        self.fleet = fleet
        self._process, self._lock = None, threading.Lock()
        self._wake = {alias: threading.Event() for alias in fleet.aliases}
        self._looked = {alias: threading.Event() for alias in fleet.aliases}

    def start(self) -> None:
        """Begin to watch, once a process; return when each database was looked at, or did not answer in time."""
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process == os.getpid():
                return
            for alias in self.fleet.aliases:
                threading.Thread(target=self._watch, args=(alias,), name=f"watch {alias}", daemon=True).start()
            deadline = monotonic() + FIRST_WITHIN
            for looked in self._looked.values():
                looked.wait(max(0, deadline - monotonic()))
            self._process = os.getpid()

    def look_now(self, *aliases: str) -> None:
        """Let databases be looked at without delay, all of them where none is named."""
        for alias in aliases or self.fleet.aliases:
            self._wake[alias].set()

    def _watch(self, alias):
        with Looker(alias) as look:
            had = 0
            while True:
                self._wake[alias].clear()
                seen = look()
                self.fleet.note(alias, seen)
                self._looked[alias].set()
                if seen and seen.timeline and seen.seq != had:
                    had = seen.seq
                    self.look_now(*(each for each in self.fleet.aliases if each != alias))
                pause = AGAIN if seen is None else SOON if self.fleet.is_behind(alias) else EVERY
                self._wake[alias].wait(pause)


class Looker:
    """A connection of its own to one database; called, it returns how that is at present."""

    def __init__(self, alias: str):
        self._alias, self._session = alias, None

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._let_go()

    def __call__(self) -> Seen | None:
        """Return how the database is; None where it does not answer."""
        began = monotonic()
        try:
            if self._session is None:
                params = connections[self._alias].get_connection_params()
                self._session = psycopg.connect(**params, autocommit=True)
                self._session.execute("SET statement_timeout = 3000")
            return Seen(began, *self._session.execute(LOOK).fetchone())
        except (psycopg.Error, Error, OSError):
            self._let_go()
            return None

    def _let_go(self):
        session, self._session = self._session, None
        if session is not None:
            with suppress(psycopg.Error):
                session.close()


def _aliases():
    return settings.DATABASES if len(settings.DATABASES) > 1 else ()


fleet = Fleet(_aliases())
watch = Watch(fleet)
