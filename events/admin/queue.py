"""The review queue: what waits for somebody, oldest first, with what each event would change."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from districts.models import Province
from events.admin.preview import Previews, verdict
from events.control.evidence import pure_events
from events.models import ControlEvent, ControlEventVersion, Status
from events.pages.words import counted
from events.roles import why_not

SHOWN = 50
FIRST = 5  # on the front page of the admin
QUEUES = {
    "review": ("For me to review", "Nothing waits for your review."),
    "returned": ("Returned to me with a note", "Nothing was returned to you."),
    "drafts": ("My drafts", "You have no drafts."),
    "sent": ("Mine in review", "Nothing of yours is in review."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits: its standing if it were published, its age in days, and its effect in a sentence."""

    event: ControlEvent
    standing: str
    age: str
    effect: str


class QueueAdmin:
    """An admin of events with a page of what waits for the person who opens it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.queue_view)
        return [path("queue/", view, name="events_controlevent_queue"), *super().get_urls()]

    def queue_view(self, request):
        """Show the queue `queue` of the person who asks, of the province `province` if that is given."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        name = request.GET.get("queue", "")
        name = name if name in QUEUES else "review"
        province = Province.objects.filter(code=request.GET.get("province", "").replace("\x00", "")).first()
        queues = queues_of(request.user, province)
        page = Paginator(queues[name], SHOWN).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Review queue",
            "opts": self.opts,
            "queue": name,
            "queues": [(key, QUEUES[key][0], len(rows)) for key, rows in queues.items()],
            "empty": QUEUES[name][1],
            "province": province,
            "provinces": Province.objects.in_order(),
            "rows": waiting(page.object_list),
            "page": page,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/events/controlevent/queue.html", context)


def queues_of(user, province=None):
    """Return {queue: [event id, oldest first]} of what waits for somebody, of one province where it is given."""
    events = _oldest_first(province)
    in_review = events.filter(status=Status.IN_REVIEW)
    mine = events.filter(author=user)
    drafts = mine.filter(status=Status.DRAFT)
    return {
        "review": _publishable(user, in_review),
        "returned": list(drafts.exclude(review_note="").values_list("pk", flat=True)),
        "drafts": list(drafts.filter(review_note="").values_list("pk", flat=True)),
        "sent": list(mine.filter(status=Status.IN_REVIEW).values_list("pk", flat=True)),
    }


def _oldest_first(province):
    events = ControlEvent.objects.unpublished()
    events = events.filter(district__province=province) if province else events
    versions = ControlEventVersion.objects.filter(pgh_obj=OuterRef("pk"), status=OuterRef("status"))
    since = versions.order_by("pgh_id").values("pgh_created_at")[:1]
    return events.annotate(since=Subquery(since)).order_by("since", "pk")


def _publishable(user, events):
    """Return the ids of the events that somebody may publish, judged by the standing that each has now."""
    standings = {event.id: verdict(event).standing for _, _, _, event in pure_events(events.order_by())}
    return [event.pk for event in events if not why_not(user, "publish", event, standing=standings[event.pk])]


def waiting(numbers):
    """Return the Waiting of events by their ids, in that order."""
    events = _oldest_first(None).filter(pk__in=numbers).annotate(cited=Count("citations"))
    events = events.select_related("district__province", "controller", "opponent", "author")
    seen = {event.id: event for _, _, _, event in pure_events(ControlEvent.objects.filter(pk__in=numbers))}
    previews = Previews({event.district_id for event in events})
    found = {event.pk: _waiting(event, seen[event.pk], previews) for event in events}
    return [found[number] for number in numbers if number in found]


def _waiting(event, seen, previews):
    first, *more = previews.of(event.district, {event.pk: seen}).sentences
    days = (timezone.now() - event.since).days if event.since else 0
    return Waiting(
        event=event,
        standing=verdict(seen).standing,
        age=counted(days, "day") if days else "today",
        effect=f"{first} And {counted(len(more), 'change')} more." if more else first,
    )
