"""Build the made-up record in an embedded database of its own: `python -m benchmarks.api.record EVENTS`.

The environment's DATA_DIR is the folder. Places and actors are the shipped ones, all else is made up. The periods are
what the rules give: all events but the late ones are the first version, then each district's late ones are a version.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from benchmarks.api import loading, synthetic
from events.control.periods import View, follow, judged
from events.control.standing import judge

FIRST_VERSION = 1
NOTE = "record.json"
SOURCE = "id slug name kind actor_id country homepage reliability reason public"
REPORT = (
    "id source_id url title published published_precision language origin_id via note archive_url restricted public"
)
EVENT = (
    "id district_id date date_earliest date_latest time kind controller_id opponent_id contested summary status "
    "standing merged_into_id author_id review_note"
)
CITATION = "id event_id report_id voice_id stance scope attribution claimed_date note"
PERIOD = (
    "district_id perspective_id controller_id contested event_id standing since_certain start end position "
    "evidence_from evidence_to version_from version_to"
)
LOG = "seq version at op change_kind object_type object_id merged_into reason snapshot"
AT = "2026-01-01 00:00:00+00"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a district's rows need to know of the record around them."""

    address: str
    events: int
    districts: tuple[tuple[int, str], ...]
    actors: dict[str, int]
    views: dict[int, View]

    @property
    def reports(self) -> int:
        """How many reports there are."""
        return synthetic.reports_of(self.events)


def build(events: int) -> dict:
    """Fill the configured, migrated database with places and so many events; return what there is, by kind."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", interactive=False, verbosity=0)
    _places(connection)
    frame = frame_of(events)
    connection.close()
    with psycopg.connect(frame.address) as session:
        loading.bulk(session)
        with loading.without_indexes(session):
            _evidence(session, frame)
            session.commit()
            counts = _in_parallel(frame)
        _numbers_on(session)
    with psycopg.connect(frame.address, autocommit=True) as session:
        session.execute("VACUUM (ANALYZE)")
    return counts


def _places(connection) -> None:
    """Load the shipped package and leave of it the places and the actors."""
    from django.conf import settings
    from django.core.management import call_command

    from districts.models import District

    if not District.objects.exists():
        call_command("import_package", settings.BASE_DIR / "fixtures" / "afghanistan", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(loading.LOADED)} CASCADE")


def frame_of(events: int) -> Frame:
    """Return the frame of a record of so many events in the configured database."""
    from django.db import connection

    from districts.models import District
    from events.control.rebuild import views
    from events.models import Actor

    wanted = connection.get_connection_params()
    address = psycopg.conninfo.make_conninfo(
        **{name: wanted[name] for name in ("host", "port", "user", "dbname", "password") if wanted.get(name)}
    )
    return Frame(
        address=address,
        events=events,
        districts=tuple(District.objects.on_list("nsia1398").order_by("code").values_list("id", "code")),
        actors=dict(Actor.objects.values_list("slug", "id")),
        views=views(),
    )


def _evidence(session: psycopg.Connection, frame: Frame) -> None:
    """Write the sources and the reports, and the log that says so."""
    for table, (columns, rows) in evidence_rows(frame.reports).items():
        loading.copy(session, table, columns, rows)
    session.commit()
    loading.copy(session, "events_logentry", LOG, _logged_evidence(frame.reports))


def evidence_rows(reports: int) -> dict:
    """Return {table: (columns, rows)} of the sources and of so many reports."""
    numbers = range(synthetic.SOURCES)
    sources = (
        (n + 1, f"source-{n:02d}", f"Source {n}", "newspaper", None, "", "", synthetic.grade(n), "Made up.", True)
        for n in numbers
    )
    return {
        "events_source": (SOURCE, sources),
        "events_report": (REPORT, (_report(synthetic.report(n, reports)) for n in range(1, reports + 1))),
    }


def _report(told: synthetic.Report) -> tuple:
    url, title = f"https://example.org/reports/{told.id}", f"What happened in the districts, part {told.id}"
    source = told.source + 1
    return (told.id, source, url, title, told.published, "day", "en", told.origin, "", "", "", told.restricted, True)


def _logged_evidence(reports: int) -> Iterator[tuple]:
    from events.export.tables import snapshots
    from events.models import Report, Source

    seq = 0
    for model, count in ((Source, synthetic.SOURCES), (Report, reports)):
        for first in range(1, count + 1, 2000):
            for kind, code, record in snapshots(model, list(range(first, min(first + 2000, count + 1)))):
                seq += 1
                yield (seq, FIRST_VERSION, AT, "ADD", "new", kind, code, "", "", json.dumps(record))


def _in_parallel(frame: Frame) -> dict:
    """Write each district's rows, as many districts at once as there are cores; return how many rows of each kind."""
    totals = {}
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for counts in pool.map(partial(_district, frame), range(len(frame.districts))):
            for kind, count in counts.items():
                totals[kind] = totals.get(kind, 0) + count
    return totals | {"reports": frame.reports}


def _district(frame: Frame, index: int) -> dict:
    """Write the rows of one of the districts; return how many of each kind."""
    told = synthetic.events_of(index, districts=len(frame.districts), events=frame.events, reports=frame.reports)
    return write_district(frame, frame.districts[index], list(told), late_version(index))


def write_district(frame: Frame, district: tuple[int, str], told: list[synthetic.Told], late: int) -> dict:
    """Write events of a district (its number and code), the late ones as of a version; return the rows by kind."""
    rows = rows_of(frame, district, told, late)
    with psycopg.connect(frame.address) as session:
        loading.bulk(session)
        return {table.removeprefix("events_"): loading.copy(session, table, *each) for table, each in rows.items()}


def rows_of(frame: Frame, district: tuple[int, str], told: list[synthetic.Told], late: int) -> dict:
    """Return {table: (columns, rows)} of what `write_district` writes."""
    events = {each.id: synthetic.pure(each, frame.reports) for each in told}
    standings = {
        number: judge(each.kind, each.controller, each.opponent, each.statements).standing
        for number, each in events.items()
    }
    number, code = district
    return {
        "events_controlevent": (EVENT, [_event(frame, number, each, standings[each.id]) for each in told]),
        "events_citation": (CITATION, [row for each in told for row in _citations(frame, each)]),
        "events_controlperiod": (PERIOD, list(_periods(frame, number, told, events, late))),
        "events_logentry": (LOG, [_logged(code, each, standings[each.id], late) for each in told]),
    }


def _event(frame: Frame, district: int, told: synthetic.Told, standing: str) -> tuple:
    sides = frame.actors[told.controller], frame.actors[told.opponent]
    what = told.kind, *sides, told.contested, told.summary, "published", standing
    return (told.id, district, told.date, told.earliest, told.latest, told.time, *what, None, None, "")


def _citations(frame: Frame, told: synthetic.Told) -> Iterator[tuple]:
    for place, cited in enumerate(told.citations):
        stance, voice = "asserts" if cited.asserts else "denies", frame.actors.get(cited.voice)
        number = told.id * 4 + place
        yield (number, told.id, cited.report.id, voice, stance, "district", cited.attribution, None, "")


def late_version(index: int) -> int:
    """Return the version in which the late events of a district came."""
    return FIRST_VERSION + 1 + index // synthetic.LATE_IN


def _periods(frame: Frame, district: int, told: list[synthetic.Told], events: dict, late: int) -> Iterator[tuple]:
    """Yield the rows of all perspectives: what held before the late events came, what they left and what they made."""
    whole = judged(events.values())
    early = judged(events[each.id] for each in told if not each.late) if any(each.late for each in told) else whole
    for perspective, view in frame.views.items():
        after = set(follow(whole, view))
        before = after if early is whole else set(follow(early, view))
        found = [(row, FIRST_VERSION, None if row in after else late) for row in before]
        found += [(row, late, None) for row in after - before]
        # In the order of the indexes, which are made the faster for it.
        found.sort(key=lambda each: (each[0].period.start, each[0].period.position))
        for row, opened, closed in found:
            yield (district, perspective, *_facts(frame, row), opened, closed)


def _facts(frame: Frame, row) -> tuple:
    period = row.period
    holder = frame.actors[period.controller], period.contested, period.event, period.standing, period.certain
    return (*holder, period.start, period.end, period.position, row.evidence_from, row.evidence_to)


def _logged(code: str, told: synthetic.Told, standing: str, late: int) -> tuple:
    version = late if told.late else FIRST_VERSION
    record = json.dumps(_public(code, told, standing))
    return (seq_of(version, told.id), version, AT, "ADD", "new", "event", f"E{told.id:04d}", "", "", record)


def seq_of(version: int, event: int) -> int:
    """Return the place in the log of an event: behind the sources and reports, versions one after the other."""
    return version * 1_000_000_000 + event


def _public(district: str, told: synthetic.Told, standing: str) -> dict:
    """Return an event as the log keeps it; the tests hold it against what Marz makes of the stored rows."""
    cited = sorted(told.citations, key=lambda each: (each.report.published, each.report.id))
    return {
        "id": f"E{told.id:04d}",
        "district": district,
        "date": told.date.isoformat(),
        "date_earliest": told.earliest.isoformat(),
        "date_latest": told.latest.isoformat(),
        "time": told.time.strftime("%H:%M") if told.time else None,
        "kind": told.kind,
        "controller": told.controller,
        "opponent": told.opponent,
        "contested": told.contested,
        "standing": standing,
        "status": "published",
        "summary": told.summary,
        "citations": [_public_citation(each) for each in cited],
        "casualties": [],
    }


def _public_citation(cited: synthetic.Citation) -> dict:
    restricted = cited.report.restricted
    return {
        "report": f"R{cited.report.id:04d}",
        "source": None if restricted else f"source-{cited.report.source:02d}",
        "published": cited.report.published.isoformat(),
        "voice": cited.voice or "independent",
        "stance": "asserts" if cited.asserts else "denies",
        "scope": "district",
        "attribution": "Restricted source, held by the editors" if restricted else cited.attribution,
        "claimed_date": None,
        "note": "",
    }


def _numbers_on(session: psycopg.Connection) -> None:
    """Let what is written next have the next numbers."""
    for table in loading.LOADED:
        key = "seq" if table.endswith("logentry") else "id"
        session.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), max({key})) FROM {table} HAVING max({key}) > 0"
        )


def main(arguments: list[str]) -> None:
    """Build the record of so many events unless the folder holds it whole."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    events, folder = int(arguments[0]), Path(os.environ["DATA_DIR"])
    note = folder / NOTE
    is_whole = note.exists() and json.loads(note.read_text())["events"] == events
    if not is_whole:
        # What was begun and not finished has lost its indexes.
        shutil.rmtree(folder, ignore_errors=True)
    django.setup()
    if is_whole:
        # The record is kept; the schema may have grown since.
        call_command("migrate", interactive=False, verbosity=0)
        return
    begun = time.perf_counter()
    counts = build(events)
    note.write_text(json.dumps({"events": events, "rows": counts}))
    told = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    sys.stdout.write(f"Built a record of {told} in {time.perf_counter() - begun:,.0f} s.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
