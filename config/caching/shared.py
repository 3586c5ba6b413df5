"""A Redis that all processes share, and without which Marz goes on.

Nothing in it is ever unpickled: whoever can write to the Redis could otherwise run programs here.
"""

import logging
from time import monotonic

import orjson
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from config.access.counting import Memory
from config.caching.described import COUNTS

LEFT_ALONE = 5  # seconds after a failure in which a Redis is not asked, so that not each request waits for it
TOLD_EVERY = 60  # seconds
WAIT = 0.5  # seconds for a connection, and for an answer
ANSWER, OTHER = b"A", b"J"

_log = logging.getLogger("marz.cache")


class Plain:
    """Values as bytes: whole numbers as they are, so that Redis can count; an answer as its headers and its body."""

    def dumps(self, value):
        """Return the bytes of a value: a number, (body, headers) of an answer, or what JSON can say."""
        if type(value) is int:
            return value
        if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], bytes):
            return ANSWER + orjson.dumps(value[1]) + b"\n" + value[0]
        return OTHER + orjson.dumps(value)

    def loads(self, data):
        """Return the value of bytes; None, nothing, where they are not ours."""
        try:
            if data.startswith(ANSWER):
                headers, _, body = data[1:].partition(b"\n")
                return body, orjson.loads(headers)
            return orjson.loads(data[1:]) if data.startswith(OTHER) else int(data)
        except ValueError:
            return None


class Absence:
    """Whether a Redis failed a moment ago; one for all threads, and one line of the log a minute."""

    def __init__(self):
        self._until = self._told = float("-inf")

    def lasts(self) -> bool:
        """Return whether it is left alone at present."""
        return monotonic() < self._until

    def note(self, error: Exception) -> None:
        """Leave it alone for a while; say so where that was not said within a minute."""
        now = monotonic()
        self._until = now + LEFT_ALONE
        if now - self._told >= TOLD_EVERY:
            self._told = now
            _log.error("The Redis of CACHE_URL does not answer (%s): each process goes on by itself.", error)


_absences: dict[str, Absence] = {}


class Client(RedisCacheClient):
    """Django's client, and one step more: to count up a number that ends by itself."""

    def __init__(self, servers, **options):
        # What is asked twice is waited for twice.
        waits = {"socket_timeout": WAIT, "socket_connect_timeout": WAIT, "retry": Retry(NoBackoff(), 0)}
        super().__init__(servers, serializer=Plain(), **waits | options)

    def count(self, key, seconds):
        """Return a number counted up by one, from 0 where there is none, which ends in so many seconds: one step."""
        steps = self.get_client(key, write=True).pipeline(transaction=True)
        return steps.set(key, 0, ex=seconds, nx=True).incr(key).execute()[1]

    def clear(self):
        """Remove what Marz has put there: a Redis may hold what is others'."""
        client = self.get_client(None, write=True)
        keys = list(client.scan_iter(match="marz:*"))
        return bool(keys and client.delete(*keys))


class Shared(RedisCache):
    """A Redis that has nothing, and takes nothing, while it cannot be reached."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._absence = _absences.setdefault(server, Absence())

    @cached_property
    def _cache(self):
        return Guarded(Client(self._servers, **self._options), self._absence)


class Guarded:
    """A client whose failures are answers: what is asked for is not there."""

    _missing = {"get": lambda key, default: default, "get_many": lambda keys: {}}

    def __init__(self, client, absence):
        self._client, self._absence = client, absence

    def __getattr__(self, name):
        missing = self._missing.get(name, lambda *_: None)

        def ask(*values):
            if self._absence.lasts():
                return missing(*values)
            try:
                return getattr(self._client, name)(*values)
            except (RedisError, OSError) as error:
                self._absence.note(error)
                return missing(*values)

        return ask


class Counts(Shared):
    """Who asked how often, counted by all processes together; by each for itself while the Redis is away."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._own = Memory("counts", COUNTS)

    def count(self, name: str, seconds: int) -> int:
        """Return how often it was called with a name, with this call; a name is forgotten after so many seconds."""
        return self._cache.count(self.make_key(name), seconds) or self._own.count(name, seconds)

    def incr(self, key, delta=1, version=None):
        """Return a number counted up; raises ValueError where there is none."""
        found = super().incr(key, delta, version)
        if found is None:
            raise ValueError(f"Key '{key}' not found.")
        return found

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Return whether the value was put where there was none."""
        return bool(super().add(key, value, timeout, version))
