"""Answers of the API in the memory of a process, and behind it in a Redis that all processes share."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

from config.caching.shared import Shared


class Answers(LocMemCache):
    """What one process has answered, the others give again.

    An answer is held under what its ETag stands for and never changes there, so what a process has itself is as good
    as what the Redis has.
    """

    def __init__(self, server, params):
        super().__init__("answers", params)
        self._shared = Shared(server, {**params, "OPTIONS": {}})

    def get(self, key, default=None, version=None):
        """Return the answer of a key, this process's own or that of another."""
        found = super().get(key, None, version)
        if found is None:
            found = self._shared.get(key, None, version)
            if found is not None:
                super().set(key, found, version=version)
        return default if found is None else found

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Hold an answer, for all processes."""
        super().set(key, value, timeout, version)
        self._shared.set(key, value, timeout, version)
