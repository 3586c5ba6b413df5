"""Write to the public record: one lock, one version, one log entry a changed object, all or nothing."""

from contextlib import contextmanager

import orjson
from django.db import connection, transaction

from events.api.rows import changed_events
from events.control.disclosure import disclose
from events.control.prepared import Statement
from events.control.rebuild import apply, difference
from events.control.restriction import follow
from events.export.tables import snapshot, snapshots
from events.models import ChangeKind, LogEntry, Operation, Status
from events.models.numbering import code_of

VERSION_LOCK = 0x4D61727A  # "Marz"
EVIDENCE = ("citations", "casualties")
# Under the lock, and the plans of prepared statements are kept, whatever their values.
_LOCK = "SELECT pg_advisory_xact_lock(%s), set_config('plan_cache_mode', 'force_generic_plan', true)"
_LAST = Statement("SELECT coalesce(max(version), 0) FROM events_logentry")
_AT_ONCE = 2000
_LOGGED = ("op", "change_kind", "object_type", "object_id", "merged_into")
_LOG = Statement(
    f"""
INSERT INTO events_logentry (version, at, reason, {", ".join(_LOGGED)}, snapshot)
SELECT $1::bigint, coalesce($2::timestamptz, (SELECT clock_timestamp())), $3::text, entry.*
FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::jsonb[]) AS entry RETURNING at"""  # noqa: S608
)


@contextmanager
def recording(*, reason=""):
    """Hold the version lock around a write and publish what it touched when the block ends.

    Take it before the first write, so that no row lock is held while waiting; the state is derived from what
    is committed then. An exception undoes the block and everything that followed from it.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [VERSION_LOCK])
        record = Recording(reason=reason)
        yield record
        record.publish()


class Recording:
    """What one write touches. `version` is None until something public has changed."""

    def __init__(self, *, reason=""):
        self.reason = reason
        self.version = None
        self._districts = set()
        self._entries = []

    def touch(self, *district_ids):
        """Note districts whose events, or whose events' evidence, the write changes."""
        self._districts.update(district_ids)

    def touch_events(self, events):
        """Note the districts of a queryset of events."""
        self.touch(*events.values_list("district_id", flat=True))

    def note(self, object_type, object_id, snapshot, *, created=False):
        """Log another public object (a source, a report, an actor, a tally, a place) as it is now."""
        self._entries.append(
            LogEntry(
                op=Operation.ADD if created else Operation.MOD,
                change_kind=ChangeKind.NEW if created else ChangeKind.CORRECTION,
                object_type=object_type,
                object_id=object_id,
                snapshot=snapshot,
            )
        )

    def withdraw(self, object_type, object_id):
        """Log that a public object that nothing rested on was removed."""
        self._entries.append(
            LogEntry(op=Operation.DEL, change_kind=ChangeKind.RETRACTION, object_type=object_type, object_id=object_id)
        )

    def publish(self):
        """Derive the touched districts, store the difference and log it; return the version, None for no change."""
        districts, self._districts = self._districts, set()
        for disclosed in disclose(districts):
            self.note(*snapshot(disclosed), created=True)
        entries, self._entries = follow(self._entries, snapshots), []
        version = _LAST.rows()[0][0] + 1
        found = difference(districts)
        apply(found, version=version)
        entries += [_event_entry(*event) for event in changed_events(districts)]
        if not entries and not (found.open or found.close):
            return None
        self._log(entries or [_rebuild_entry()], version)
        self.version = version
        return version

    def _log(self, entries, version):
        instant = None
        for first in range(0, len(entries), _AT_ONCE):
            some = entries[first : first + _AT_ONCE]
            columns = [[getattr(entry, name) for entry in some] for name in _LOGGED]
            snapshots_of = [entry.snapshot and orjson.dumps(entry.snapshot).decode() for entry in some]
            instant = _LOG.rows(version, instant, self.reason, *columns, snapshots_of)[0][0]


def _rebuild_entry():
    return LogEntry(
        op=Operation.MOD, change_kind=ChangeKind.CORRECTION, object_type="periods", object_id="rebuild", snapshot=None
    )


def _event_entry(number, survivor, row, last, before):
    """Return the unsaved log entry of an event that is not as it was logged last, as `changed_events` gives it."""
    code, survivor = code_of(number, "E"), code_of(survivor, "E")
    if row["status"] == Status.PUBLISHED:
        op = Operation.ADD if before is None else Operation.MOD
        # One that was withdrawn and counts again corrects the record: it is not new to those who follow it.
        kind = _change_kind(before, row) if before else ChangeKind.CORRECTION if last else ChangeKind.NEW
        return LogEntry(op=op, change_kind=kind, object_type="event", object_id=code, snapshot=row)
    # A duplicate was wrong to be counted twice: merging it corrects the record.
    op, kind = (Operation.MERGED, ChangeKind.CORRECTION) if survivor else (Operation.DEL, ChangeKind.RETRACTION)
    return LogEntry(op=op, change_kind=kind, object_type="event", object_id=code, merged_into=survivor, snapshot=None)


def _change_kind(before, row):
    """Return whether an event only gained evidence, or was wrong before."""
    if any(one not in row[name] for name in EVIDENCE for one in before[name]):
        return ChangeKind.CORRECTION
    derived = {*EVIDENCE, "standing"}
    same = {key: value for key, value in before.items() if key not in derived} == {
        key: value for key, value in row.items() if key not in derived
    }
    return ChangeKind.CHANGE if same else ChangeKind.CORRECTION
