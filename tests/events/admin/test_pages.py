import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from districts.models import Country
from events.models import Citation, ControlEvent, ControlPeriod, LogEntry, Perspective
from tests.events.admin.posting import change_page
from tests.factories import make_actor, make_district, make_event, make_province, make_report, make_source, make_tally

MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in ("districts", "events")),
    key=lambda model: model._meta.label,
)
LISTS = ["actoralias", "report", "citation", "controlevent", "controlperiod", "logentry", "tally", "source", "actor"]
CHOICES = "/admin/events/controlevent/choices/"


def lists_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.fixture
def record(desk):
    """Make one record of every kind."""
    Country.objects.create(name="Afghanistan", outline={"type": "FeatureCollection", "features": []})
    make_event()
    make_tally()


def test_every_model_of_the_record_is_in_the_admin():
    names = {model._meta.model_name for model in MODELS if model._meta.app_label == "events"}

    assert names == {
        "actor", "actoralias", "citation", "controlevent", "controlperiod", "logentry", "perspective", "report",
        "source", "tally",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
@pytest.mark.usefixtures("record")
def test_every_list_opens_filters_and_searches(desk, model):
    address = lists_of(model)

    assert desk.get(address).status_code == 200
    assert desk.get(address, {"q": "imam"}).status_code == 200
    assert desk.get(address, {"o": "-1"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
@pytest.mark.usefixtures("record")
def test_every_record_opens(desk, model):
    for obj in model.objects.all():
        assert desk.get(change_page(obj)).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
@pytest.mark.usefixtures("record")
def test_every_record_is_added_on_a_page_unless_it_is_derived(desk, model):
    derived = {Citation, ControlPeriod, Country, LogEntry, Perspective}

    status = desk.get(lists_of(model) + "add/").status_code

    assert status == (403 if model in derived else 200)


@pytest.mark.parametrize("model", [Citation, ControlPeriod, LogEntry, Perspective], ids=lambda m: m._meta.model_name)
@pytest.mark.usefixtures("record")
def test_what_is_derived_is_read_only(desk, model):
    address = change_page(model.objects.first())

    assert desk.post(address, {}).status_code == 403
    assert desk.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403


def queries_of(desk, address, counter):
    with counter() as captured:
        assert desk.get(address).status_code == 200
    return len(captured)


def make_rows(first, last):
    for number in range(first, last):
        make_event(
            district=make_district(f"AF19{number:02d}"),
            date=datetime.date(2021, 6, 1) + datetime.timedelta(days=number),
            citations=[
                {"report": make_report(source=make_source(f"outlet-{number}"), published=datetime.date(2021, 7, 1))},
                {"voice": make_actor("government"), "attribution": "Spokesman"},
                {"voice": make_actor("taliban"), "stance": "denies", "attribution": "Spokesman"},
            ],
        )
        make_tally(report=make_report(), voice=make_actor("taliban"))
        make_actor(f"ally-{number}", allied_with=make_actor("government"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_twenty_rows_costs_no_more_queries_than_one_row(desk, django_assert_max_num_queries, name):
    address = reverse(f"admin:events_{name}_changelist")
    make_rows(1, 2)
    desk.get(address)
    one = queries_of(desk, address, lambda: django_assert_max_num_queries(30))

    make_rows(2, 21)
    twenty = queries_of(desk, address, lambda: django_assert_max_num_queries(30))

    assert twenty <= one


def test_the_list_of_events_shows_the_evidence_at_a_glance(desk):
    taliban = make_actor("taliban")
    make_event(citations=[{}, {"voice": taliban}, {"voice": make_actor("government"), "stance": "denies"}])

    page = desk.get(reverse("admin:events_controlevent_changelist")).content.decode()

    assert "2 for · 1 against" in page
    assert "Afghan government, Taliban, independent" in page
    assert '<span class="badge is-confirmed">confirmed</span>' in page
    assert ">21 June 2021<" in page


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Imam Sahib", id="name"),
        pytest.param("AF1905", id="code"),
        pytest.param("Emam Saheb", id="other-spelling"),
        pytest.param("Imam Sahb, Konduz", id="misspelt-with-province"),
        pytest.param("e{number}", id="id"),
        pytest.param("beekeepers", id="summary"),
    ],
)
def test_events_are_found_by_any_spelling_and_by_id(desk, text):
    event = make_event(summary="Seen by beekeepers.")
    make_event(district=make_district("AF1101", name="Ghazni", province=make_province("AF11", name="Ghazni")))

    page = desk.get(reverse("admin:events_controlevent_changelist"), {"q": text.format(number=f"{event.pk:04d}")})

    assert list(page.context["cl"].result_list) == [event]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("district__province__id__exact", None),
        ("kind__exact", "captured"),
        ("standing__exact", "confirmed"),
        ("status__exact", "published"),
        ("date__year", "2021"),
        ("controller__id__exact", None),
    ],
)
def test_events_are_filtered(desk, parameter, value):
    event = make_event()
    place = make_district("AF1101", province=make_province("AF11"))
    weak = make_report(source=make_source("a-blog", reliability="D"))
    government, taliban = make_actor("government"), make_actor("taliban")
    make_event(
        district=place,
        kind="held",
        controller=government,
        opponent=taliban,
        status="draft",
        date=datetime.date(2020, 1, 1),
        citations=[{"report": weak}],
    )
    known = {"district__province__id__exact": event.district.province_id, "controller__id__exact": taliban.pk}

    page = desk.get(reverse("admin:events_controlevent_changelist"), {parameter: value or known[parameter]})

    assert list(page.context["cl"].result_list) == [event]


def choices(desk, model, field, term, **extra):
    query = {"app_label": "events", "model_name": model, "field_name": field, "term": term}
    return [each["text"] for each in desk.get(CHOICES, query | extra).json()["results"]]


@pytest.mark.parametrize("term", ["Imam Sahib", "emam saheb", "Imam Sahb", "AF1905"])
def test_a_district_is_offered_for_any_spelling_with_its_province(desk, term):
    make_district()

    assert choices(desk, "controlevent", "district", term)[0] == "Imam Sahib, Kunduz (AF1905)"


def test_districts_of_the_last_province_come_first(desk):
    make_district("AF1109", name="Jaghatu", province=make_province("AF11", name="Ghazni"))
    make_district("AF1007", name="Jaghatu", province=make_province("AF10", name="Wardak"))
    make_district()

    assert choices(desk, "controlevent", "district", "jaghatu", near="AF11")[0] == "Jaghatu, Ghazni (AF1109)"
    assert choices(desk, "controlevent", "district", "jaghatu", near="AF10")[0] == "Jaghatu, Wardak (AF1007)"
    assert choices(desk, "controlevent", "district", "", near="AF19")[0] == "Imam Sahib, Kunduz (AF1905)"
    assert choices(desk, "controlevent", "district", "imam sahib", near="AF11")[0] == "Imam Sahib, Kunduz (AF1905)"


@pytest.mark.parametrize(
    "term",
    ["kunduz falls", "example.org/fall", "https://www.example.org/fall-of-kunduz/", "{code}"],
    ids=["title", "part-of-address", "address", "id"],
)
def test_a_report_is_offered_for_part_of_its_title_or_address(desk, term):
    report = make_report(title="As Kunduz falls", url="http://example.org/fall-of-kunduz")
    make_report()

    found = choices(desk, "citation", "report", term.format(code=report.code))

    assert found == [f"{report.code} As Kunduz falls – AP, 22 June 2021"]


def test_choices_are_for_the_staff(client, db):
    query = {"app_label": "events", "model_name": "controlevent", "field_name": "district", "term": "a"}

    assert client.get(CHOICES, query).status_code == 302


def test_a_stranger_logs_no_event(client, db):
    response = client.post("/admin/events/controlevent/add/", {})

    assert response.status_code == 403
    assert not ControlEvent.objects.exists()
