"""How many requests there were in a window, counted in Django's cache."""

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


def counted(client: str, rate: Rate) -> tuple[int, int]:
    """Count a request and return (how many there were in this window with it, seconds until the window ends).

    Adding and counting up are one step each in the cache, so that no two threads take the same place.
    """
    number, past = divmod(int(time()), rate.window)
    name = f"rate.{client}.{rate.window}.{number}"
    cache = _cache()
    try:
        count = cache.incr(name)
    except ValueError:
        count = 1 if cache.add(name, 1, rate.window) else cache.incr(name)
    return count, rate.window - past


def _cache():
    """Return the cache as this thread has it; looking it up among all of them costs as much as counting."""
    try:
        return _of_thread.cache
    except AttributeError:
        _of_thread.cache = caches[DEFAULT_CACHE_ALIAS]
        return _of_thread.cache
