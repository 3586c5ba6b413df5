"""The same rows and B-tree indexes in SQLite, and the questions as canned queries of Datasette.

`python -m benchmarks.api.lite FOLDER` copies the record of DATA_DIR to FOLDER/record.sqlite unless it is there.
Ranges, which SQLite has not, are compared by their two ends.
"""

import csv
import json
import os
import sqlite3
import sys
from pathlib import Path

FILE, METADATA = "record.sqlite", "metadata.json"
# How a copy writes what is missing, and PostgreSQL's number of the type of what is true or not.
NULL, BOOL = r"\N", 16

TABLES = {
    "province": ("districts_province", "id code name"),
    "district": ("districts_district", "id code name province_id lists cell boundary"),
    "actor": ("events_actor", "id slug"),
    "perspective": ("events_perspective", "id slug"),
    "source": ("events_source", "id slug reliability"),
    "report": ("events_report", "id source_id url title published origin_id restricted"),
    "event": (
        "events_controlevent",
        "id district_id date date_earliest date_latest time kind controller_id opponent_id contested summary status "
        "standing",
    ),
    "citation": (
        "events_citation",
        "id event_id report_id voice_id stance scope attribution claimed_date note",
    ),
    "period": (
        "events_controlperiod",
        "id district_id perspective_id controller_id contested event_id standing since_certain start end position "
        "evidence_from evidence_to version_from version_to",
    ),
}

NUMBERS = ("contested", "restricted", "since_certain", "position", "version_from", "version_to")

INDEXES = """
    CREATE INDEX event_by_district ON event (district_id, date);
    CREATE INDEX citation_by_event ON citation (event_id);
    CREATE INDEX period_by_district ON period (district_id, start);
    CREATE INDEX period_in_perspective ON period (perspective_id, district_id, start);
    CREATE INDEX period_by_start ON period (perspective_id, start, "end");
    ANALYZE;
"""

_SEEN = """
    {0}.perspective_id = (SELECT id FROM perspective WHERE slug = '{1}')
    AND {0}.version_from <= CAST(:version AS INTEGER)
    AND ({0}.version_to IS NULL OR {0}.version_to > CAST(:version AS INTEGER)) AND {0}.evidence_to IS NULL
"""
_ON = '{0}.start <= {1} AND ({0}."end" IS NULL OR {0}."end" > {1})'
_LISTED = "instr(district.lists, 'nsia1398')"

_CITATIONS = """
    (SELECT json_group_array(json_object('report', report.id, 'source', source.slug, 'published', report.published,
        'voice', coalesce(voice.slug, 'independent'), 'stance', citation.stance, 'scope', citation.scope,
        'attribution', citation.attribution, 'claimed_date', citation.claimed_date, 'note', citation.note))
    FROM citation JOIN report ON report.id = citation.report_id JOIN source ON source.id = report.source_id
    LEFT JOIN actor AS voice ON voice.id = citation.voice_id WHERE citation.event_id = event.id) AS citations
"""
_EVENTS = f"""
    SELECT event.id, district.code AS district, date, date_earliest, date_latest, time, kind, side.slug AS controller,
        other.slug AS opponent, contested, standing, status, summary, {_CITATIONS}
    FROM event JOIN district ON district.id = event.district_id JOIN actor AS side ON side.id = event.controller_id
    JOIN actor AS other ON other.id = event.opponent_id WHERE status = 'published'
"""

_CONTROL = f"""
    SELECT district.code AS district, district.name AS district_name, province.code AS province,
        province.name AS province_name, who.slug AS controller, held.contested, held.start AS since,
        held.since_certain, held.standing, held.event_id AS event, claimant.slug AS claim_controller,
        claim.start AS claim_since, claim.standing AS claim_standing, claim.event_id AS claim_event {{more}}
    FROM district JOIN province ON province.id = district.province_id
    LEFT JOIN period AS held ON held.district_id = district.id AND {_SEEN.format("held", "reported")}
        AND {_ON.format("held", ":as_of")}
    LEFT JOIN actor AS who ON who.id = held.controller_id
    LEFT JOIN period AS claim ON claim.district_id = district.id AND {_SEEN.format("claim", "claimed")}
        AND {_ON.format("claim", ":as_of")}
    LEFT JOIN actor AS claimant ON claimant.id = claim.controller_id
    WHERE {_LISTED} ORDER BY province.code, district.code
"""

QUERIES = {
    "control": _CONTROL.format(more=""),
    "geojson": _CONTROL.format(more=", coalesce(district.boundary, district.cell) AS geometry"),
    # Both parts of the answer at once: the periods, and the events with their citations.
    "timeline": f"""
        SELECT (SELECT json_group_array(json_object('controller', actor.slug, 'contested', contested, 'start', start,
            'end', "end", 'event', event_id)) FROM (SELECT * FROM period WHERE {_SEEN.format("period", "reported")}
            AND district_id = place.id ORDER BY start, position) JOIN actor ON actor.id = controller_id) AS periods,
            (SELECT json_group_array(json_object('id', id, 'date', date, 'date_earliest', date_earliest,
            'date_latest', date_latest, 'time', time, 'kind', kind, 'controller', controller, 'opponent', opponent,
            'contested', contested, 'standing', standing, 'summary', summary, 'citations', json(citations)))
            FROM ({_EVENTS} AND event.district_id = place.id ORDER BY date, time, event.id)) AS events
        FROM district AS place WHERE place.code = :district
    """,
    "events": f"{_EVENTS} AND event.id > CAST(:after AS INTEGER) ORDER BY event.id LIMIT 100",
    "changes": f"""
        WITH line AS (
            SELECT * FROM period WHERE {_SEEN.format("period", "reported")} AND start BETWEEN :from AND :to
            UNION ALL
            SELECT * FROM period WHERE {_SEEN.format("period", "reported")}
                AND {_ON.format("period", "date(:from, '-1 day')")}
        ), step AS (
            SELECT *, lag(controller_id) OVER (PARTITION BY district_id ORDER BY start, position) AS loser_id FROM line
        )
        SELECT district.code AS district, district.name AS district_name, province.code AS province, start AS date,
            loser.slug AS "from", winner.slug AS "to", event_id AS event, standing
        FROM step JOIN district ON district.id = step.district_id JOIN province ON province.id = district.province_id
        JOIN actor AS loser ON loser.id = loser_id JOIN actor AS winner ON winner.id = controller_id
        WHERE loser_id <> controller_id AND start >= :from AND {_LISTED}
        ORDER BY province.code, district.code, start, position
    """,
    "summary": f"""
        WITH RECURSIVE month(day) AS (
            SELECT date(:from, 'start of month', '+1 month', '-1 day')
            UNION ALL
            SELECT date(day, 'start of month', '+2 months', '-1 day') FROM month WHERE day < :to
        )
        SELECT day, actor.slug AS controller, count(*) AS districts
        FROM month CROSS JOIN district JOIN period INDEXED BY period_in_perspective
            ON period.district_id = district.id AND {_ON.format("period", "day")}
            AND {_SEEN.format("period", "reported")}
        JOIN actor ON actor.id = period.controller_id
        WHERE day <= :to AND {_LISTED} GROUP BY day, actor.slug ORDER BY day, actor.slug
    """,
}


def build(folder: Path) -> None:
    """Copy the configured database's rows to FOLDER/record.sqlite, and write Datasette's metadata beside it."""
    from django.db import connection

    draft = folder / f"{FILE}.draft"
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as lite:
        lite.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA cache_size = -500000;")
        for name, (table, columns) in TABLES.items():
            _copy(connection, lite, name, table, columns.split())
        lite.commit()
        lite.executescript(INDEXES)
    lite.close()
    draft.rename(folder / FILE)


def _copy(connection, lite, name: str, table: str, columns: list[str]) -> None:
    """Copy one table; its key stays its key. PostgreSQL writes the values as SQLite keeps them, a line a row."""
    quoted = [f'"{column}"' for column in columns]
    declared = ", ".join(("id INTEGER PRIMARY KEY", *(f'"{column}" {_type(column)}' for column in columns[1:])))
    lite.execute(f"CREATE TABLE {name} ({declared})")
    insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})"
    with connection.connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(quoted)} FROM {table} LIMIT 0")
        picked = [
            f"{word}::int" if column.type_code == BOOL else word
            for word, column in zip(quoted, cursor.description, strict=True)
        ]
        asked = f"COPY (SELECT {', '.join(picked)} FROM {table} ORDER BY id) TO STDOUT (FORMAT csv, NULL '{NULL}')"
        with cursor.copy(asked) as lines:
            rows = csv.reader(bytes(line).decode() for line in lines)
            lite.executemany(insert, ([None if value == NULL else value for value in row] for row in rows))


def _type(column: str) -> str:
    """Return the type of a column: without one, SQLite does not look it up in an index by a number."""
    return "INTEGER" if column.endswith("_id") or column in NUMBERS else "TEXT"


def metadata() -> dict:
    """Return what Datasette is told: the canned queries of the database `record`."""
    return {"databases": {"record": {"queries": {name: {"sql": sql} for name, sql in QUERIES.items()}}}}


def main(arguments: list[str]) -> None:
    """Make the SQLite file unless the folder holds it."""
    import django

    folder = Path(arguments[0])
    (folder / METADATA).write_text(json.dumps(metadata()))
    if (folder / FILE).exists():
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        build(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
