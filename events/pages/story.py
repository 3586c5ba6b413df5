"""One district's story: its events with what was said for and against each, and what each one changed."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext

from events.control.evidence import pure_events
from events.control.restriction import conceal_statement
from events.control.standing import Verdict, judge
from events.models import Citation, Status
from events.pages import words


@dataclass(frozen=True)
class Entry:
    """An event as one perspective sees it.

    `begins` is the control period that it begins, None where it changes nothing; `before` is the period that
    this one ends. `supporting` and `denying` are its citations, in the order of publication.
    """

    event: object
    verdict: Verdict
    accepted: bool
    begins: object = None
    before: object = None
    supporting: list = field(default_factory=list)
    denying: list = field(default_factory=list)

    @property
    def witnesses(self):
        """The assertions that weigh most, first: the losing side's, then neutral ones by grade; one an outlet."""
        gains = words.beneficiary(self.event)
        ranked = sorted(self.supporting, key=lambda one: _rank(one, gains))
        return list({_outlet(one.report): one for one in reversed(ranked)}.values())[::-1]

    @property
    def maybe_earlier(self):
        """Whether the holder may have come before the days given: the event says only that it was there by then."""
        stated = self.event.kind not in ("captured", "handed_over")
        return stated and (self.before is None or self.event.is_certain)

    @property
    def effect(self):
        """What the event changed, in a sentence."""
        if not self.accepted:
            return gettext("Not counted in this perspective.")
        if not self.begins:
            return gettext("Changes nothing: it says what was known already.")
        winner = words.the(self.begins.controller)
        if not self.before:
            return gettext("From here on it is known: %(actor)s held it.") % {"actor": winner}
        if self.before.controller_id == self.begins.controller_id:
            return gettext("Now contested.") if self.begins.contested else gettext("No longer contested.")
        sides = {"loser": words.the(self.before.controller), "winner": winner}
        return gettext("Changed hands, from %(loser)s to %(winner)s.") % sides


def _rank(citation, gains):
    side = citation.voice and (citation.voice.allied_with or citation.voice)
    group = 1 if side is None else 2 if side == gains else 0
    return group, citation.report.source.reliability, citation.report.published


def _outlet(report):
    """Return what tells the source of a report from the others; a restricted one stands for itself."""
    return (report.source_id, report.pk if report.restricted else None)


def citations_in_order():
    """Return the citations with all that a line of evidence shows, in the order of publication."""
    return Citation.objects.select_related("voice__allied_with", "report__source", "report__origin__source").order_by(
        "report__published", "report_id", "id"
    )


def with_evidence(events):
    """Return a queryset of events with their sides and citations fetched along."""
    return events.select_related("controller", "opponent", "district__province").prefetch_related(
        Prefetch("citations", queryset=citations_in_order())
    )


def tell(events, periods, moment, view):
    """Return an Entry for each event of one district that somebody had reported by a moment, in order of time.

    `periods` are those of the perspective `view` in order.
    """
    pure = {event.id: event for _, _, _, event in pure_events(events.order_by())}
    begun = {period.event_id: (period, before) for period, before in zip(periods, [None, *periods], strict=False)}
    found = (
        entry_of(event, pure[event.pk], begun.get(event.pk, (None, None)), moment, view)
        for event in with_evidence(events.in_order())
    )
    return [entry for entry in found if entry]


@dataclass(frozen=True)
class LastReport:
    """The last event that a report told of, up to a day, and how many days lie between."""

    event: object
    days: int


def last_report(entries, day):
    """Return the LastReport before a day or of it; None where there is none. A figure for the country is no report."""
    told = [entry.event for entry in entries if entry.event.kind != "assumed" and entry.event.date <= day]
    last = max(told, key=lambda event: event.date, default=None)
    return last and LastReport(last, (day - last.date).days)


def entry_of(event, pure, begun, moment, view):
    """Return the Entry of one event; None when nobody had reported it by the moment's `reported_by`."""
    known = [one for one in pure.statements if not moment.reported_by or one.published <= moment.reported_by]
    if not known and event.kind != "assumed":
        return None
    verdict = judge(event.kind, pure.controller, pure.opponent, known)
    cited = [
        conceal_statement(one)
        for one in event.citations.all()
        if not moment.reported_by or one.report.published <= moment.reported_by
    ]
    return Entry(
        event=event,
        verdict=verdict,
        accepted=event.status == Status.PUBLISHED and view.takes(verdict),
        begins=begun[0],
        before=begun[1],
        supporting=[one for one in cited if one.stance == "asserts"],
        denying=[one for one in cited if one.stance == "denies"],
    )
