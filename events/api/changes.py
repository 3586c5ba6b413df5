"""What each version changed in an event, told from the log as the public may see it, never by whom."""

from events.api.recorded import PARTS, public_rows
from events.models import Status


def states_of(entries) -> list[dict]:
    """Return what each log entry of one event, in their order, changed in it.

    The fields of the first state change from null. A withdrawal or a merge changes the status alone: what the event
    said before stays what it said. A citation that was corrected is one removed and one added.
    """
    found, before = [], {}
    for entry, record in zip(entries, public_rows(entries), strict=True):
        now = record or before | {"status": Status.RETRACTED.value}
        found.append(_state(entry) | _changes(before, now))
        before = now
    return found


def _state(entry):
    return {
        "version": entry.version,
        "at": entry.at,
        "op": entry.op,
        "change_kind": entry.change_kind,
        "reason": entry.reason,
        "merged_into": entry.merged_into or None,
    }


def _changes(before, now):
    fields = [name for name in now if name not in PARTS and before.get(name) != now[name]]
    told = {"changes": [{"field": name, "from": before.get(name), "to": now[name]} for name in fields]}
    for name in PARTS:
        old, new = before.get(name, []), now.get(name, [])
        told[f"{name}_added"] = [each for each in new if each not in old]
        told[f"{name}_removed"] = [each for each in old if each not in new]
    return told
