"""What becomes of the lines by role, and what is then public."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import ControlEvent, ControlPeriod, LogEntry, Report, Status
from tests.events.admin.entry.filling import PAGE, fall, filled, mistakes
from tests.factories import make_district, make_province, make_source
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

CLAIM = {"said-voice": "taliban"}


@pytest.fixture(autouse=True)
def weak_source(places):
    """Let a report by a source of grade C be weak."""
    make_source("local", name="Local", reliability="C")


@pytest.mark.parametrize(
    ("role", "action", "said", "status"),
    [
        pytest.param("Contributor", "draft", CLAIM, Status.DRAFT, id="contributor-drafts"),
        pytest.param("Contributor", "review", CLAIM, Status.IN_REVIEW, id="contributor-sends-to-review"),
        pytest.param("Contributor", "publish", CLAIM, None, id="contributor-does-not-publish"),
        pytest.param("Analyst", "review", CLAIM, Status.IN_REVIEW, id="analyst-sends-to-review"),
        pytest.param("Analyst", "publish", CLAIM, Status.PUBLISHED, id="analyst-publishes-a-claim"),
        pytest.param("Analyst", "publish", {}, None, id="analyst-does-not-publish-a-report"),
        pytest.param("Editor", "publish", CLAIM, Status.PUBLISHED, id="editor-publishes-a-claim"),
        pytest.param("Editor", "publish", {}, None, id="editor-needs-a-second-person"),
        pytest.param("superuser", "publish", {}, None, id="nor-is-a-superuser-two-persons"),
    ],
)
def test_each_role_leaves_its_lines_where_it_may(client, role, action, said, status):
    client.force_login(make_person(role))

    response = client.post(PAGE, filled(fall(), action=action, **{"report-source": "Local"} | said))

    assert list(ControlEvent.objects.values_list("status", flat=True)) == ([status] if status else [])
    if not status:
        [(where, _)] = mistakes(response)
        assert where == "Line 1"


def test_an_editor_alone_publishes_what_is_confirmed_where_the_rule_is_off(client, settings):
    settings.TWO_PERSON_RULE = False
    client.force_login(make_person("Editor"))

    client.post(PAGE, filled(fall(), action="publish"))

    assert list(ControlEvent.objects.values_list("status", "standing")) == [(Status.PUBLISHED, "confirmed")]


def test_a_published_line_makes_its_report_public_and_moves_the_periods(client):
    client.force_login(make_person("Analyst"))

    response = client.post(PAGE, filled(fall(), action="publish", **CLAIM), follow=True)

    assert Report.objects.get().public
    assert set(LogEntry.objects.values_list("object_type", "op")) == {("report", "ADD"), ("event", "ADD")}
    period = ControlPeriod.objects.get(perspective__slug="claimed")
    assert (period.controller.slug, period.start) == ("taliban", datetime.date(2021, 6, 22))
    said = [str(message) for message in response.context["messages"]]
    assert said == ["Imam Sahib – Claimed, The Taliban's version: Taliban since 22 June 2021 (was: unknown)."]


def test_the_standing_of_a_draft_is_stored(desk):
    desk.post(PAGE, filled(fall()))

    assert ControlEvent.objects.get().standing == "confirmed"


def test_one_line_that_may_not_be_published_publishes_none(client):
    client.force_login(make_person("Analyst"))
    form = filled(fall(voice="taliban"), {"place": "Rustaq"}, action="publish")

    response = client.post(PAGE, form)

    assert [where for where, _ in mistakes(response)] == ["Line 2"]
    assert not ControlEvent.objects.exists()
    assert not Report.objects.exists()


def test_the_page_after_saving_says_what_publishing_would_change(desk):
    response = desk.post(PAGE, filled(fall(), {"place": "Rustaq"}), follow=True)

    assert [row["changes"] for row in response.context["rows"]] == [
        [
            f"{place} – Confirmed, Reported, Claimed, The government's version, The Taliban's version, "
            "The National Resistance Front's version: Taliban since 22 June 2021 (was: unknown)."
        ]
        for place in ("Imam Sahib", "Rustaq")
    ]


def test_the_page_after_saving_asks_the_same_for_many_events_as_for_one(desk):
    days = [fall(kind="assessed", place="Rustaq", day=f"{number} June") for number in range(1, 20, 5)]
    desk.post(PAGE, filled(*days, *({"place": place} for place in ("Imam Sahib", "Khanabad, Kunduz"))))
    codes = [event.code for event in ControlEvent.objects.all()]

    with CaptureQueriesContext(connection) as one:
        desk.get("/admin/events/entry/logged/", {"events": codes[0]})
    with CaptureQueriesContext(connection) as many:
        desk.get("/admin/events/entry/logged/", {"events": ",".join(codes)})

    assert len(codes) == 6
    assert len(many) == len(one)


def test_a_hundred_lines_ask_a_few_queries_each(client):
    province = make_province("AF01", name="Kabul", iso_3166_2="AF-KAB")
    for number in range(100):
        make_district(f"AF01{number:02}", province=province, name=f"Place {number:02}")
    client.force_login(make_person("Analyst"))
    form = filled(*(fall(f"AF01{number:02}") for number in range(100)), action="publish", **CLAIM)

    with CaptureQueriesContext(connection) as asked:
        client.post(PAGE, form)

    assert ControlEvent.objects.published().count() == 100
    assert len(asked) < 400


def test_what_the_database_refuses_of_one_line_is_said_at_that_line_and_writes_none(desk):
    lines = [fall(), {"place": "Rustaq"}, fall(time="14:30"), {"place": "Khanabad, Kunduz"}]
    shown = desk.post(PAGE, filled(*lines))
    ticked = [
        line | {"anyway": "on", "warned": row["digest"]}
        for line, row in zip(lines, shown.context["rows"][:4], strict=True)
    ]

    response = desk.post(PAGE, filled(*ticked))

    assert mistakes(response) == [("Line 3", "This event is logged already: add a citation to it instead.")]
    assert not ControlEvent.objects.exists()
    assert not Report.objects.exists()
