"""What is told of an event that was public and is no longer."""

from districts.api.problems import Gone, Moved
from events.control.merging import survivor_of
from events.models import ControlEvent, LogEntry, Operation
from events.models.numbering import number_of


def tell_fate(request, code):
    """Raise Moved for an event that was merged into another, Gone for one that was withdrawn; else do nothing."""
    entry = LogEntry.objects.latest_of("event", [code]).first()
    if entry and entry.op == Operation.MERGED:
        raise Moved(request, code, survivor_of(ControlEvent.objects.get(pk=number_of(code, "E"))).code)
    if entry and entry.op == Operation.DEL:
        raise Gone(f"Event {code} was withdrawn. {_reason(entry)}", id=code, reason=entry.reason)


def _reason(entry):
    return f"The reason: {entry.reason}" if entry.reason else "No reason was recorded."
