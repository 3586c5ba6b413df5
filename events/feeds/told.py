"""What the log tells of events, as the entries of a feed: one entry for each change of one event.

An entry tells one version, so neither its id nor its words are ever another; what is hidden now is hidden in it too.
"""

import datetime
import uuid
from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext

from districts.languages import name_of
from districts.models import District
from districts.spoken import spoken
from events.api.recorded import public_rows
from events.control.restriction import RESTRICTED
from events.models import Actor, ChangeKind, LogEntry, Operation, Source
from events.pages import words
from events.pages.corrections import what_changed

AT_ONCE = 50
# Only who gains has said so, or it is denied: it is told as a claim.
CLAIMS = ("claimed", "disputed", "refuted")
_NAMES = uuid.UUID("7d0f3e0c-6a5b-5c1e-9b1f-1f2f4d61727a")


def permanent(*parts) -> str:
    """Return the permanent id of something, whatever the address of the site: a URN that is made of its parts."""
    return uuid.uuid5(_NAMES, " ".join(map(str, parts))).urn


@dataclass(frozen=True)
class Told:
    """One change of an event: `now` and `before` are its public records (None where there is none), `earlier` the
    log entry that told of it before, `changed` sentences on what was corrected, `evidence` lines on who said what."""

    entry: LogEntry
    category: str
    district: District
    now: dict | None
    before: dict | None
    earlier: LogEntry | None
    changed: list[str]
    evidence: list[dict]
    event: SimpleNamespace

    @property
    def guid(self):
        """Its permanent id."""
        return guid_of(self.entry)

    @property
    def standing(self):
        """The standing of the event from then on, in words; empty where it is no longer there."""
        return words.standing_words(self.now["standing"], self.event) if self.now else ""

    @property
    def days(self):
        """The day of the event, or the days between which it lies, in words."""
        row = self.now or self.before
        first, last = (datetime.date.fromisoformat(row[f"date_{end}"]) for end in ("earliest", "latest"))
        return words.days_text(first, last)

    @property
    def title(self):
        """What happened where and when, with what became of it in front where it is not news."""
        facts = {"district": name_of(self.district), "province": name_of(self.district.province)}
        facts |= {"what": words.headline(self.event), "days": self.days}
        what = gettext("%(district)s, %(province)s, %(days)s: %(what)s") % facts
        if self.category not in HEADS:
            return what
        head = HEADS["merged" if self.entry.op == Operation.MERGED else self.category]
        return gettext(head) % {"event": what}


HEADS = {
    "correction": spoken("Corrected: %(event)s"),
    "retraction": spoken("Retracted: %(event)s"),
    "merged": spoken("Merged into another event: %(event)s"),
}


def guid_of(entry):
    """Return the permanent id of the feed entry that tells of a log entry."""
    return permanent("change", entry.object_id, entry.version, entry.at.isoformat())


def entries_of(*, province=None, district=None, before=None):
    """Return the log's entries of the events of a place, the last first, those before a `seq` where one is given.

    An event that was moved to another district by a correction is told of in both, or those who follow the first
    would never learn of it.
    """
    entries = LogEntry.objects.filter(object_type="event").order_by("-seq")
    if province or district:
        codes = [district.code] if district else list(province.districts.values_list("code", flat=True))
        there = LogEntry.objects.filter(object_type="event", snapshot__district__in=codes)
        entries = entries.filter(object_id__in=there.values("object_id"))
    return entries.filter(seq__lt=before) if before is not None else entries


def tell(entries) -> list[Told]:
    """Return what a list of log entries of events tells, in its order; six queries, whatever their number."""
    ids = {entry.object_id for entry in entries}
    history = list(LogEntry.objects.filter(object_type="event", object_id__in=ids).order_by("seq"))
    rows = dict(zip((entry.seq for entry in history), public_rows(history), strict=True))
    actors = {actor.slug: actor for actor in Actor.objects.all()}
    earlier, known, last = {}, {}, {}
    for entry in history:
        earlier[entry.seq], known[entry.seq] = last.get(entry.object_id, (None, None))
        last[entry.object_id] = entry, entry if entry.snapshot else known[entry.seq]
    codes = {(rows[seq] or {}).get("district") for seq in rows}
    districts = District.objects.select_related("province").defer("cell", "boundary", "province__boundary")
    found = {each.code: each for each in districts.filter(code__in=codes)}
    sources = dict(Source.objects.listed().values_list("slug", "name"))
    return [_told(entry, earlier, known, rows, found, actors, sources) for entry in entries]


def _told(entry, earlier, known, rows, districts, actors, sources):
    basis = known[entry.seq]
    now, before = rows[entry.seq], basis and rows[basis.seq]
    row = now or before
    names = {slug: name_of(actor) for slug, actor in actors.items()}
    is_correction = entry.change_kind != ChangeKind.NEW
    return Told(
        entry=entry,
        category=category_of(entry, now),
        district=districts[row["district"]],
        now=now,
        before=before,
        earlier=earlier[entry.seq],
        changed=what_changed(entry, basis and basis.snapshot, names) if is_correction else [],
        evidence=[_line(said, sources) for said in (now or {}).get("citations", ())],
        event=SimpleNamespace(kind=row["kind"], controller=actors[row["controller"]], opponent=actors[row["opponent"]]),
    )


def category_of(entry, now):
    """Return the category of a log entry of an event: change, claim, correction or retraction."""
    if entry.change_kind in (ChangeKind.CORRECTION, ChangeKind.RETRACTION):
        return str(entry.change_kind)
    return "claim" if now["standing"] in CLAIMS else "change"


def _line(said, sources):
    """Return who said what where and when: {stance, voice, source, published, report}."""
    return {
        "asserts": said["stance"] == "asserts",
        "who": said["attribution"],
        "source": sources.get(said["source"], RESTRICTED),
        "published": datetime.date.fromisoformat(said["published"]),
    }


def address_of(told):
    """Return the path of the page of the event that an entry tells of."""
    return reverse("event", args=[told.entry.object_id])
