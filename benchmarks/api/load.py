"""Ask a server as fast as it answers, over a few connections that stay open, and time each answer.

One thread and bare sockets: what asking costs must not be what is measured.
"""

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

CONNECTIONS = 4
LONGEST_WAIT = 120
CHUNK = 1 << 18


class RefusedError(Exception):
    """An answer other than 200, in a sentence."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many answers came in how many seconds, and how long each took, in seconds, ascending."""

    answers: int
    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    def percentile(self, share: float) -> float:
        """Return the latency in seconds that this share of the answers stayed within."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


class Asker:
    """One open connection with one request under way."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port, self.path = port, ""
        self.received, self.size, self.wanted, self.begun = [], 0, None, 0.0

    def ask(self, path: str) -> None:
        """Send a request."""
        self.path, self.received, self.size, self.wanted = path, [], 0, None
        self.begun = time.perf_counter()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: application/json\r\n\r\n".encode()
        )

    def read(self) -> float | None:
        """Take in what has come; return the seconds that the answer took once it is whole."""
        data = self.socket.recv(CHUNK)
        if not data:
            raise RefusedError(f"{self.path}: the server closed the connection.")
        self.received.append(data)
        self.size += len(data)
        if self.wanted is None:
            self._read_head()
        if self.wanted is not None and (self.size >= self.wanted if self.wanted else self._is_last_chunk()):
            return time.perf_counter() - self.begun
        return None

    def body(self) -> bytes:
        """Return the body of the answer that is whole, in chunks where it came so."""
        return b"".join(self.received).partition(b"\r\n\r\n")[2]

    def _read_head(self) -> None:
        """Learn how many bytes the answer has; 0 where it comes in chunks."""
        head, found, _ = b"".join(self.received).partition(b"\r\n\r\n")
        if not found:
            return
        lines = head.lower().split(b"\r\n")
        if lines[0].split()[1] != b"200":
            raise RefusedError(f"{self.path}: {lines[0].decode()}")
        lengths = [int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")]
        self.wanted = len(head) + 4 + lengths[0] if lengths else 0

    def _is_last_chunk(self) -> bool:
        return b"".join(self.received[-2:]).endswith(b"\r\n0\r\n\r\n")


def ask(port: int, path: str) -> bytes:
    """Return the body of one answer; raises RefusedError where it is not a 200."""
    asker = Asker(port)
    with asker.socket:
        asker.ask(path)
        while asker.read() is None:
            pass
    return asker.body()


def measure(port: int, following: Callable[[], str], *, seconds: float, connections: int = CONNECTIONS) -> Measured:
    """Ask for the paths that `following` gives one after the other, for so many seconds; count what was answered.

    What is under way when the time is over is waited for, and counts.
    """
    with contextlib.ExitStack() as opened:
        ready = opened.enter_context(selectors.DefaultSelector())
        askers = [Asker(port) for _ in range(connections)]
        for asker in askers:
            opened.enter_context(asker.socket)
            ready.register(asker.socket, selectors.EVENT_READ, asker)
        begun = time.perf_counter()
        for asker in askers:
            asker.ask(following())
        latencies = _until(begun + seconds, ready, following)
        return Measured(len(latencies), time.perf_counter() - begun, tuple(sorted(latencies)))


def _until(end: float, ready: selectors.BaseSelector, following: Callable[[], str]) -> list[float]:
    """Ask again wherever an answer has come, until an instant; return the seconds that each answer took."""
    latencies = []
    while ready.get_map():
        for key, _ in ready.select(LONGEST_WAIT):
            took = key.data.read()
            if took is None:
                continue
            latencies.append(took)
            if time.perf_counter() < end:
                key.data.ask(following())
            else:
                ready.unregister(key.fileobj)
    return latencies
