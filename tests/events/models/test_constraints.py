"""Each rule of the database accepts what keeps it and refuses what breaks it, by its name."""

import datetime

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from events.control.recording import recording
from events.models import Actor, Citation, ControlEvent, ControlPeriod, LogEntry, Report, Source, Status
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2021, 6, 21)
EVE, MORROW = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


def check(write):
    """Run a write and the checks that wait for the commit; undo both."""
    with transaction.atomic():
        made = write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return made


def refused_by(write):
    """Return the name of the rule that refuses a write."""
    with pytest.raises(IntegrityError) as refusal:
        check(write)
    return refusal.value.__cause__.diag.constraint_name


def draft(**overrides):
    return lambda: factories.build_event(status=Status.DRAFT, **overrides).save()


@pytest.mark.parametrize(
    ("name", "accepted", "refused"),
    [
        pytest.param(
            "event_days_are_in_order",
            {"date_earliest": EVE, "date_latest": MORROW},
            {"date_earliest": MORROW},
            id="earliest-after-the-day",
        ),
        pytest.param("event_days_are_in_order", {"date_latest": DAY}, {"date_latest": EVE}, id="latest-before-the-day"),
        pytest.param("event_kind_is_known", {"kind": "held"}, {"kind": "stormed", "contested": True}, id="kind"),
        pytest.param("event_status_is_known", {}, {"standing": "sure"}, id="standing"),
        pytest.param(
            "event_contested_follows_its_kind",
            {"kind": "captured", "contested": True},
            {"kind": "held", "contested": True},
            id="held-is-not-contested",
        ),
        pytest.param(
            "event_contested_follows_its_kind",
            {"kind": "contested", "contested": True},
            {"kind": "contested", "contested": False},
            id="contested-is-contested",
        ),
    ],
)
def test_a_check_of_an_event(name, accepted, refused):
    check(draft(**accepted))

    refusal = refused_by(draft(**refused))

    names = {name, "event_contested_follows_its_kind"} if "kind" in name else {name}
    assert refusal in names | ({"event_standing_is_known"} if "standing" in refused else set())


def test_an_event_has_two_different_sides():
    taliban = factories.make_actor("taliban")

    assert refused_by(draft(controller=taliban, opponent=taliban)) == "event_controller_is_not_its_opponent"


def test_an_event_s_status_is_known():
    event = factories.build_event(status="rumoured")

    assert refused_by(event.save) == "event_status_is_known"


def test_an_event_is_logged_once_unless_the_first_was_retracted():
    first = factories.make_event(summary="Twice.")
    assert refused_by(draft(summary="Twice.")) == "event_is_logged_once"

    ControlEvent.objects.filter(pk=first.pk).update(status=Status.RETRACTED)
    check(draft(summary="Twice."))


def test_a_published_event_has_a_citation():
    def publish(cited):
        event = factories.build_event()
        event.save()
        if cited:
            factories.make_citation(event)

    check(lambda: publish(True))

    assert refused_by(lambda: publish(False)) == "published_event_has_a_citation"


def test_a_published_event_keeps_a_citation():
    event = factories.make_event(citations=[{}, {"voice": factories.make_actor("nrf")}])
    check(event.citations.first().delete)

    assert refused_by(Citation.objects.filter(event=event).delete) == "published_event_has_a_citation"


def test_a_draft_needs_no_citation_until_it_is_published():
    event = factories.build_event(status=Status.DRAFT)
    check(event.save)

    publish = ControlEvent.objects.filter(pk=event.pk).update
    assert refused_by(lambda: publish(status=Status.PUBLISHED)) == "published_event_has_a_citation"


def test_the_sides_of_an_event_are_parties_and_stay_so():
    ally = factories.make_actor("united_states", is_party=False, colour="")
    assert refused_by(draft(controller=ally)) == "event_sides_are_parties"
    check(draft())

    taliban = Actor.objects.filter(slug="taliban")
    assert refused_by(lambda: taliban.update(is_party=False)) == "side_of_an_event_stays_a_party"


def test_a_report_repeats_an_original_and_not_a_copy():
    original = factories.make_report()
    copy = check(lambda: factories.make_report(origin=original))

    assert refused_by(lambda: factories.make_report(origin=copy)) == "report_origin_is_an_original"
    other = factories.make_report()
    assert refused_by(lambda: Report.objects.filter(pk=original.pk).update(origin=other)) == (
        "report_origin_is_an_original"
    )
    assert refused_by(lambda: Report.objects.filter(pk=other.pk).update(origin=other)) in (
        "report_does_not_repeat_itself",
        "report_origin_is_an_original",
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("report_has_an_address_or_a_title", {"url": "", "title": ""}, id="nameless"),
        pytest.param("report_address_is_a_web_address", {"url": "ftp://example.org"}, id="not-the-web"),
        pytest.param("report_precision_is_known", {"published_precision": "week"}, id="precision"),
        pytest.param("report_address_is_listed_once", {"url": "https://example.org/known"}, id="known-address"),
    ],
)
def test_a_check_of_a_report(name, values):
    factories.make_report(url="https://example.org/known")

    assert refused_by(lambda: factories.make_report(**values)) == name


def test_reports_without_an_address_do_not_collide():
    check(lambda: [factories.make_report(url=""), factories.make_report(url="")])


@pytest.mark.parametrize(
    ("name", "make", "values"),
    [
        pytest.param("actor_kind_is_known", factories.make_actor, {"kind": "tribe"}, id="actor-kind"),
        pytest.param("actor_colour_is_hexadecimal", factories.make_actor, {"colour": "#FFF"}, id="colour"),
        pytest.param("actor_that_holds_ground_has_a_colour", factories.make_actor, {"colour": ""}, id="no-colour"),
        pytest.param("source_kind_is_known", factories.make_source, {"kind": "gossip"}, id="source-kind"),
        pytest.param("source_reliability_is_a_grade", factories.make_source, {"reliability": "G"}, id="grade"),
        pytest.param("source_grade_has_a_reason", factories.make_source, {"reason": ""}, id="reason"),
    ],
)
def test_a_check_of_an_actor_or_a_source(name, make, values):
    check(lambda: make("fine"))

    assert refused_by(lambda: make("wrong", **values)) == name


def test_an_actor_is_allied_with_a_party_that_stays_one():
    party = factories.make_actor("government")
    ally = check(lambda: factories.make_actor("united_states", allied_with=party))

    assert refused_by(lambda: factories.make_actor("nato", allied_with=ally)) == "actor_is_allied_with_a_party"
    assert refused_by(lambda: Actor.objects.filter(pk=party.pk).update(is_party=False)) == (
        "ally_of_an_actor_stays_a_party"
    )


def test_a_party_speaks_for_itself():
    party = factories.make_actor("government")

    assert refused_by(lambda: factories.make_actor("taliban", allied_with=party, is_party=True)) == (
        "actor_that_holds_ground_speaks_for_itself"
    )


def test_an_actor_is_not_its_own_ally():
    taliban = factories.make_actor("taliban", is_party=False)

    assert refused_by(lambda: Actor.objects.filter(pk=taliban.pk).update(allied_with=taliban)) == (
        "actor_is_not_its_own_ally"
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("citation_stance_is_known", {"stance": "doubts"}, id="stance"),
        pytest.param("citation_scope_is_known", {"scope": "village"}, id="scope"),
        pytest.param("citation_has_an_attribution", {"attribution": ""}, id="attribution"),
    ],
)
def test_a_check_of_a_citation(name, values):
    event = factories.make_event()

    assert refused_by(lambda: factories.make_citation(event, **values)) == name


def test_a_voice_asserts_an_event_once_in_a_report():
    event, report, voice = factories.make_event(), factories.make_report(), factories.make_actor("nrf")
    factories.make_citation(event, report=report)
    factories.make_citation(event, report=report, voice=voice)
    check(lambda: factories.make_citation(event, report=report, stance="denies"))

    again = refused_by(lambda: factories.make_citation(event, report=report))
    voiced = refused_by(lambda: factories.make_citation(event, report=report, voice=voice))

    assert (again, voiced) == ("independent_citation_is_listed_once", "citation_of_a_voice_is_listed_once")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("tally_counts_are_in_order", {"count_high": 49}, id="counts"),
        pytest.param("tally_is_published_after_its_day", {"published": EVE}, id="published"),
    ],
)
def test_a_check_of_a_tally(name, values):
    check(lambda: factories.make_tally(count_high=50))

    assert refused_by(lambda: factories.make_tally(**values)) == name


def test_a_district_has_one_holder_at_a_time():
    factories.make_event()
    row = ControlPeriod.objects.first()
    row.pk = None

    assert refused_by(row.save) == "district_has_one_holder_at_a_time"


def test_periods_meet_on_a_day_without_overlapping():
    event = factories.make_event()
    row = ControlPeriod.objects.first()
    row.pk, row.start, row.end = None, event.date - datetime.timedelta(days=3), event.date

    check(row.save)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("period_evidence_lasts", {"evidence_to": DAY}, id="no-evidence"),
        pytest.param("period_is_recorded_for_a_version", {"version_from": 0}, id="version-zero"),
    ],
)
def test_a_check_of_a_period(name, values):
    factories.make_event()
    row = ControlPeriod.objects.first()
    row.pk, row.position = None, 7
    for field, value in values.items():
        setattr(row, field, value)

    assert refused_by(row.save) == name


def test_the_range_of_a_backwards_period_cannot_be_made():
    factories.make_event()
    row = ControlPeriod.objects.first()
    row.pk, row.end = None, EVE

    with pytest.raises(DataError), transaction.atomic():
        row.save()


def test_what_was_recorded_is_never_rewritten():
    event = factories.make_event()
    rows = ControlPeriod.objects.all()
    with recording() as record:
        ControlEvent.objects.filter(pk=event.pk).update(status=Status.RETRACTED)
        record.touch(event.district_id)

    assert rows.filter(version_to=None).count() == 0
    assert refused_by(lambda: rows.update(version_to=None)) == "periods_are_only_closed"
    assert refused_by(lambda: rows.update(standing="claimed")) == "periods_are_only_closed"
    assert refused_by(rows.delete) == "periods_are_never_deleted"
    assert refused_by(lambda: LogEntry.objects.update(reason="None.")) == "log_is_append_only"
    assert refused_by(LogEntry.objects.all().delete) == "log_is_append_only"


def test_a_log_entry_is_of_a_known_kind():
    now = datetime.datetime.now(datetime.UTC)
    values = {"version": 1, "at": now, "op": "ADD", "change_kind": "new", "object_type": "event", "object_id": "E0001"}
    check(lambda: LogEntry.objects.create(**values))

    assert refused_by(lambda: LogEntry.objects.create(**values | {"op": "SET"})) == "log_operation_is_known"
    assert refused_by(lambda: LogEntry.objects.create(**values | {"change_kind": "x"})) == "log_change_kind_is_known"
    assert refused_by(lambda: LogEntry.objects.create(**values | {"version": 0})) == "log_version_is_positive"


def test_every_constraint_has_a_message_that_a_person_can_act_on():
    models = (Actor, Source, Report, ControlEvent, Citation, ControlPeriod, LogEntry)
    default = "Constraint “%(name)s” is violated."

    for model in models:
        for constraint in model._meta.constraints:
            assert constraint.violation_error_message not in ("", default), constraint.name
