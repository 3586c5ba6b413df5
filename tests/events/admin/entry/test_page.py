import datetime

import pytest

from events.models import Citation, ControlEvent, LogEntry, Report, Scope, Source, Status
from tests.events.admin.entry.filling import PAGE, fall, filled, line_values, mistakes
from tests.factories import make_report, make_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

DAY = datetime.date(2021, 6, 22)


def test_a_report_with_three_districts_becomes_drafts_of_its_author(desk, analyst):
    form = filled(fall(), {"place": "Chahar Dara"}, {"place": "Khanabad, Kunduz"})

    response = desk.post(PAGE, form, follow=True)

    events = ControlEvent.objects.order_by("pk")
    facts = events.values_list(
        "district__code", "date", "kind", "controller__slug", "opponent__slug", "status", "author"
    )
    assert list(facts) == [
        (code, DAY, "captured", "taliban", "government", Status.DRAFT, analyst.pk)
        for code in ("AF1905", "AF1902", "AF1903")
    ]
    assert set(Citation.objects.values_list("attribution", "voice", "stance", "scope")) == {
        ("district police chief", None, "asserts", "district")
    }
    assert [row["event"].code for row in response.context["rows"]] == [event.code for event in events]
    assert response.redirect_chain[0][0].startswith("/admin/events/entry/logged/?events=E")


def test_what_only_drafts_rest_on_is_held_back(desk):
    form = filled(fall(), **{"report-source": "Kunduz Radio", "report-new_source": "on"})

    desk.post(PAGE, form)

    source = Source.objects.get(name="Kunduz Radio")
    assert (source.slug, source.reliability, source.public) == ("kunduz-radio", "F", False)
    assert source.reason == "Not yet graded: an editor gives its grade."
    assert not Report.objects.get().public
    assert not LogEntry.objects.exists()
