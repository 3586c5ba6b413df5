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
STATEMENTS = {
    "citations": ("citation", ("report", "voice", "stance")),
    "casualties": ("casualty claim", ("report", "voice", "of", "outcome")),
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
    return facts + _evidence(before, now)


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
    """Return sentences on the citations and the losses that came, went and changed; `before` may know no losses."""
    return [
        f"{counted(len(statements), noun)} {what}: {_reports(statements)}"
        for name, (noun, key) in STATEMENTS.items()
        for what, statements in _differences(before.get(name, []), now.get(name, []), key)
        if statements
    ]


def _differences(before, now, key):
    old = {tuple(each[field] for field in key): each for each in before}
    new = {tuple(each[field] for field in key): each for each in now}
    yield "added", [each for identity, each in new.items() if identity not in old]
    yield "changed", [each for identity, each in new.items() if identity in old and old[identity] != each]
    yield "taken away", [each for identity, each in old.items() if identity not in new]


def _reports(cited):
    return joined(sorted({each["report"] for each in cited}))
