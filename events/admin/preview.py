"""What a step would change in a district's periods, derived without writing anything."""

from collections import defaultdict
from dataclasses import dataclass, replace

from events.admin.effects import Holding, differences
from events.control.evidence import pure_events, statements_of
from events.control.merging import CITED_AS
from events.control.periods import derive
from events.control.rebuild import views
from events.control.standing import Verdict, judge
from events.models import Actor, Citation, ControlEvent, Perspective, Status


@dataclass(frozen=True, slots=True)
class Preview:
    """A district's timelines, {(district, perspective): [Holding in order]}, as they are and as they would be.

    `positions` is {perspective: its place in menus}.
    """

    before: dict
    after: dict
    positions: dict

    @property
    def sentences(self) -> list[str]:
        """What would change, one sentence a change."""
        return differences(self.before, self.after, self.positions) or ["No perspective's periods would change."]

    @property
    def rows(self) -> list[dict]:
        """Each perspective with its holdings before and after, each a pair of itself and whether the other lacks it."""
        return [
            {
                "perspective": key[1],
                "before": [(row, row not in self.after[key]) for row in self.before[key]],
                "after": [(row, row not in self.before[key]) for row in self.after[key]],
            }
            for key in self.before
        ]


class Previews:
    """Previews of several districts, for a few queries in all."""

    def __init__(self, districts):
        self._published = defaultdict(dict)
        rows = pure_events(ControlEvent.objects.filter(district__in=districts, status=Status.PUBLISHED))
        for district, _, _, event in rows:
            self._published[district][event.id] = event
        self._actors = dict(Actor.objects.values_list("slug", "name"))
        self._perspectives = dict(Perspective.objects.values_list("pk", "name"))
        self._views = views()
        self._positions = dict(Perspective.objects.values_list("name", "position"))

    def of(self, district, changed) -> Preview:
        """Return the preview of a district in which events are replaced: `changed` is {event id: Event, or None}."""
        now = self._published[district.pk]
        then = {number: event for number, event in (now | changed).items() if event}
        return Preview(self._timelines(district, now), self._timelines(district, then), self._positions)

    def _timelines(self, district, events):
        return {
            (district.name, self._perspectives[number]): [
                Holding(each.start, each.end, self._actors[each.controller], each.contested, each.event)
                for row in derive(events.values(), view)
                if row.evidence_to is None
                for each in [row.period]
            ]
            for number, view in self._views.items()
        }


def preview(district, changed) -> Preview:
    """Return the preview of one district, as `Previews.of` does."""
    return Previews([district.pk]).of(district, changed)


def pure(event):
    """Return a saved event of any status as the rules see it."""
    return pure_events(ControlEvent.objects.filter(pk=event.pk))[0][3]


def verdict(event) -> Verdict:
    """Return the verdict on an event as the rules see it."""
    return judge(event.kind, event.controller, event.opponent, event.statements)


def merged(duplicate, survivor):
    """Return the survivor as the rules would see it with the duplicate's citations."""
    known = set(survivor.citations.values_list(*CITED_AS))
    rows = {row.pk: row for row in duplicate.citations.all()}
    new = [pk for pk, row in rows.items() if tuple(getattr(row, name) for name in CITED_AS) not in known]
    moved = statements_of(ControlEvent.objects.filter(pk=duplicate.pk), Citation.objects.filter(pk__in=new))
    stays = pure(survivor)
    return replace(stays, statements=stays.statements + moved.get(duplicate.pk, ()))
