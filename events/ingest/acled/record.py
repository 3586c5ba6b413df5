"""What the record has already: the rows of ACLED taken in before, and the falls that it tells of. Read once."""

from collections import defaultdict
from datetime import timedelta

from events.control.plausibility import NEAR
from events.ingest.acled.actors import Side
from events.ingest.acled.fields import Days
from events.ingest.acled.places import Unit
from events.ingest.acled.reasons import RowLeftError
from events.models import ControlEvent, EventKind, Report, Status
from events.models.numbering import code_of

SOURCE = "acled"
SAME = timedelta(days=NEAR)
FALLS = (EventKind.CAPTURED, EventKind.HANDED_OVER)


class Record:
    """What rows are compared with, the earlier rows of the same file included."""

    def __init__(self):
        cited = Report.objects.filter(source__slug=SOURCE).values_list("title", "pk", "citations__event")
        self._known = {title: (report, event) for title, report, event in cited.order_by("-citations__event")}
        self._falls = defaultdict(list)
        events = ControlEvent.objects.filter(kind__in=FALLS).exclude(status=Status.RETRACTED)
        for district, side, first, last, pk in events.order_by("pk").values_list(
            "district", "controller", "date_earliest", "date_latest", "pk"
        ):
            self._falls[district, side].append((first, last, code_of(pk, "E")))
        self._taken = {}

    def refuse_known(self, identity: str) -> None:
        """Raise RowLeftError for an event of ACLED that was taken in before, or stands earlier in the file."""
        if identity in self._known:
            report, event = self._known[identity]
            now = code_of(event, "E") if event else "its draft was discarded"
            raise RowLeftError("known", f"{identity} was taken in before as {code_of(report, 'R')} ({now}).")
        if identity in self._taken:
            raise RowLeftError("repeated_id", f"{identity} was taken from line {self._taken[identity]} already.")

    def refuse_duplicate(self, unit: Unit, controller: Side, days: Days) -> None:
        """Raise RowLeftError when the same side gains the same district within four days."""
        for first, last, name in self._falls.get((unit.pk, controller.pk), ()):
            if first - SAME <= days.latest and days.earliest - SAME <= last:
                raise RowLeftError(
                    "duplicate", f"{name} says the same: {unit.name} to {controller.name}, {_span(first, last)}."
                )

    def note(self, identity: str, unit: Unit, controller: Side, days: Days, number: int) -> None:
        """Note a row that is taken, for those that follow in the file."""
        self._taken[identity] = number
        self._falls[unit.pk, controller.pk].append((days.earliest, days.latest, f"Line {number} of this file"))


def _span(first, last) -> str:
    return f"{first}" if first == last else f"between {first} and {last}"
