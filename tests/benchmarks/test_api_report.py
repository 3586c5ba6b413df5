"""The harness asks, counts and judges rightly; what it measures is not judged here."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks.api import report
from benchmarks.api.load import Measured, RefusedError, ask, measure
from benchmarks.api.questions import questions


class Answers(BaseHTTPRequestHandler):
    """Answers /whole with a length, /parts in two chunks, all else with 404."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(404 if self.path == "/none" else 200)
        if self.path == "/parts":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"4\r\none,\r\n")
            self.wfile.write(b"3\r\ntwo\r\n0\r\n\r\n")
            return
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"whole")

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def port():
    """The port of a server that runs as long as the test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "body"), [("/whole", b"whole"), ("/parts", b"4\r\none,\r\n3\r\ntwo\r\n0\r\n\r\n")])
def test_an_answer_is_read_to_its_end_however_it_comes(port, path, body):
    taken = measure(port, lambda: path, seconds=0.05, connections=2)

    assert ask(port, path) == body
    assert taken.answers == len(taken.latencies) >= 2
    assert list(taken.latencies) == sorted(taken.latencies)


def test_a_refusal_stops_the_measurement(port):
    with pytest.raises(RefusedError, match=r"/none: http/1\.1 404"):
        measure(port, lambda: "/none", seconds=1)


def test_a_percentile_is_what_that_share_stayed_within():
    taken = Measured(4, 2.0, (1.0, 2.0, 3.0, 4.0))

    assert (taken.rate, taken.percentile(0.5), taken.percentile(0.95), taken.percentile(1)) == (2.0, 3.0, 4.0, 4.0)


def test_a_cold_question_is_never_asked_twice():
    for question in questions(events=10_000, version=422, districts=["AF0101", "AF0102"]):
        following = question.following("marz", 0)
        paths = [following() for _ in range(800)]

        assert len(set(paths)) == (1 if question.name == "control_cached" else 800), question.name


def found(rate):
    """Return what a run has found, control/ being asked at a rate of the bare handler's."""
    side = {"rate": 10.0, "p50": 1.0, "p95": 2.0, "answers": 5}
    return {
        "machine": "A machine.",
        "questions": {
            "control": {
                "label": "`control/`",
                "targets": {"bare": 0.6},
                "ratios": {"bare": rate},
                "sides": {"marz": side, "bare": side},
            },
            "summary": {"label": "`summary/`", "targets": {}, "missing": "/summary/: http/1.1 404 not found"},
        },
        "csv": {"rows": 9, "rate": 5.0, "peer": 10.0, "ratio": 0.5, "rest": 90.0, "peak": 151.0},
        "logging": {"24": [0.1, 0.01], "240": [0.5, 0.01], "2400": [4.0, 0.05]},
    }


def test_each_ratio_is_told_with_its_target_and_whether_it_was_reached():
    told = report.table(report.lines(found(0.612)))

    assert told.splitlines() == [
        "| what | against | ratio | asked |  |",
        "| --- | --- | --- | --- | --- |",
        "| `control/` | bare handler | 0.61 | ≥ 0.6 | reached |",
        "| `summary/` |  | – |  | not measured: /summary/: http/1.1 404 not found |",
        "| CSV of all events | psql \\copy | 0.50 | ≥ 0.5 | reached |",
        "| CSV of all events: MiB above rest |  | 61.00 | ≤ 60 | MISSED |",
        "| logging an event in a district of 24 | bare inserts | 10.00 | ≤ 5 | MISSED |",
        "| logging an event in a district of 240 | bare inserts | 50.00 |  |  |",
        "| logging an event in a district of 2,400 | bare inserts | 80.00 | ≤ 100 | reached |",
        "| logging: time in 240 to 24, per event | linear | 0.50 | ≤ 1 | reached |",
        "| logging: time in 2,400 to 240, per event | linear | 0.80 | ≤ 1 | reached |",
    ]


def test_what_was_found_is_written_between_the_marks_and_said_in_a_sentence(tmp_path):
    docs, results = tmp_path / "performance.md", tmp_path / "results.json"
    docs.write_text(f"Before.\n{report.BEGIN}\nOld.\n{report.END}\nAfter.\n")
    both = {report.SMALL: found(0.9), report.LARGE: found(0.5)}

    report.write(both, results=results, docs=docs)

    text = docs.read_text()
    assert text.startswith(f"Before.\n{report.BEGIN}\n\nA machine.\n\n### 10,000 events\n\n| what |")
    assert text.endswith(f"{report.END}\nAfter.\n")
    assert "Old." not in text
    assert "| `control/`: 1,000,000 against 10,000 | bare handler | 1.80 | ≤ 1.5 | MISSED |" in text
    assert report.summary(both).startswith(
        "10 of 16 targets reached. Not reached: CSV of all events: MiB above rest ();"
    )
