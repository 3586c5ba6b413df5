"""What was changed in an event after its publication: when, what and why, as the log tells it; never by whom."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Actor, ChangeKind, EventKind, LogEntry, Operation
from events.pages.words import day, joined, name_of, number

LABELS = {
    "district": _("district"),
    "date": _("day"),
    "date_earliest": _("earliest day"),
    "date_latest": _("latest day"),
    "time": _("time"),
    "kind": _("kind"),
    "controller": _("holder afterwards"),
    "opponent": _("other side"),
    "contested": _("contested"),
    "summary": _("summary"),
}
STATEMENTS = {"citations": ("report", "voice", "stance"), "casualties": ("report", "voice", "of", "outcome")}
DIFFERENCES = {
    ("citations", "added"): ngettext_lazy(
        "%(number)s citation added: %(reports)s", "%(number)s citations added: %(reports)s", "count"
    ),
    ("citations", "changed"): ngettext_lazy(
        "%(number)s citation changed: %(reports)s", "%(number)s citations changed: %(reports)s", "count"
    ),
    ("citations", "taken away"): ngettext_lazy(
        "%(number)s citation taken away: %(reports)s", "%(number)s citations taken away: %(reports)s", "count"
    ),
    ("casualties", "added"): ngettext_lazy(
        "%(number)s casualty claim added: %(reports)s", "%(number)s casualty claims added: %(reports)s", "count"
    ),
    ("casualties", "changed"): ngettext_lazy(
        "%(number)s casualty claim changed: %(reports)s", "%(number)s casualty claims changed: %(reports)s", "count"
    ),
    ("casualties", "taken away"): ngettext_lazy(
        "%(number)s casualty claim taken away: %(reports)s", "%(number)s casualty claims taken away: %(reports)s",
        "count",
    ),
}  # fmt: skip
HEADS = {
    ChangeKind.CORRECTION: _("Corrected"),
    ChangeKind.CHANGE: _("New evidence"),
    ChangeKind.RETRACTION: _("Retracted"),
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
    names = {actor.slug: name_of(actor) for actor in Actor.objects.all()}
    found, before = [], None
    for entry in entries:
        what = what_changed(entry, before, names)
        if entry.change_kind != ChangeKind.NEW and what:
            found.append(Change(entry.at, entry.change_kind, what, entry.reason))
        before = entry.snapshot or before
    return found[::-1]


def what_changed(entry, before, names):
    """Return sentences on what a log entry changed; none where only what follows from the evidence did.

    `before` is the snapshot that was logged before, `names` the actors' names by slug.
    """
    if entry.op == Operation.DEL:
        return [gettext("It was taken out of the record.")]
    if entry.op == Operation.MERGED:
        return [gettext("It was merged into %(code)s.") % {"code": entry.merged_into}]
    if entry.op == Operation.ADD or before is None:
        return [gettext("It counts again.")] if before else []
    now = entry.snapshot
    facts = [
        _fact(name, before.get(name), now.get(name), names) for name in LABELS if before.get(name) != now.get(name)
    ]
    return facts + _evidence(before, now)


def _fact(name, old, new, names):
    facts = {"fact": LABELS[name], "old": _words(old, name, names), "new": _words(new, name, names)}
    return gettext("%(fact)s: %(old)s → %(new)s") % facts


def _words(value, name, names):
    if value in (None, ""):
        return gettext("none")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name.startswith("date"):
        return day(datetime.date.fromisoformat(value))
    if name == "kind":
        return gettext(EventKind(value).label)
    return names.get(value, str(value)) if name != "summary" else f"“{value}”"


def _evidence(before, now):
    """Return sentences on the citations and the losses that came, went and changed; `before` may know no losses."""
    return [
        DIFFERENCES[name, what]
        % {"count": len(statements), "number": number(len(statements)), "reports": _reports(statements)}
        for name, key in STATEMENTS.items()
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
