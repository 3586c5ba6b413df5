"""Ask no host more often than it can bear."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit


class Pace:
    """Waits so that two requests to one host are at least `seconds` apart."""

    def __init__(
        self,
        seconds: float,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.seconds, self._sleep, self._clock = seconds, sleep, clock
        self._last: dict[str, float] = {}

    def wait(self, url: str) -> None:
        """Return once the host of an address may be asked again."""
        host = urlsplit(url).netloc
        before = self._last.get(host)
        if before is not None:
            self._sleep(max(before + self.seconds - self._clock(), 0))
        self._last[host] = self._clock()
