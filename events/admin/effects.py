"""What a write changed in the control periods, in sentences, and a district's timeline around one event."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import F

from events.admin.badges import state_words
from events.control.evidence import statements_of
from events.control.rebuild import views
from events.control.standing import judge
from events.models import ControlEvent, ControlPeriod, Perspective, Status
from events.pages.words import day


def span(start, end):
    """Return from when to when in words; `end` is the day of the next change, None for none."""
    return f"from {day(start)} to {day(end)}" if end else f"since {day(start)}"


@dataclass(frozen=True, slots=True)
class Holding:
    """A current period as the admin shows it: `start` included, `end` excluded (None = still so)."""

    start: datetime.date
    end: datetime.date | None
    controller: str
    contested: bool
    event: int

    @property
    def state(self) -> str:
        """Who holds it, in words."""
        return state_words(self.controller, self.contested)

    @property
    def span(self) -> str:
        """From when to when, in words."""
        return span(self.start, self.end)


def timelines(district_ids):
    """Return {(district name, perspective name): [Holding in order]} of the districts as they are now."""
    rows = (
        ControlPeriod.objects.filter(district__in=district_ids, version_to__isnull=True)
        .reported_by()
        .order_by("district__code", "perspective__position", "start", "position")
        .values_list("start", "end", "controller__name", "contested", "event_id")
        .annotate(place=F("district__name"), view=F("perspective__name"))
    )
    found = defaultdict(list)
    for *facts, place, view in rows:
        found[place, view].append(Holding(*facts))
    return dict(found)


def differences(before, after, positions=None):
    """Return one sentence for each change between two timelines; perspectives that agree share it."""
    said = defaultdict(list)
    for key in sorted(before.keys() | after.keys(), key=_in_menu_order(positions)):
        for sentence in _changes(before.get(key, []), after.get(key, [])):
            said[key[0], sentence].append(key[1])
    return [f"{place} – {', '.join(perspectives)}: {sentence}." for (place, sentence), perspectives in said.items()]


def _in_menu_order(positions):
    positions = positions or dict(Perspective.objects.values_list("name", "position"))
    return lambda key: (key[0], positions[key[1]])


def _changes(before, after):
    """Return a sentence for each run of days whose state differs, then for each state that lasted less than a day."""
    for (new, old), days in groupby(_spans(before, after), key=lambda each: each[:2]):
        days = list(days)
        if new != old:
            yield f"{new} {span(days[0][2], days[-1][3])} (was: {old})"
    for row in _passing(after, before):
        yield f"{row.state} for a part of {day(row.start)}"
    for row in _passing(before, after):
        yield f"no longer {row.state} for a part of {day(row.start)}"


def _spans(before, after):
    """Yield (state after, state before, first day, day of the next change) between the changes of either."""
    starts = sorted({row.start for row in [*before, *after]})
    for start, end in pairwise([*starts, None]):
        yield _state_on(after, start), _state_on(before, start), start, end


def _passing(rows, others):
    """Return the holdings of no length that the others do not begin as well."""
    begun = {(row.start, row.state) for row in others}
    return [row for row in rows if row.start == row.end and (row.start, row.state) not in begun]


def _state_on(rows, date):
    states = [row.state for row in rows if row.start <= date]
    return states[-1] if states else "unknown"


def verdict_of(event):
    """Return the verdict on a saved event with its present citations."""
    statements = statements_of(ControlEvent.objects.filter(pk=event.pk)).get(event.pk, ())
    return judge(event.kind, event.controller.slug, event.opponent.slug, statements)


def standings_of(events):
    """Return {event id: standing} of saved events with their present citations, in one query."""
    statements = statements_of(ControlEvent.objects.filter(pk__in=[event.pk for event in events]))
    return {
        event.pk: judge(event.kind, event.controller.slug, event.opponent.slug, statements.get(event.pk, ())).standing
        for event in events
    }


def around(event, verdict):
    """Return a row a perspective: its name, whether the event counts in it, and the holdings next to the event.

    Each holding is a pair of itself and whether this event began it.
    """
    rows = {view: holdings for (_, view), holdings in timelines([event.district_id]).items()}
    names, counted = dict(Perspective.objects.values_list("pk", "name")), event.status == Status.PUBLISHED
    return [
        {
            "perspective": names[number],
            "counts": counted and view.takes(verdict),
            "holdings": [(row, row.event == event.pk) for row in _near(rows.get(names[number], []), event.date)],
        }
        for number, view in views().items()
    ]


def _near(holdings, date):
    """Return the holdings that begin on a day, with the one before and the one after them."""
    earlier = [row for row in holdings if row.start < date]
    same = [row for row in holdings if row.start == date]
    later = [row for row in holdings if row.start > date]
    return [*earlier[-1:], *same, *later[:1]]
