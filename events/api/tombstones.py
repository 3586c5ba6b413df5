"""What is told of an event that was public and is no longer."""

from districts.api.problems import Gone, Moved
from events.models import LogEntry, Operation


def tell_fate(request, code, *, version=None):
    """Raise Moved for an event that was merged into another, Gone for one that was withdrawn; else do nothing.

    With `version` it is told of what had become of the event by then.
    """
    entry = last = _entry(code, version)
    while last and last.op == Operation.MERGED:
        last = _entry(last.merged_into, version)
    if entry and entry.op == Operation.MERGED:
        raise Moved(request, code, last.object_id)
    if entry and entry.op == Operation.DEL:
        raise Gone(f"Event {code} was withdrawn. {_reason(entry)}", id=code, reason=entry.reason)


def _entry(code, version):
    return LogEntry.objects.latest_of("event", [code], version=version).first()


def _reason(entry):
    return f"The reason: {entry.reason}" if entry.reason else "No reason was recorded."
