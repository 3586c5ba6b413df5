"""Read what is told of events as the track record counts it: two queries, however many events there are."""

from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Coalesce

from events.control import restriction
from events.control.standing import INDEPENDENT, Statement
from events.models import Citation, ControlEvent
from events.pages.track_record import Happening, Told

# The statements that the public knows the source of.
OPEN = Q(report__public=True, report__restricted=False)


def happenings(source=None) -> list[Happening]:
    """Return the published events but for the assumed ones: all, or those that a source speaks of."""
    events = ControlEvent.objects.published().exclude(kind="assumed")
    if source:
        events = events.filter(pk__in=Citation.objects.filter(OPEN, report__source=source).values("event"))
    told = _told(Citation.objects.filter(event__in=events))
    rows = events.order_by("id").values_list("id", "kind", "controller__slug", "opponent__slug", "standing")
    return [Happening(*row, tuple(told[row[0]])) for row in rows]


def _told(citations):
    """Return {event id: [Told]}; a restricted report's source and outlet are empty."""
    rows = citations.order_by("id").values_list(
        "event_id",
        "report__source__slug",
        Coalesce("voice__allied_with__slug", "voice__slug"),
        "stance",
        "report__published",
        Coalesce("report__origin_id", "report_id"),
        Coalesce("report__origin__source__slug", "report__source__slug"),
        restriction.grade_of_root("report__"),
        "report__restricted",
        Coalesce("report__origin__restricted", "report__restricted"),
        "report_id",
    )
    found = defaultdict(list)
    for event, source, side, stance, published, root, outlet, grade, restricted, hidden, report in rows:
        root, outlet = report if restricted else root, "" if restricted or hidden else outlet
        statement = Statement(side or INDEPENDENT, stance == "asserts", published, root, outlet, grade)
        found[event].append(Told("" if restricted else source, statement))
    return found
