import pytest
from django.urls import reverse

from districts.cells import draw_cells
from districts.models import Country, District, PlaceName
from tests.page_forms import posted_by


def codes(response):
    """Return the codes of the places in a change list, in order."""
    return [place.code for place in response.context["cl"].result_list]


@pytest.mark.parametrize("text", ["Emam Saheb, Konduz", "Imam Sahebb", "امام صاحب", "AF1905"])
def test_a_district_is_found_by_any_spelling(admin_client, afghanistan, text):
    response = admin_client.get(reverse("admin:districts_district_changelist"), {"q": text})

    assert codes(response)[0] == "AF1905"


def test_a_part_of_a_name_finds_too(admin_client, afghanistan):
    response = admin_client.get(reverse("admin:districts_district_changelist"), {"q": "sahib"})

    assert "AF1905" in codes(response)


def test_a_chosen_column_orders_what_is_found(admin_client, afghanistan):
    response = admin_client.get(reverse("admin:districts_district_changelist"), {"q": "Jaghatu", "o": "-2"})

    assert codes(response) == sorted(codes(response), reverse=True)


def test_filters_hold_while_searching(admin_client, afghanistan):
    response = admin_client.get(
        reverse("admin:districts_district_changelist"), {"q": "Jaghatu", "kind__exact": "temporary_district"}
    )

    assert "AF1106" not in codes(response)


def test_a_province_is_found_by_any_spelling(admin_client, afghanistan):
    response = admin_client.get(reverse("admin:districts_province_changelist"), {"q": "Konduz"})

    assert codes(response)[0] == "AF19"


def test_typing_a_misspelt_name_completes_it(admin_client, afghanistan):
    field = {"app_label": "districts", "model_name": "district", "field_name": "parent"}

    response = admin_client.get(reverse("admin:autocomplete"), {"term": "Emam Saheb, Konduz"} | field)

    assert [row["text"] for row in response.json()["results"]][:1] == ["Imam Sahib (AF1905)"]


def test_the_lists_need_no_query_per_row(admin_client, afghanistan, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        admin_client.get(reverse("admin:districts_district_changelist"))
    with django_assert_max_num_queries(10):
        admin_client.get(reverse("admin:districts_province_changelist"))


@pytest.mark.parametrize("model", [District, Country, PlaceName.province.field.related_model])
def test_no_place_can_be_deleted(admin_client, afghanistan, model):
    name = model._meta.model_name
    place = model.objects.first()

    response = admin_client.post(reverse(f"admin:districts_{name}_delete", args=[place.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert model.objects.filter(pk=place.pk).exists()


def test_a_spelling_is_added_on_the_districts_page_and_found(admin_client, afghanistan):
    page = reverse("admin:districts_district_change", args=[District.objects.get(code="AF1905").pk])
    data = posted_by(admin_client.get(page)) | {"log_reason": "So the press spells it."}
    total = int(data["spellings-TOTAL_FORMS"])
    data |= {
        "spellings-TOTAL_FORMS": total + 1,
        f"spellings-{total}-name": "Xanadu",
        f"spellings-{total}-language": "en",
    }

    response = admin_client.post(page, data)

    assert response.status_code == 302, response.context["errors"]
    found = admin_client.get(reverse("admin:districts_district_changelist"), {"q": "Xanadu"})
    assert codes(found) == ["AF1905"]


def test_a_moved_seat_draws_the_cells_anew(admin_client, afghanistan):
    draw_cells()
    district = District.objects.get(code="AF1905")
    page = reverse("admin:districts_district_change", args=[district.pk])
    data = posted_by(admin_client.get(page)) | {"lat": "37.10000", "log_reason": "Surveyed."}

    admin_client.post(page, data)

    afghanistan.refresh_from_db()
    assert District.objects.get(code="AF1905").cell != district.cell
    assert afghanistan.shapes_version == 3


def test_an_unmoved_seat_draws_nothing(admin_client, afghanistan):
    page = reverse("admin:districts_district_change", args=[District.objects.get(code="AF1905").pk])
    note = {"note": "Border crossing at Sher Khan Bandar.", "log_reason": "Said so."}
    data = posted_by(admin_client.get(page)) | note

    admin_client.post(page, data)

    afghanistan.refresh_from_db()
    assert District.objects.get(code="AF1905").note == "Border crossing at Sher Khan Bandar."
    assert afghanistan.shapes_version == 1


def test_a_seat_beyond_the_poles_is_said_on_the_page(admin_client, afghanistan):
    page = reverse("admin:districts_district_change", args=[District.objects.get(code="AF1905").pk])
    data = posted_by(admin_client.get(page)) | {"lat": "95"}

    response = admin_client.post(page, data)

    assert response.status_code == 200
    assert "latitude is within ±90" in response.content.decode()
