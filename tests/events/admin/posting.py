"""What a browser posts from the admin's pages, and what it shows in answer."""

from django.contrib.auth.models import User
from django.urls import reverse

from tests.factories import make_actor, make_district, make_report
from tests.people import make_person

STEPS = {"draft": "draft", "in_review": "draft", "published": "save", "retracted": "publish"}
ADD = "/admin/events/controlevent/add/"


def account(role, name=None):
    """Return the account of a name, by default that of its role, made when there is none."""
    name = name or role.lower()
    return User.objects.filter(username=name).first() or make_person(role, name=name)


def change_page(obj):
    """Return the address of a record's page."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def citation_row(**overrides):
    """Return one row of citations: an independent assertion in a new report by default."""
    row = {"report": overrides.pop("report", None) or make_report().pk, "voice": "", "stance": "asserts"}
    return row | {"scope": "district", "attribution": "Associated Press"} | overrides


def event_form(*, citations=None, stored=0, **overrides):
    """Return the form of a new event: the Taliban take Imam Sahib on 21 June 2021; `stored` rows are saved already."""
    rows = [citation_row()] if citations is None else citations
    form = {
        "district": make_district().pk,
        "date": "2021-06-21",
        "kind": "captured",
        "controller": make_actor("taliban").pk,
        "opponent": make_actor("government").pk,
        "summary": "Taken.",
        "_step": "publish",
        "citations-TOTAL_FORMS": len(rows),
        "citations-INITIAL_FORMS": stored,
    }
    for number, row in enumerate(rows):
        form |= {f"citations-{number}-{name}": value for name, value in row.items()}
    return form | overrides


def form_of(event, **overrides):
    """Return the form of an event as its page would post it unchanged."""
    stored = list(event.citations.all())
    rows = [
        citation_row(
            id=each.pk,
            event=event.pk,
            report=each.report_id,
            voice=each.voice_id or "",
            stance=each.stance,
            attribution=each.attribution,
        )
        for each in stored
    ]
    facts = {"district": event.district_id, "date": event.date, "kind": event.kind, "summary": event.summary}
    facts |= {"date_earliest": event.date_earliest, "date_latest": event.date_latest}
    facts |= {"_step": STEPS[event.status], "reason": "The report says so."}
    facts |= {"controller": event.controller_id, "opponent": event.opponent_id}
    facts |= {"contested": "on"} if event.contested else {}
    return event_form(citations=rows, stored=len(rows), **facts | overrides)


def errors_of(response):
    """Return {field: [sentences]} that the page shows for the record itself."""
    assert response.status_code == 200, response.status_code
    return response.context["adminform"].form.errors


def row_errors(response):
    """Return [{field: [sentences]}] that the page shows for the rows of citations."""
    assert response.status_code == 200, response.status_code
    return response.context["inline_admin_formsets"][0].formset.errors


def said(response):
    """Return the messages of the page, in order."""
    return [str(message) for message in response.context["messages"]]


def review_page(event):
    return reverse("admin:events_controlevent_review", args=[event.pk])


def step(client, event, name, reason=""):
    """Take a step on an event's review page as a browser would."""
    page = client.get(review_page(event))
    return client.post(review_page(event), {"_step": name, "reason": reason, "seen": page.context["seen"]}, follow=True)
