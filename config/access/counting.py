"""How many requests there were in a window, counted in Django's cache: one that has the method `count`."""

import threading
from time import time

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.locmem import LocMemCache

from config.environment import Rate

_of_thread = threading.local()


class Memory(LocMemCache):
    """The memory of a process, which takes any key: asking what memcached would say to it costs more than counting."""

    def validate_key(self, key):
        """Accept every key."""

    def count(self, name: str, seconds: int) -> int:
        """Return how often it was called with a name, with this call; a name is forgotten after so many seconds.

        Adding and counting up are one step each, so that no two threads take the same place.
        """
        try:
            return self.incr(name)
        except ValueError:
            return 1 if self.add(name, 1, seconds) else self.incr(name)


def counted(client: str, rate: Rate) -> tuple[int, int]:
    """Count a request and return (how many there were in this window with it, seconds until the window ends)."""
    number, past = divmod(int(time()), rate.window)
    return _cache().count(f"rate.{client}.{rate.window}.{number}", rate.window), rate.window - past


def _cache():
    """Return the cache as this thread has it; looking it up among all of them costs as much as counting."""
    try:
        return _of_thread.cache
    except AttributeError:
        _of_thread.cache = caches[DEFAULT_CACHE_ALIAS]
        return _of_thread.cache
