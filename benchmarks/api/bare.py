"""The least that could answer: a WSGI function, psycopg and orjson on the SQL of each question. The limit.

It checks nothing, sends no header but the length, and knows the parameters of the questions alone; its answers hold
the same rows as Marz's. The environment's ADDRESS says how to reach the database, THREADS how many ask at once.
"""

import datetime
import os
from urllib.parse import parse_qsl

import orjson
from psycopg_pool import ConnectionPool

from benchmarks.api import bare_sql as sql
from events.control.reading_sql import FLIPS, HOLDERS
from events.control.series import QUERY, points

# What Marz takes where nothing is said.
ASKED = {
    "list": "nsia1398",
    "province": None,
    "perspective": "reported",
    "widest": "claimed",
    "evidence": datetime.date.max,
}

pool = ConnectionPool(
    os.environ["ADDRESS"],
    min_size=1,
    max_size=int(os.environ["THREADS"]) + 2,
    kwargs={"autocommit": True},
    open=True,
)


def rows_of(statement: str, asked: dict, *, prepare: bool = True) -> list[tuple]:
    """Return the rows of a statement; not prepared where a plan for these very values is worth its making."""
    with pool.connection() as connection:
        return connection.execute(statement, asked, prepare=prepare, binary=True).fetchall()


def control(asked: dict) -> dict:
    """Return who held each district on a day, in a version."""
    results, held, contested, claims = [], {}, 0, 0
    for row in rows_of(HOLDERS, ASKED | asked, prepare=False):
        code, name, province, province_name, who, fought, since, certain, standing, event, *claim = row
        claimed = claim[0] and claim[0] != who
        results.append(
            {
                "district": code,
                "district_name": name,
                "province": province,
                "province_name": province_name,
                "controller": who,
                "contested": bool(fought),
                "since": since,
                "since_certain": certain,
                "standing": standing,
                "event": event and f"E{event:04d}",
                "open_claim": {
                    "controller": claim[0],
                    "since": claim[1],
                    "standing": claim[2],
                    "event": f"E{claim[3]:04d}",
                }
                if claimed
                else None,
            }
        )
        held[who] = held.get(who, 0) + 1
        contested += bool(fought)
        claims += bool(claimed)
    totals = {"held": held, "contested": contested, "unknown": held.pop(None, 0), "open_claims": claims}
    return {"as_of": asked["as_of"], "totals": totals, "results": results}


def timeline(asked: dict) -> dict:
    """Return a district's control periods, and its events with their citations."""
    periods = [
        {
            "district": district,
            "perspective": perspective,
            "controller": who,
            "contested": contested,
            "start": start,
            "end": end,
            "event": f"E{event:04d}",
        }
        for district, perspective, who, contested, start, end, event in rows_of(sql.TIMELINE, asked)
    ]
    return {"results": periods, "events": [_event(*row) for row in rows_of(sql.DISTRICT_EVENTS, asked)]}


def events(asked: dict) -> dict:
    """Return a page of 100 events with their citations."""
    found = rows_of(sql.EVENTS, {"after": 0} | asked)
    return {
        "next": f"?after={found[99][0]}" if len(found) > 100 else None,
        "results": [_event(*row) for row in found[:100]],
    }


def _event(number, district, date, earliest, latest, time, kind, side, other, contested, standing, summary, *said):
    return {
        "id": f"E{number:04d}",
        "district": district,
        "date": date,
        "date_earliest": earliest,
        "date_latest": latest,
        "time": time and time.strftime("%H:%M"),
        "kind": kind,
        "controller": side,
        "opponent": other,
        "contested": contested,
        "standing": standing,
        "status": "published",
        "summary": summary,
        "citations": orjson.Fragment(said[0] or "[]"),
        "casualties": orjson.Fragment(said[1] or "[]"),
    }


def changes(asked: dict) -> dict:
    """Return what changed hands on the days of a span, flip by flip."""
    found = {}
    span = {"first": asked["from"], "last": asked["to"]}
    for *place, loser, winner, day, event, standing in rows_of(FLIPS[None], ASKED | asked | span, prepare=False):
        flip = {"date": day, "from": loser, "to": winner, "event": f"E{event:04d}", "standing": standing}
        found.setdefault(tuple(place), []).append(flip)
    return {
        "results": [
            {
                "district": code,
                "district_name": name,
                "province": province,
                "before": flips[0]["from"],
                "after": flips[-1]["to"],
                "net": flips[0]["from"] != flips[-1]["to"],
                "flips": flips,
            }
            for (code, name, province), flips in found.items()
        ]
    }


def summary(asked: dict) -> dict:
    """Return how many districts each side held on the last day of each month of a span."""
    first, last = (datetime.date.fromisoformat(asked[name]) for name in ("from", "to"))
    days = list(points(first, last, "month"))
    span = {"days": days, "count": len(days), "first": first, "last": last, "apart": False}
    found = {}
    for day, _, who, count, contested, _ in rows_of(QUERY, ASKED | asked | span, prepare=False):
        found.setdefault(day, []).append({"controller": who, "districts": count, "contested": contested})
    return {"results": [{"date": day, "counts": counts} for day, counts in found.items()]}


def geojson(asked: dict) -> dict:
    """Return who held each district on a day, with its shape."""
    shapes = dict(rows_of(sql.SHAPES, asked))
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": row["district"], "geometry": shapes[row["district"]], "properties": row}
            for row in control(asked)["results"]
        ],
    }


QUESTIONS = {f"/{each.__name__}": each for each in (control, timeline, events, changes, summary, geojson)}


def application(environ, start_response):
    """Answer a question of `QUESTIONS`; `/` is answered with nothing, which says how fast asking itself is."""
    question = QUESTIONS.get(environ["PATH_INFO"])
    body = orjson.dumps(question(dict(parse_qsl(environ["QUERY_STRING"])))) if question else b"{}"
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
