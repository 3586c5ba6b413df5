"""What was changed in an event after its publication: when, what and why, as the log tells it; never by whom."""

import datetime
from dataclasses import dataclass

from events.models import Actor, ChangeKind, LogEntry, Operation
from events.pages.words import counted, day, joined

LABELS = {
    "district": "district",
    "date": "day",
    "date_earliest": "earliest day",
    "date_latest": "latest day",
    "time": "time",
    "kind": "kind",
    "controller": "holder afterwards",
    "opponent": "other side",
    "contested": "contested",
    "summary": "summary",
}
HEADS = {
    ChangeKind.CORRECTION: "Corrected",
    ChangeKind.CHANGE: "New evidence",
    ChangeKind.RETRACTION: "Retracted",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `kind` is correction or change, `what` a list of sentences, `reason` "" where none was recorded."""

    at: datetime.datetime
    kind: str
    what: list[str]
    reason: str

    @property
    def head(self) -> str:
        """What sort of change it was, in words."""
        return HEADS[self.kind]

    @property
    def is_correction(self) -> bool:
        """Whether the record was wrong before."""
        return self.kind == ChangeKind.CORRECTION


def corrections_of(event, version):
    """Return the changes of an event after its publication, up to a version, the latest first."""
    entries = LogEntry.objects.filter(object_type="event", object_id=event.code, version__lte=version).order_by("seq")
    names, found, before = dict(Actor.objects.values_list("slug", "name")), [], None
    for entry in entries:
        what = _what(entry, before, names)
        if entry.change_kind != ChangeKind.NEW and what:
            found.append(Change(entry.at, entry.change_kind, what, entry.reason))
        before = entry.snapshot or before
    return found[::-1]


def _what(entry, before, names):
    """Return sentences on what an entry changed; none where only what follows from the evidence did."""
    if entry.op == Operation.DEL:
        return ["It was taken out of the record."]
    if entry.op == Operation.MERGED:
        return [f"It was merged into {entry.merged_into}."]
    if entry.op == Operation.ADD or before is None:
        return ["It counts again."] if before else []
    now = entry.snapshot
    facts = [
        _fact(name, before.get(name), now.get(name), names) for name in LABELS if before.get(name) != now.get(name)
    ]
    return facts + _evidence(before["citations"], now["citations"])


def _fact(name, old, new, names):
    return f"{LABELS[name]}: {_words(old, name, names)} → {_words(new, name, names)}"


def _words(value, name, names):
    if value in (None, ""):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.startswith("date"):
        return day(datetime.date.fromisoformat(value))
    return names.get(value, str(value).replace("_", " ")) if name != "summary" else f"“{value}”"


def _evidence(before, now):
    came = [cited for cited in now if cited not in before]
    went = [cited for cited in before if cited not in now]
    said = []
    if came:
        said.append(f"{counted(len(came), 'citation')} added: {_reports(came)}")
    if went:
        said.append(f"{counted(len(went), 'citation')} taken away: {_reports(went)}")
    return said


def _reports(cited):
    return joined(sorted({each["report"] for each in cited}))
