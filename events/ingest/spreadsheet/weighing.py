"""What the planned events would add up to, and whether the account may write them."""

from collections.abc import Iterable

from events import roles
from events.control.evidence import statements_of
from events.control.standing import INDEPENDENT, Statement, judge
from events.ingest.spreadsheet.lines import Line
from events.ingest.spreadsheet.matching import Planned
from events.ingest.spreadsheet.reports import CitedReport, Reports
from events.ingest.spreadsheet.sources import NamedSource
from events.models import UNPUBLISHED, Actor, ControlEvent, Status

INSTEAD = "Take its rows out of the file, or give the file to an Editor."


class Weighing:
    """Judges planned events with the citations that the sheet adds to those that they have."""

    def __init__(self, planned: Iterable[Planned], reports: Reports):
        logged = [one.event.pk for one in planned if one.event]
        self._stored = statements_of(ControlEvent.objects.filter(pk__in=logged)) if logged else {}
        self._reports = reports
        self._slugs = dict(Actor.objects.values_list("pk", "slug"))

    def standing(self, planned: Planned) -> str:
        """Return the standing that an event has once the sheet's citations are added."""
        event = planned.event or build(planned, author=None)
        stored = self._stored.get(event.pk, ()) if event.pk else ()
        added = (self._statement(line, report) for line, report in planned.cited)
        sides = self._slugs[event.controller_id], self._slugs[event.opponent_id]
        return judge(event.kind, *sides, (*stored, *added)).standing

    def _statement(self, line: Line, report: CitedReport) -> Statement:
        side = INDEPENDENT
        if line.voice:
            side = self._slugs[line.voice.allied_with_id or line.voice.pk]
        root = self._reports.original(report)
        source = root.source
        outlet = source.name if isinstance(source, NamedSource) else source.slug
        # A report that is not stored yet has no number: any that no other has will do.
        number = root.number or -id(root)
        return Statement(side, line.stance == "asserts", report.published, number, outlet, source.reliability)


def build(planned: Planned, *, author, status: str = Status.DRAFT, standing: str = "") -> ControlEvent:
    """Return the unsaved event that rows make."""
    line = planned.first
    district, date, kind, controller = planned.key
    names = ("date_earliest", "date_latest", "time", "contested", "summary")
    facts = {name: getattr(line, name) for name in names} | ({"standing": standing} if standing else {})
    sides = {"controller_id": controller, "opponent_id": line.opponent.pk}
    return ControlEvent(district_id=district, date=date, kind=kind, status=status, author=author, **sides, **facts)


def refusal(planned: Planned, standing: str, *, user, status: str) -> str:
    """Return the sentence on why an account may not write a planned event, nothing where it may.

    `status` is what new events become. Without an account only drafts are written, and only drafts added to.
    """
    event = planned.event
    if user is None:
        now = event.status if event else status
        what = f"{event.code} is {Status(now).label}" if event else "A new event that is no draft"
        return f"{what}: this needs an account. Say with --user NAME whose import it is." if now != Status.DRAFT else ""
    if event is None:
        action = {Status.DRAFT: "draft", Status.IN_REVIEW: "submit", Status.PUBLISHED: "publish"}[status]
        return roles.why_not(user, action, build(planned, author=user), standing=standing)
    action = "draft" if event.status in UNPUBLISHED else "update"
    refused = roles.why_not(user, action, event, standing=standing)
    return f"{refused} {INSTEAD}" if refused and action == "update" else refused
