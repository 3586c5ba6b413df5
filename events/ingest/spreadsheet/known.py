"""What the record has, and ever had, that the rows of a sheet may repeat: in a number of queries that does not grow.

An event that an import made may have been edited, published, merged or retracted since. The history keeps what it was,
so that the same row is known again.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from events.models import Citation, ControlEvent, ImportedRow, Status

_FACTS = ("summary", "time", "opponent_id", "contested", "date_earliest", "date_latest")
_KEY = ("district_id", "date", "kind", "controller_id")
_SAYING = ("event_id", "report_id", "voice_id", "stance")

Key = tuple[int, datetime.date, str, int]


@dataclass(frozen=True, slots=True)
class State:
    """An event as it is or once was."""

    event: int
    summary: str
    time: datetime.time | None
    opponent: int
    contested: bool
    date_earliest: datetime.date
    date_latest: datetime.date


class Known:
    """The events and citations of the record that some rows may be.

    `states` has {(district, date, kind, controller): [State]}; `cited` has every (event, report, voice, stance) that
    is or was; `rows` has {external id: [(event, report, voice, stance)]} of rows that were imported.
    """

    def __init__(self, keys: Iterable[Key], external_ids: Iterable[str]):
        self.rows = _imported(set(external_ids))
        asked = {saying[0] for sayings in self.rows.values() for saying in sayings}
        near = _near(set(keys))
        self.states = defaultdict(dict)
        numbers = set()
        for model, number in ((ControlEvent, "pk"), (_versions(ControlEvent), "pgh_obj_id")):
            for event, *facts in model.objects.filter(near | Q(**{f"{number}__in": asked})).values_list(
                number, *_KEY, *_FACTS
            ):
                self.states[tuple(facts[:4])][State(event, *facts[4:])] = None
                numbers.add(event)
        self._follow(numbers)
        self.cited = _cited(numbers | self.events.keys())

    def _follow(self, numbers: set[int]) -> None:
        """Find what has become of the events: themselves, or the one that they were merged into."""
        self.events = ControlEvent.objects.in_bulk(numbers)
        self._into = {event.pk: event.merged_into_id for event in self.events.values() if event.merged_into_id}
        gone = numbers - self.events.keys()
        left = dict(_versions(Citation).objects.filter(event_id__in=gone).values_list("pgh_obj_id", "event_id"))
        for citation, event in Citation.objects.filter(pk__in=left).values_list("pk", "event_id"):
            self._into[left[citation]] = event
        self.events |= ControlEvent.objects.in_bulk(set(self._into.values()) - self.events.keys())

    def now(self, number: int) -> ControlEvent | None:
        """Return what has become of an event; None where it was discarded."""
        seen = set()
        while number in self._into and number not in seen:
            seen.add(number)
            number = self._into[number]
        return self.events.get(number)

    def open_at(self, key: Key, time: datetime.time | None) -> ControlEvent | None:
        """Return the event that says the same at the same time of the day and is not retracted, None where none does.

        The desk takes two such events for one, whatever their summaries.
        """
        for state in self.states.get(key, ()):
            event = self.events.get(state.event)
            if event and event.status != Status.RETRACTED and (*_key_of(event), event.time) == (*key, time):
                return event
        return None


def _key_of(event: ControlEvent) -> Key:
    return event.district_id, event.date, event.kind, event.controller_id


def _near(keys: set[Key]) -> Q:
    """Return the condition that an event is of a district and between the days of some keys."""
    days = [date for _, date, _, _ in keys] or [datetime.date.min]
    return Q(district_id__in={key[0] for key in keys}, date__gte=min(days), date__lte=max(days))


def _versions(model):
    return model.versions.rel.related_model


def _cited(events: Iterable[int]) -> set[tuple]:
    return {
        saying
        for model in (Citation, _versions(Citation))
        for saying in model.objects.filter(event_id__in=events).values_list(*_SAYING)
    }


def _imported(external_ids: set[str]) -> dict[str, list[tuple]]:
    """Return {external id: every (event, report, voice, stance) that its citation is or was}, the last one first."""
    if not external_ids:
        return {}
    kept = ImportedRow.objects.filter(external_id__in=external_ids)
    numbers = dict(kept.values_list("external_id", "citation_number"))
    states = defaultdict(list)
    rows = _versions(Citation).objects.filter(pgh_obj_id__in=numbers.values()).order_by("-pgh_id")
    for number, *saying in rows.values_list("pgh_obj_id", *_SAYING):
        states[number].append(tuple(saying))
    return {name: states[number] for name, number in numbers.items() if states[number]}
