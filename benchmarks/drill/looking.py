"""Look at a database after a kill: `python -m benchmarks.drill.looking < SAID` prints what is wrong, a line each."""

import os
import sys
from collections import Counter

from benchmarks.drill.importing import ROWS


def main() -> None:
    """Print what is wrong after what was said to be written."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for fault in faults(sys.stdin.read().splitlines()):
        sys.stdout.write(fault + "\n")


def faults(said: list[str]) -> list[str]:
    """Return in sentences what of the acknowledged writes is missing, what is half written, and what has drifted."""
    from events.control.rebuild import difference
    from events.management.commands.rebuild import drift

    found = difference()
    drifted = [drift(found)] if found else []
    return [*_lost(said), *_halves(), *drifted, *_out_of_order()]


def _lost(said):
    """Yield what was acknowledged and is not there: each event, with the last words that it was given."""
    from events.models import Citation, ControlEvent
    from events.models.numbering import number_of

    last, imported = {}, []
    for line in said:
        what, *rest = line.split(" ", 1)
        if what == "imported":
            imported += rest
        else:
            code, words = rest[0].split(" ", 1)
            last[number_of(code, "E")] = words
    kept = ControlEvent.objects.in_bulk(last)
    sheets = Counter(Citation.objects.filter(attribution__in=imported).values_list("attribution", flat=True))
    yield from (f"E{number:04d} was logged and is lost." for number in last.keys() - kept.keys())
    yield from (
        f"{event.code} was given “{last[number]}” and has “{event.summary}”."
        for number, event in kept.items()
        if _count(event.summary) < _count(last[number])
    )
    yield from (f"{words} was said to be imported and is lost." for words in imported if not sheets[words])


def _count(words):
    """Return the number of a write: a later one may have been committed before it could be said, no earlier one."""
    return int(words.rpartition("-")[2])


def _halves():
    """Yield what only a part of was written: events without both citations, imports without all rows."""
    from django.db.models import Count

    from events.models import Citation, ControlEvent, LogEntry

    drilled = ControlEvent.objects.filter(summary__startswith="Drill ").annotate(cited=Count("citations"))
    yield from (f"{event.code} has {event.cited} of 2 citations." for event in drilled.exclude(cited=2))
    imported = Citation.objects.filter(attribution__startswith="Import ")
    sheets = Counter(imported.values_list("attribution", flat=True))
    yield from (f"{words} has {count} of {ROWS} rows." for words, count in sheets.items() if count != ROWS)
    logged = set(LogEntry.objects.filter(object_type="event").values_list("object_id", flat=True))
    written = ControlEvent.objects.filter(summary__regex="^(Drill|Import) ")
    yield from (f"{event.code} is not in the log." for event in written if event.code not in logged)


def _out_of_order():
    """Yield where the log's versions do not follow one another without a gap."""
    from events.models import LogEntry

    versions = list(LogEntry.objects.order_by("seq").values_list("version", flat=True))
    if versions != sorted(versions) or set(versions) != set(range(1, max(versions) + 1)):
        yield "The versions of the log are not whole numbers in order from 1 on."


if __name__ == "__main__":
    main()
