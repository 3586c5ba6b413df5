"""What logging one event costs as its district grows: `python -m benchmarks.api.logging_events`.

Districts of 24, 240 and 2,400 events are added to the record of DATA_DIR, on no list. In each, one event with a report
and a citation is logged through `recording()`; then, in one transaction, the very rows that this wrote are inserted
bare. Afterwards all of it is taken out again. Prints JSON: {events: [seconds of recording, seconds of bare inserts]}.
"""

import datetime
import json
import os
import statistics
import sys
import time

import psycopg

from benchmarks.api import record, synthetic

SIZES = (24, 240, 2400)
ROUNDS = 5
CODE = "AFT9"
FIRST_ID = 90_000_000

_WRITTEN = {
    "events_report": "id > %(report)s",
    "events_controlevent": "district_id = %(district)s AND id < %(made_up)s",
    "events_citation": "event_id IN (SELECT id FROM events_controlevent WHERE district_id = %(district)s "
    "AND id < %(made_up)s)",
    "events_controlperiod": "district_id = %(district)s AND version_from = %(version)s",
    "events_logentry": "version = %(version)s",
}


def prepare(size: int, frame: record.Frame) -> int:
    """Add a district with so many events to the record; return its number."""
    from districts.models import District, Province

    province = Province.objects.get(code="AF01")
    district = District.objects.create(
        code=f"{CODE}{size}", name=f"Made up {size}", province=province, kind="district", lat=34, lon=69, lists=[]
    )
    told = list(synthetic.events_of(0, districts=1, events=size, reports=frame.reports))
    for each in told:
        each.id, each.late = FIRST_ID + size * 10_000 + each.id, False
    record.write_district(frame, (district.pk, district.code), told, record.FIRST_VERSION)
    return district.pk


def log_one(district: int, day: datetime.date) -> tuple[float, int]:
    """Log an event of a day as the desk does; return the seconds it took and its version."""
    from events.control.recording import recording
    from events.export.tables import snapshot
    from events.models import Actor, Citation, ControlEvent, Report

    government, taliban = (Actor.objects.get(slug=slug) for slug in ("government", "taliban"))
    begun = time.perf_counter()
    with recording() as writing:
        report = Report.objects.create(source_id=1, title="A report", published=day + datetime.timedelta(days=1))
        event = ControlEvent.objects.create(
            district_id=district,
            date=day,
            date_earliest=day,
            date_latest=day,
            kind="captured",
            controller=taliban,
            opponent=government,
            summary="The centre fell.",
            status="published",
        )
        Citation.objects.create(event=event, report=report, attribution="Residents, by telephone")
        writing.note(*snapshot(report), created=True)
        writing.touch(district)
    return time.perf_counter() - begun, writing.version


def insert_bare(session: psycopg.Connection, written: dict) -> float:
    """Insert rows, {table: (columns, rows)}, in one transaction; return the seconds it took."""
    begun = time.perf_counter()
    with session.transaction(), session.cursor() as cursor:
        for table, (columns, rows) in written.items():
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
    return time.perf_counter() - begun


def measure(size: int, frame: record.Frame, session: psycopg.Connection) -> list[float]:
    """Return the median seconds of logging an event in a district of so many, and of inserting its rows bare."""
    district, pairs = prepare(size, frame), []
    marks = {"district": district, "made_up": FIRST_ID}
    marks["report"] = session.execute("SELECT max(id) FROM events_report").fetchone()[0]
    for number in range(ROUNDS + 1):
        day = synthetic.FIRST + datetime.timedelta(days=synthetic.DAYS * (number + 1) // (ROUNDS + 2))
        took, marks["version"] = log_one(district, day)
        written = _written(session, marks)
        _take_out(session, marks)
        bare = insert_bare(session, written)
        _take_out(session, marks)
        _reopen(session, marks)
        pairs.append((took, bare))
    _forget(session, district)
    # The first time prepares what the others use.
    return [statistics.median(times) for times in zip(*pairs[1:], strict=True)]


def _written(session: psycopg.Connection, marks: dict) -> dict:
    """Return {table: (columns, rows)} of what one logging wrote; what the database computes is left out."""
    found = {}
    for table, condition in _WRITTEN.items():
        cursor = session.execute(f"SELECT * FROM {table} WHERE {condition}", marks)
        columns = [column.name for column in cursor.description]
        kept = [place for place, name in enumerate(columns) if name not in ("period", "evidence", "recorded")]
        rows = [tuple(_plain(row[place]) for place in kept) for row in cursor]
        found[table] = ([columns[place] for place in kept], rows)
    return found


def _plain(value):
    return json.dumps(value) if isinstance(value, dict) else value


def _take_out(session: psycopg.Connection, marks: dict) -> None:
    """Delete what one logging wrote, past every trigger; what it closed stays closed."""
    with session.transaction():
        session.execute("SET LOCAL session_replication_role = replica")
        for table, condition in reversed(_WRITTEN.items()):
            session.execute(f"DELETE FROM {table} WHERE {condition}", marks)


def _reopen(session: psycopg.Connection, marks: dict) -> None:
    """Let the rows that one logging closed stand again."""
    closed = "district_id = %(district)s AND version_to = %(version)s"
    with session.transaction():
        session.execute("SET LOCAL session_replication_role = replica")
        session.execute(f"UPDATE events_controlperiod SET version_to = NULL WHERE {closed}", marks)


def _forget(session: psycopg.Connection, district: int) -> None:
    """Take a district out of the record again."""
    asked = {"district": district, "made_up": FIRST_ID, "seq": record.seq_of(record.FIRST_VERSION, FIRST_ID)}
    with session.transaction():
        session.execute("SET LOCAL session_replication_role = replica")
        for condition in (
            "events_controlperiod WHERE district_id = %(district)s",
            "events_logentry WHERE version = 1 AND seq >= %(seq)s",
            "events_citation WHERE event_id >= %(made_up)s",
            "events_controlevent WHERE id >= %(made_up)s",
            "districts_district WHERE id = %(district)s",
        ):
            session.execute(f"DELETE FROM {condition}", asked)


def main() -> None:
    """Measure each size and print what was found."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    frame = record.frame_of(int(sys.argv[1]))
    with psycopg.connect(frame.address, autocommit=True) as session:
        _forget_remains(session)
        found = {size: measure(size, frame, session) for size in SIZES}
    sys.stdout.write(json.dumps(found))


def _forget_remains(session: psycopg.Connection) -> None:
    """Take out what a run that was interrupted left."""
    for (district,) in session.execute("SELECT id FROM districts_district WHERE code LIKE 'AFT9%'").fetchall():
        _forget(session, district)


if __name__ == "__main__":
    main()
