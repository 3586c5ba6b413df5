"""The rules of a package that one row alone cannot keep."""

from events.control.state import today
from events.export.columns import Day
from events.export.tables import TABLES
from events.ingest.package.rows import Rows
from events.models import Status


def check_rules(rows: Rows) -> None:
    """Refuse what one row alone cannot know to be wrong.

    These are days to come, allies and sides that hold no ground, copies of copies, published events that nobody is
    cited for, and reports from before what they are cited for.
    """
    _check_clock(rows)
    _check_allies(rows)
    _check_sides(rows)
    _check_origins(rows)
    _check_cited(rows)
    _check_days(rows)


def _check_clock(rows: Rows) -> None:
    now = today()
    for table in TABLES:
        days = [column.name for column in table.columns if isinstance(column.kind, Day)]
        for row in rows.sound[table.name]:
            for column in days:
                if row.values[column] and row.values[column] > now:
                    rows.refuse(row, column, f"a day that has come: there it is {now}.")


def _parties(rows: Rows) -> set[str]:
    return {key for (key,), row in (rows.keys["actors"] or {}).items() if row.cells["is_party"] == "1"}


def _check_allies(rows: Rows) -> None:
    parties = _parties(rows)
    for row in rows.sound["actors"]:
        if row.values["allied_with"] and row.values["allied_with"] not in parties:
            rows.refuse(row, "allied_with", "a party that can hold ground: its is_party is 1.")


def _check_sides(rows: Rows) -> None:
    parties = _parties(rows)
    for row in rows.sound["events"] if rows.keys["actors"] else ():
        for column in ("controller", "opponent"):
            if row.values[column] not in parties:
                rows.refuse(row, column, "an actor that can hold ground: is_party is 1 in actors.csv.")


def _check_origins(rows: Rows) -> None:
    for row in rows.sound["reports"]:
        original = rows.find("reports", row.values["origin"]) if row.values["origin"] else None
        if original is row:
            rows.refuse(row, "origin", "another report, or empty: a report does not repeat itself.")
        elif original and original.cells["origin"]:
            first = original.cells["origin"]
            rows.refuse(row, "origin", f"a report that repeats no other one; this one repeats {first}.")


def _check_cited(rows: Rows) -> None:
    """Count the citations that are wrong in something too: the event is not to blame for that."""
    if rows.keys["citations"] is None:
        return
    cited = {event for event, *_ in rows.keys["citations"]}
    for row in rows.sound["events"]:
        if row.values["status"] == Status.PUBLISHED and row.key[0] not in cited:
            rows.refuse(row, "id", "an event that citations.csv has a row for: who says so, in which report?")


def _check_days(rows: Rows) -> None:
    events = {row.key[0]: row.values["date_earliest"] for row in rows.sound["events"]}
    reports = {row.key[0]: row.values["published"] for row in rows.sound["reports"]}
    for row in rows.sound["citations"] + rows.sound["casualties"]:
        earliest, published = events.get(row.values["event_id"]), reports.get(row.values["report_id"])
        if earliest and published and (earliest - published).days > 1:
            right = (
                f"a report published a day before {row.values['event_id']} at the earliest, which cannot have been "
                f"before {earliest}; this one is of {published}."
            )
            rows.refuse(row, "report_id", right)
