"""What each role may do, tried on the pages themselves."""

import pytest
from django.urls import reverse

from events.models import Citation, ControlEvent, Report, Source, Status, Tally
from tests.events.admin.posting import ADD, account, change_page, event_form, form_of, step
from tests.factories import make_actor, make_event, make_report, make_source, make_tally
from tests.people import make_person

pytestmark = pytest.mark.django_db

ROLES = ["Contributor", "Analyst", "Editor", "Administrator"]


def drafted(author, **overrides):
    """Return a draft of a person: the Taliban alone say that they took Imam Sahib."""
    claim = {"voice": make_actor("taliban"), "attribution": "the Taliban"}
    event = make_event(status=Status.DRAFT, citations=[claim], **overrides)
    ControlEvent.objects.filter(pk=event.pk).update(author=author)
    return event


def log_draft(client, person):
    client.post(ADD, event_form(_step="draft"))
    return ControlEvent.objects.filter(author=person, status=Status.DRAFT).exists()


def change_own_draft(client, person):
    event = drafted(person)
    client.post(change_page(event), form_of(event, summary="Mended."))
    return ControlEvent.objects.filter(summary="Mended.").exists()


def change_draft_of_another(client, person):
    event = drafted(account("Analyst", "another"))
    client.post(change_page(event), form_of(event, summary="Mended."))
    return ControlEvent.objects.filter(summary="Mended.").exists()


def submit_own_draft(client, person):
    event = drafted(person)
    step(client, event, "submit")
    return ControlEvent.objects.filter(status=Status.IN_REVIEW).exists()


def publish_own_claim(client, person):
    event = drafted(person)
    step(client, event, "publish")
    return ControlEvent.objects.published().exists()


def publish_what_is_confirmed(client, person):
    event = drafted(account("Analyst", "another"))
    Citation.objects.filter(event=event).update(voice=make_actor("government"))
    step(client, event, "publish")
    return ControlEvent.objects.published().exists()


def publish_own_confirmed(client, person):
    event = drafted(person)
    Citation.objects.filter(event=event).update(voice=make_actor("government"))
    step(client, event, "publish")
    return ControlEvent.objects.published().exists()


def correct(client, person):
    event = make_event()
    client.post(change_page(event), form_of(event, summary="Mended."))
    return ControlEvent.objects.filter(summary="Mended.").exists()


def retract(client, person):
    event = make_event()
    step(client, event, "retract", reason="It was another district.")
    return ControlEvent.objects.filter(status=Status.RETRACTED).exists()


def add_report(client, person):
    form = {"source": make_source().pk, "url": "https://example.org/new", "title": "New", "published": "2021-06-22"}
    client.post(reverse("admin:events_report_add"), form | {"published_precision": "day", "language": "en"})
    return Report.objects.filter(title="New").exists()


def mend_report(client, report):
    form = {"source": report.source_id, "url": report.url, "title": "Mended", "published": "2021-06-22"}
    form |= {"published_precision": "day", "language": "en", "log_reason": "The title was wrong."}
    inlines = {"archived_copies-TOTAL_FORMS": "0", "archived_copies-INITIAL_FORMS": "0"}
    client.post(change_page(report), form | inlines)
    return Report.objects.filter(title="Mended").exists()


def change_held_back_report(client, person):
    return mend_report(client, make_report(public=False))


def change_public_report(client, person):
    return mend_report(client, make_report())


def change_public_tally(client, person):
    tally = make_tally()
    form = {"date": "2021-06-21", "published": "2021-06-22", "count_low": 51, "measure": "held"}
    form |= {"source": tally.source_id, "actor": tally.actor_id, "log_reason": "Miscounted."}
    client.post(change_page(tally), form)
    return Tally.objects.filter(count_low=51).exists()


def add_source(client, person, **grade):
    form = {"name": "Azadi Radio", "slug": "azadi-radio", "kind": "broadcaster", "reason": ""} | grade
    client.post(reverse("admin:events_source_add"), form | {"reliability": "F"} | grade)
    return Source.objects.filter(slug="azadi-radio", public=False)


def add_ungraded_source(client, person):
    return add_source(client, person, reason="Nobody knows it yet.").filter(reliability="F").exists()


def add_graded_source(client, person):
    return add_source(client, person, reliability="A", reason="Careful.").filter(reliability="A").exists()


def grade(client, person):
    source = make_source()
    form = {"name": source.name, "kind": source.kind, "reliability": "A", "reason": "Careful.", "log_reason": "Better."}
    client.post(change_page(source), form)
    return Source.objects.filter(reliability="A").exists()


def open_import(client, person):
    return client.get(reverse("import-spreadsheet")).status_code == 200


def see_accounts(client, person):
    return client.get(reverse("admin:auth_user_changelist")).status_code == 200


TABLE = [
    # action, and who may: Contributor, Analyst, Editor, Administrator
    (log_draft, "yes yes yes yes"),
    (change_own_draft, "yes yes yes yes"),
    (change_draft_of_another, "no yes yes yes"),
    (submit_own_draft, "yes yes yes yes"),
    (publish_own_claim, "no yes yes yes"),
    (publish_what_is_confirmed, "no no yes yes"),
    (publish_own_confirmed, "no no no no"),
    (correct, "no no yes yes"),
    (retract, "no no yes yes"),
    (add_report, "yes yes yes yes"),
    (change_held_back_report, "yes yes yes yes"),
    (change_public_report, "no no yes yes"),
    (change_public_tally, "no no yes yes"),
    (add_ungraded_source, "yes yes yes yes"),
    (add_graded_source, "no no yes yes"),
    (grade, "no no yes yes"),
    (open_import, "no yes yes yes"),
    (see_accounts, "no no no yes"),
]
CASES = [
    pytest.param(role, action, may == "yes", id=f"{role}-{action.__name__}")
    for action, words in TABLE
    for role, may in zip(ROLES, words.split(), strict=True)
]


@pytest.mark.parametrize(("role", "action", "may"), CASES)
def test_each_role_does_on_the_pages_what_is_its_own(client, role, action, may):
    person = make_person(role, name="somebody")
    client.force_login(person)

    assert action(client, person) is may
