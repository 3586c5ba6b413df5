"""A server that speaks enough of Redis's protocol (RESP 2) for what Marz asks of it."""

import contextlib
import fnmatch
import socketserver
import threading
import time


class Redis(socketserver.ThreadingTCPServer):
    """Holds values and when they end; `stop` cuts all connections, as a server that dies does."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Session)
        self.values, self.ends, self.open, self.turn = {}, {}, set(), threading.RLock()
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self):
        """End, and cut off who is connected."""
        self.shutdown()
        self.server_close()
        for session in list(self.open):
            with contextlib.suppress(OSError):
                session.shutdown(2)

    def do(self, name, *words):
        """Return the answer to a command as Python has it."""
        with self.turn:
            for key in [key for key, end in self.ends.items() if end <= time.monotonic()]:
                self.values.pop(key), self.ends.pop(key)
            command = getattr(self, f"on_{name.decode().lower()}", None)
            return command(*words) if command else OSError(f"ERR unknown command '{name.decode()}'")

    def on_set(self, key, value, *options):
        if b"NX" in options and key in self.values:
            return None
        self.values[key] = value
        if b"EX" in options:
            self.ends[key] = time.monotonic() + int(options[options.index(b"EX") + 1])
        return True

    def on_get(self, key):
        return self.values.get(key)

    def on_exists(self, key):
        return int(key in self.values)

    def on_incr(self, key):
        return self.on_incrby(key, b"1")

    def on_incrby(self, key, many):
        self.values[key] = str(int(self.values.get(key, b"0")) + int(many)).encode()
        return int(self.values[key])

    def on_del(self, *keys):
        return sum(self.values.pop(key, None) is not None for key in keys)

    def on_scan(self, cursor, *options):
        return [b"0", [key for key in self.values if fnmatch.fnmatch(key, options[options.index(b"MATCH") + 1])]]

    def on_client(self, *words):
        return True


class Session(socketserver.StreamRequestHandler):
    """One connection: commands are answered as they come; those between MULTI and EXEC at once, and alone."""

    def handle(self):
        self.server.open.add(self.connection)
        queue = None
        with contextlib.suppress(OSError):
            while words := self._words():
                name = words[0].upper()
                if name == b"MULTI":
                    queue, answer = [], True
                elif name == b"EXEC":
                    with self.server.turn:
                        answer, queue = [self.server.do(*each) for each in queue], None
                elif queue is not None:
                    queue.append(words)
                    answer = "QUEUED"
                else:
                    answer = self.server.do(*words)
                self.wfile.write(_written(answer))

    def finish(self):
        self.server.open.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def _words(self):
        head = self.rfile.readline()
        return [self._word() for _ in range(int(head[1:]))] if head else None

    def _word(self):
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2]


def _written(answer):
    if answer is True or isinstance(answer, str):
        return f"+{'OK' if answer is True else answer}\r\n".encode()
    if isinstance(answer, Exception):
        return f"-{answer}\r\n".encode()
    if isinstance(answer, int):
        return f":{answer}\r\n".encode()
    if isinstance(answer, list):
        return f"*{len(answer)}\r\n".encode() + b"".join(map(_written, answer))
    return b"$-1\r\n" if answer is None else b"$%d\r\n%s\r\n" % (len(answer), answer)
