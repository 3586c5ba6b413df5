import datetime

import pytest
from django.urls import reverse

from events.control.state import today
from events.models import Actor, ControlPeriod, LogEntry, Report, Source, Tally
from tests.events.admin.posting import account, change_page, errors_of, said
from tests.factories import make_actor, make_district, make_event, make_report, make_source, make_tally
from tests.people import make_person

ADD_REPORT = "/admin/events/report/add/"
ADD_TALLY = "/admin/events/tally/add/"


def report_form(**overrides):
    form = {"source": make_source().pk, "url": "https://example.org/a", "title": "A report", "published": "2021-06-22"}
    form |= {"log_reason": "It was wrong."}
    return form | {"published_precision": "day", "language": "en"} | overrides


def source_form(source, **overrides):
    form = {
        "log_reason": "It was wrong.",
        "name": source.name,
        "kind": source.kind,
        "reliability": source.reliability,
        "reason": source.reason,
    }
    return form | overrides


def actor_form(actor, **overrides):
    form = {"log_reason": "It was wrong.", "name": actor.name, "kind": actor.kind, "colour": actor.colour}
    return form | ({"is_party": "on"} if actor.is_party else {}) | overrides


def tally_form(**overrides):
    form = {"date": "2021-06-21", "published": "2021-06-22", "count_low": 87, "denominator": 421, "measure": "held"}
    return form | {"source": make_source().pk, "actor": make_actor().pk} | overrides


def test_a_new_report_is_held_back_and_logged_with_the_first_event_that_is_published_on_it(desk):
    desk.post(ADD_REPORT, report_form())
    report, logged = Report.objects.get(), LogEntry.objects.count()

    make_event(citations=[{"report": report}])

    entry = LogEntry.objects.get(object_type="report")
    assert (report.public, logged) == (False, 0)
    assert (entry.op, entry.object_type, entry.object_id) == ("ADD", "report", report.code)
    assert entry.snapshot == {
        "id": report.code,
        "source": "ap",
        "url": "https://example.org/a",
        "title": "A report",
        "published": "2021-06-22",
        "published_precision": "day",
        "language": "en",
        "origin": None,
        "via": "",
        "note": "",
        "archive_url": "",
        "restricted": False,
    }


def test_a_report_finds_its_source_by_the_address(desk):
    source = make_source("reuters", homepage="https://www.reuters.com")

    desk.post(ADD_REPORT, report_form(source="", url="https://live.reuters.com/kunduz"))

    assert Report.objects.get().source == source


@pytest.mark.parametrize(
    ("overrides", "errors"),
    [
        pytest.param(
            {"source": ""}, {"source": ["Choose the source: none has its pages at example.org."]}, id="unknown-host"
        ),
        pytest.param({"source": "", "url": ""}, {"source": ["Choose the source."]}, id="no-source"),
        pytest.param(
            {"url": "", "title": ""}, {"url": ["Give the report's address or its title."]}, id="no-address-no-title"
        ),
        pytest.param(
            {"url": "ftp://example.org/a"},
            {"url": ["An address begins with http:// or https:// and has no spaces."]},
            id="not-the-web",
        ),
    ],
)
def test_a_mistake_in_a_report_is_said_on_its_field(desk, overrides, errors):
    response = desk.post(ADD_REPORT, report_form(**overrides))

    assert errors_of(response) == errors
    assert not Report.objects.exists()


def test_a_report_of_tomorrow_is_refused(desk):
    response = desk.post(ADD_REPORT, report_form(published=today() + datetime.timedelta(days=1)))

    assert list(errors_of(response)) == ["published"]


@pytest.mark.parametrize("url", ["https://example.org/a", "http://www.example.org/a/"], ids=["same", "alike"])
def test_a_known_address_names_its_report(desk, url):
    known = make_report(url="https://example.org/a")

    response = desk.post(ADD_REPORT, report_form(url=url))

    sentence = f'This address is listed already as <a href="{change_page(known)}">{known.code}</a>: cite that report.'
    assert errors_of(response) == {"url": [sentence]}


def test_a_report_repeats_an_original_and_no_copy(desk):
    original = make_report()
    copy = make_report(origin=original)

    response = desk.post(ADD_REPORT, report_form(origin=copy.pk))

    sentence = (
        f'<a href="{change_page(copy)}">{copy.code}</a> is itself a copy: choose the report that it repeats, '
        f'<a href="{change_page(original)}">{original.code}</a>.'
    )
    assert errors_of(response) == {"origin": [sentence]}


def test_a_report_that_others_repeat_stays_an_original(desk):
    original = make_report()
    copy = make_report(origin=original)

    response = desk.post(change_page(original), report_form(url=original.url, origin=make_report().pk))

    sentence = f'<a href="{change_page(copy)}">{copy.code}</a> repeats this report, so this one is an original: '
    assert errors_of(response) == {"origin": [f"{sentence}leave the field empty."]}


def test_a_report_is_not_moved_before_an_event_that_cites_it(desk):
    event = make_event()
    report = event.citations.get().report

    response = desk.post(change_page(report), report_form(url=report.url, published="2021-06-01"))

    sentence = f'<a href="{change_page(event)}">{event.code}</a> cites it and was no earlier than 21 June 2021: '
    assert errors_of(response) == {"published": [f"{sentence}mend one of the two days."]}


def test_a_new_grade_judges_the_events_that_rest_on_the_source_anew(desk):
    source = make_source()
    events = [make_event(), make_event(district=make_district("AF1906"))]

    response = desk.post(change_page(source), source_form(source, reliability="D", reason="Careless."), follow=True)

    for event in events:
        event.refresh_from_db()
    moved = f"{events[0].code} confirmed → reported, {events[1].code} confirmed → reported"
    assert [event.standing for event in events] == ["reported", "reported"]
    assert said(response)[1:] == [f"Events that rest on it: 2. Changed standing: {moved}."]
    assert not ControlPeriod.objects.filter(version_to__isnull=True).seen("confirmed").exists()
    assert list(LogEntry.objects.filter(version=3).values_list("object_type", flat=True)) == [
        "source",
        "event",
        "event",
    ]


def test_a_report_found_to_be_a_copy_weighs_no_more_than_its_original(desk):
    weak = make_source("a-blog", reliability="D")
    other = make_source("b-blog", reliability="D")
    original, copy = make_report(source=weak), make_report(source=other)
    event = make_event(citations=[{"report": original}, {"report": copy}])

    desk.post(change_page(copy), report_form(source=other.pk, url=copy.url, origin=original.pk))

    event.refresh_from_db()
    assert event.standing == "reported"


def test_a_new_alliance_turns_a_neutral_voice_into_a_side(desk):
    ally = make_actor("united_states", name="United States", is_party=False, colour="")
    weak = make_report(source=make_source("a-blog", reliability="D"))
    event = make_event(citations=[{"report": weak, "voice": ally}])

    desk.post(change_page(ally), actor_form(ally, allied_with=make_actor("government").pk))

    event.refresh_from_db()
    assert event.standing == "confirmed"


def test_a_note_on_a_source_judges_nothing(desk):
    source = make_source()
    make_event()

    response = desk.post(change_page(source), source_form(source, country="United States"), follow=True)

    assert len(said(response)) == 1
    assert LogEntry.objects.latest("seq").object_type == "source"


def test_saving_without_a_change_makes_no_version(desk):
    source = make_source()

    desk.post(change_page(source), source_form(source))

    assert not LogEntry.objects.exists()


def test_a_slug_is_a_public_id_and_is_not_changed(desk):
    source = make_source()

    desk.post(change_page(source), source_form(source, slug="another"))

    assert Source.objects.get().slug == "ap"


def test_a_side_of_an_event_stays_a_party(desk):
    event = make_event()
    actor = make_actor("taliban")

    response = desk.post(change_page(actor), {**actor_form(actor), "is_party": ""})

    sentence = f'It is a side of <a href="{change_page(event)}">{event.code}</a>: it can hold ground.'
    assert errors_of(response) == {"is_party": [sentence]}


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        pytest.param({"colour": "blue"}, "colour", id="colour"),
        pytest.param({"colour": ""}, "colour", id="party-without-colour"),
    ],
)
def test_a_mistake_in_an_actor_is_said_on_its_field(desk, overrides, field):
    actor = make_actor("nrf")

    response = desk.post(change_page(actor), actor_form(actor, **overrides))

    assert list(errors_of(response)) == [field]


def test_an_actor_is_allied_with_a_party_only(desk):
    ally = make_actor("united_states", name="United States", is_party=False, colour="")
    actor = make_actor("nrf")

    response = desk.post(change_page(actor), actor_form(actor, allied_with=ally.pk))

    assert errors_of(response) == {
        "allied_with": ["United States cannot hold ground: choose the party whose side it is on."]
    }


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        pytest.param({"published": "2021-06-20"}, "published", id="published-before-its-day"),
        pytest.param({"count_high": 80}, "count_high", id="backwards-range"),
        pytest.param({"date": today() + datetime.timedelta(days=1)}, "date", id="future"),
        pytest.param({"count_low": "many"}, "count_low", id="not-a-number"),
    ],
)
def test_a_mistake_in_a_tally_is_said_on_its_field(desk, overrides, field):
    response = desk.post(ADD_TALLY, tally_form(**overrides))

    assert field in errors_of(response)
    assert not Tally.objects.exists()


def test_a_tally_is_logged(desk):
    desk.post(ADD_TALLY, tally_form())

    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.snapshot["count_low"]) == (Tally.objects.get().code, 87)


def test_a_tally_of_a_contributor_is_held_back_until_it_is_published(client, db):
    client.force_login(make_person("Contributor"))
    source = make_source("post", public=False)
    report = make_report(source=source, public=False)

    client.post(ADD_TALLY, tally_form(source=source.pk, report=report.pk))
    held, logged = Tally.objects.get(), LogEntry.objects.count()
    client.force_login(make_person("Analyst"))
    chosen = {"action": "publish", "_selected_action": [held.pk]}
    client.post(reverse("admin:events_tally_changelist"), chosen)

    assert (held.public, logged) == (False, 0)
    assert list(LogEntry.objects.values_list("op", "object_type")) == [
        ("ADD", "source"),
        ("ADD", "report"),
        ("ADD", "tally"),
    ]
    assert Tally.objects.public().get() == held
    assert (Report.objects.public().get(), source in Source.objects.public()) == (report, True)


def test_a_contributor_may_not_publish_a_tally(client, db):
    tally = make_tally(public=False)
    client.force_login(make_person("Contributor"))

    chosen = {"action": "publish", "_selected_action": [tally.pk]}
    answer = client.post(reverse("admin:events_tally_changelist"), chosen, follow=True)

    assert "Publishing a tally needs the role Analyst." in answer.content.decode()
    assert not Tally.objects.public().exists()


def test_what_a_public_tally_comes_to_rest_on_becomes_public(desk):
    tally, report = make_tally(), make_report(public=False)
    form = tally_form(report=report.pk, log_reason="The report was found.")

    desk.post(reverse("admin:events_tally_change", args=[tally.pk]), form)

    assert Report.objects.public().get() == report
    assert list(LogEntry.objects.values_list("op", "object_type")) == [("ADD", "report"), ("MOD", "tally")]


def test_a_tally_may_go_and_the_log_keeps_its_id(desk):
    tally = make_tally()

    desk.post(reverse("admin:events_tally_delete", args=[tally.pk]), {"post": "yes", "log_reason": "Counted twice."})

    assert not Tally.objects.exists()
    assert LogEntry.objects.values_list("op", "object_id").get() == ("DEL", tally.code)


def test_an_unused_actor_may_go(desk):
    actor = make_actor("unheard-of")

    desk.post(reverse("admin:events_actor_delete", args=[actor.pk]), {"post": "yes", "log_reason": "Counted twice."})

    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: {"source": make_source("bbc").pk}, id="source"),
        pytest.param(lambda: {"origin": make_report(source=make_source("bbc")).pk}, id="origin"),
    ],
)
def test_a_report_that_would_prove_an_own_event_is_changed_by_a_second_person(sign_in, change):
    report = make_report(source=make_source("rumours", reliability="E"))
    event = make_event(author=account("Editor"), citations=[{"report": report}])
    form = report_form(source=report.source_id, url=report.url) | change()

    own = sign_in("Editor").post(change_page(report), form)
    before = Report.objects.get(pk=report.pk)
    sign_in("Editor", "colleague").post(change_page(report), form)

    event.refresh_from_db()
    assert f"With this {event.code} would be confirmed, which needs a second person" in own.content.decode()
    assert (before.source_id, before.origin_id) == (report.source_id, None)
    assert event.standing == "confirmed"


def test_a_grade_that_would_prove_an_own_event_is_given_by_a_second_person(sign_in):
    source = make_source("rumours", reliability="E")
    event = make_event(author=account("Editor"), citations=[{"report": make_report(source=source)}])
    form = source_form(source, reliability="A")

    own = sign_in("Editor").post(change_page(source), form)
    before = Source.objects.get(pk=source.pk).reliability
    sign_in("Editor", "colleague").post(change_page(source), form)

    event.refresh_from_db()
    assert f"With this {event.code} would be confirmed, which needs a second person" in own.content.decode()
    assert (before, event.standing) == ("E", "confirmed")


def test_a_grade_that_weakens_an_own_event_needs_nobody_else(sign_in):
    event = make_event(author=account("Editor"))

    sign_in("Editor").post(change_page(make_source()), source_form(make_source(), reliability="E"))

    event.refresh_from_db()
    assert event.standing == "reported"
