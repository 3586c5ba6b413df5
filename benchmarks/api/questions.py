"""What is asked of each side, and the ratios that are to be reached."""

import base64
import datetime
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import orjson

from benchmarks.api.synthetic import DAYS, FIRST

BARE, EMPTY, DATASETTE = "bare", "empty", "datasette"
FIXED_DAY = datetime.date(2015, 6, 30)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `asked(number)` gives its parameters, each of `sides` the path that asks it there.

    `targets` are the least ratios of Marz's answers a second to a side's.
    """

    name: str
    label: str
    asked: Callable[[int], dict]
    sides: dict[str, Callable[[dict], str]]
    targets: dict[str, float] = field(default_factory=dict)

    def following(self, side: str, first: int) -> Callable[[], str]:
        """Return a function that gives the path of the next question with each call."""
        numbers = itertools.count(first)
        return lambda: self.sides[side](self.asked(next(numbers)))


def _day(number: int, span: int) -> datetime.date:
    """Return one of the days of the record, in an order that leaps about."""
    return FIRST + datetime.timedelta(days=1 + number * 2713 % (DAYS - span))


def _sides(marz: Callable[[dict], str], name: str) -> dict[str, Callable[[dict], str]]:
    return {
        "marz": marz,
        BARE: lambda asked: f"/{name}?{urlencode(asked)}",
        DATASETTE: lambda asked: f"/record/{name}.json?{urlencode({**asked, '_shape': 'array'})}",
    }


def _at(path: str) -> Callable[[dict], str]:
    return lambda asked: f"/api/v1/{path}?{urlencode(asked)}"


def _cursor(asked: dict) -> str:
    cursor = base64.urlsafe_b64encode(orjson.dumps([asked["after"]])).decode().rstrip("=")
    return f"/api/v1/events/?{urlencode({'cursor': cursor, 'limit': 100})}"


def _timeline(asked: dict) -> str:
    return f"/api/v1/districts/{asked['district']}/timeline/?version={asked['version']}"


def questions(*, events: int, version: int, districts: list[str]) -> list[Question]:
    """Return the questions to a record of so many events in so many versions; no two of a kind ask for the same."""

    def timeline(number):
        return {"district": districts[number % len(districts)], "version": version - number // len(districts)}

    page = Question(
        "events_page",
        "a page of 100 events with citations",
        lambda number: {"after": number * 7919 % max(events - 101, 1)},
        _sides(_cursor, "events"),
        {BARE: 0.5, DATASETTE: 2},
    )
    by_district = Question("district_timeline", "a district's timeline", timeline, _sides(_timeline, "timeline"))
    cold, cached, drawn = _of_a_day(version)
    return [cold, cached, page, by_district, *_of_a_span(version), drawn]


def _of_a_day(version: int) -> list[Question]:
    """Return the questions to `control/`: another day each time, the same one again, and as GeoJSON."""

    def control(number):
        return {"as_of": _day(number, 1), "version": version - number // (DAYS - 1)}

    sides = _sides(_at("control/"), "control")
    again = {side: {**sides, EMPTY: lambda asked: "/empty/"}[side] for side in ("marz", EMPTY, DATASETTE)}
    drawn = _sides(lambda asked: f"{_at('control/')(asked)}&format=geojson", "geojson")
    return [
        Question("control_cold", "`control/`, another day each time", control, sides, {BARE: 0.6, DATASETTE: 5}),
        Question(
            "control_cached",
            "`control/`, the same day again",
            lambda number: {"as_of": FIXED_DAY, "version": version},
            again,
            {EMPTY: 0.8, DATASETTE: 30},
        ),
        Question("control_geojson", "`control/` as GeoJSON, another day each time", control, drawn),
    ]


def _of_a_span(version: int) -> list[Question]:
    """Return the questions to `changes/` over a month and to `summary/` over a year."""

    def span(days):
        def asked(number):
            first = _day(number, days)
            return {"from": first, "to": first + datetime.timedelta(days=days), "version": version - number // DAYS}

        return asked

    summary = _sides(lambda asked: f"{_at('summary/')(asked)}&interval=month", "summary")
    return [
        Question("changes_month", "`changes/` over a month", span(30), _sides(_at("changes/"), "changes")),
        Question("summary_year", "`summary/` over a year, by month", span(364), summary),
    ]
