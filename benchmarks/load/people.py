"""Who asks: readers of pages, researchers with programs, and an analyst who logs events; locust runs them.

    LOAD_FACTS=facts.json LOAD_FOUND=found.json locust -f benchmarks/load/people.py --headless …

A reader and a researcher ask again as soon as they are answered, so that the server is never idle; the analyst logs an
event every few seconds. Each answer's time is kept and written to LOAD_FOUND at the end.
"""

import json
import os
import random
from pathlib import Path

from locust import FastHttpUser, constant, constant_pacing, events, task

FACTS = json.loads(Path(os.environ["LOAD_FACTS"]).read_text())
CODES = [code for code, _ in FACTS["districts"]]
DAYS = [f"2021-{month:02d}-{day:02d}" for month in range(5, 9) for day in range(1, 29)]
TOKEN = "a" * 32
WARMING = 3  # seconds of a run that are not counted

_times, _failures, _began, _answered = {}, {}, [None], [0]


@events.request.add_listener
def keep(name, response_time, exception, start_time, **more):
    """Keep how many milliseconds an answer took, by what was asked; or what went wrong."""
    _began[0] = _began[0] or start_time
    _answered[0] += 1
    if exception is not None:
        told = f"{name}: {type(exception).__name__} {exception}"[:200]
        _failures[told] = _failures.get(told, 0) + 1
    elif start_time - _began[0] >= WARMING:
        _times.setdefault(name, []).append(round(response_time, 2))


@events.quitting.add_listener
def write(environment, **more):
    """Write what was kept."""
    kept = {"times": _times, "failures": _failures, "warming": WARMING, "answered": _answered[0]}
    Path(os.environ["LOAD_FOUND"]).write_text(json.dumps(kept))


class Asking(FastHttpUser):
    """One that gets what it asks for, or says what it got instead."""

    abstract = True
    wait_time = constant(0)

    def ask(self, name, path):
        """Return the answer to a GET, under a name in the figures; anything but 200 is a failure."""
        with self.client.get(path, name=name, catch_response=True, headers={"Accept-Encoding": "gzip"}) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code} for {path}")
            return answer


class Reader(Asking):
    """Looks at pages, the map of a day most of all."""

    fixed_count = 6

    @task(5)
    def map(self):
        self.ask("page: map", f"/?as_of={random.choice(DAYS)}")

    @task(3)
    def district(self):
        self.ask("page: district", f"/districts/{random.choice(CODES)}/")

    @task(2)
    def changes(self):
        self.ask("page: changes", "/changes/")

    @task(2)
    def event(self):
        self.ask("page: event", f"/events/{random.choice(FACTS['events'])}/")

    @task(1)
    def source(self):
        self.ask("page: source", f"/sources/{random.choice(FACTS['sources'])}/")


class Researcher(Asking):
    """Asks the API: days, timelines, pages by their cursor, and now and then a whole table."""

    fixed_count = 3

    @task(10)
    def control(self):
        self.ask("API: control/", f"/api/v1/control/?as_of={random.choice(DAYS)}")

    @task(5)
    def timeline(self):
        self.ask("API: timeline of a district", f"/api/v1/districts/{random.choice(CODES)}/timeline/")

    @task(3)
    def pages(self):
        path = "/api/v1/events/?limit=100"
        for _ in range(3):
            answer = self.ask("API: page of events", path)
            path = answer.status_code == 200 and answer.json().get("next")
            if not path:
                return

    @task(1)
    def table(self):
        self.ask("API: CSV of events", "/api/v1/events/?format=csv")


class Analyst(FastHttpUser):
    """Logs an event with a citation by the form of the desk, and publishes it, every two seconds."""

    fixed_count = 1
    wait_time = constant_pacing(2)

    @task
    def log(self):
        winner, loser = random.sample(FACTS["sides"], 2)
        report, day = random.choice(FACTS["reports"])
        form = {
            "district": random.choice(FACTS["districts"])[1], "date": day, "kind": "captured", "controller": winner,
            "opponent": loser, "summary": "Of a load test.", "_step": "publish", "csrfmiddlewaretoken": TOKEN,
            "citations-TOTAL_FORMS": 1, "citations-INITIAL_FORMS": 0, "citations-0-report": report,
            "citations-0-voice": "", "citations-0-stance": "asserts", "citations-0-scope": "district",
            "citations-0-attribution": "The load test",
        }  # fmt: skip
        cookies = f"sessionid={FACTS['session']}; csrftoken={TOKEN}"
        with self.client.post(
            "/admin/events/controlevent/add/",
            name="desk: an event published",
            data=form,
            headers={"Cookie": cookies},
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}, not written")
            else:
                answer.success()
