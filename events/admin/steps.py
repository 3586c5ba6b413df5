"""What may be done next with an event: each step in its words, and why somebody may not take it."""

import datetime
from dataclasses import dataclass

from django.conf import settings

from events.admin.preview import pure, verdict
from events.control.evidence import pure_events
from events.models import UNPUBLISHED, ControlEvent, Report, Standing, Status
from events.models.numbering import code_of
from events.pages.words import day
from events.roles import why_not

LEAST = "claimed"  # the standing that the most may publish
# A standing that needs a second person, and those from which an event does not rise to it.
PROVES = {Standing.CONFIRMED: [Standing.CONFIRMED], Standing.REPORTED: [Standing.CONFIRMED, Standing.REPORTED]}


@dataclass(frozen=True, slots=True)
class Step:
    """A button: its name as it is posted, its words, and the sentence that stands in its place ("" = it is offered)."""

    name: str
    label: str
    refusal: str = ""


def first(steps):
    """Return the steps with those that are offered first: the first of them is what the Enter key does."""
    return sorted(steps, key=lambda step: bool(step.refusal))


def form_steps(user, event):
    """Return the steps that save an event's form; `event` None for a new one."""
    if event is None:
        return first(
            [
                Step("publish", "Publish", why_not(user, "publish", standing=LEAST)),
                Step("submit", "Send to review", why_not(user, "submit")),
                Step("draft", "Save draft", why_not(user, "draft")),
            ]
        )
    if event.status == Status.PUBLISHED:
        return [Step("save", "Save the change", why_not_changed(user, event))]
    if event.status == Status.RETRACTED:
        return [Step("publish", "Publish again", why_not_reopened(user, event))]
    drafted = why_not(user, "draft", event)
    in_review = event.status == Status.IN_REVIEW
    sent = [] if in_review else [Step("submit", "Send to review", why_not(user, "submit", event))]
    saved = Step("draft", "Save, still in review" if in_review else "Save draft", drafted)
    return first([Step("publish", "Publish", drafted or why_not_published(user, event)), *sent, saved])


def review_steps(user, event):
    """Return the steps that leave an event's facts alone, as its review page offers them."""
    if event.status == Status.PUBLISHED:
        return [Step("retract", "Retract", why_not(user, "retract", event))]
    if event.status == Status.RETRACTED:
        return [Step("publish", "Publish again", why_not_reopened(user, event))]
    sent = (
        Step("return", "Return to draft", why_not_returned(user, event))
        if event.status == Status.IN_REVIEW
        else Step("submit", "Send to review", why_not(user, "submit", event))
    )
    published = Step("publish", "Publish", why_not_published(user, event) or too_early(event))
    return first([published, sent, Step("discard", "Discard", why_not_discarded(user, event))])


def standing_of(event) -> str:
    """Return what an event's citations add up to at this moment."""
    return verdict(pure(event)).standing


def why_not_published(user, event) -> str:
    """Return why somebody may not publish an event, by the standing that it has now; "" = may."""
    return why_not(user, "publish", event, standing=standing_of(event))


def too_early(event) -> str:
    """Return why no event is published that a report cannot have known of: the report came out before; "" = none did.

    A report from elsewhere may be dated the eve of a local day.
    """
    eve = event.date_earliest - datetime.timedelta(days=1)
    report = Report.objects.filter(citations__event=event, published__lt=eve).order_by("pk").first()
    if report is None:
        return ""
    return (
        f"{report.code} was published on {day(report.published)}, before the first day that {event.code} can have "
        f"been, {day(event.date_earliest)}: mend one of the two days first."
    )


def why_not_reopened(user, event) -> str:
    """Return why somebody may not publish a retracted event again; "" = may."""
    return why_not(user, "correct", event, standing=standing_of(event)) or why_not_published(user, event)


def why_not_changed(user, event) -> str:
    """Return why somebody may neither add evidence to a published event nor correct it; "" = may do one of them."""
    update = why_not(user, "update", event, standing=LEAST)
    return update and why_not(user, "correct", event, standing=event.standing) and update


def why_not_edited(user, event) -> str:
    """Return why somebody may not save the form of an event; "" = may, be it only to add evidence."""
    if event.status in UNPUBLISHED:
        return why_not(user, "draft", event)
    if event.status == Status.RETRACTED:
        return why_not(user, "correct", event, standing=event.standing)
    return why_not_changed(user, event)


def why_not_returned(user, event) -> str:
    """Return why somebody may not return an event to draft; its author may, and whoever may publish it."""
    return "" if event.author_id == user.pk else why_not_published(user, event)


def why_not_discarded(user, event) -> str:
    """Return why somebody may not discard a draft; who may edit or publish it may."""
    return why_not(user, "draft", event) and why_not_published(user, event)


def why_not_lifted(user, events) -> str:
    """Return why somebody may not leave evidence as it now is: it would prove a published event of his own; "" = may.

    `events` are those that rest on the evidence, with the standings that they had. To prove an own event through the
    grade of its source, or what its report repeats, needs a second person like a citation that proves it.
    """
    if not settings.TWO_PERSON_RULE:
        return ""
    own = events.published().filter(author=user).values_list("pk", "standing")
    before = dict(own)
    now = {event.id: verdict(event).standing for *_, event in pure_events(ControlEvent.objects.filter(pk__in=before))}
    lifted = next(((pk, to) for pk, to in now.items() if to in PROVES and before[pk] not in PROVES[to]), None)
    if lifted is None:
        return ""
    return (
        f"With this {code_of(lifted[0], 'E')} would be {Standing(lifted[1]).label}, which needs a second person: "
        "you logged it yourself. Leave it to another Editor."
    )
