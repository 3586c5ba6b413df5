from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from districts.models import District, PlaceName, Province
from tests.factories import make_district, make_province

pytestmark = pytest.mark.django_db


def plain(number):
    """Return a stored decimal as the tables write it."""
    return f"{number.normalize():f}"


def test_every_row_of_the_tables_is_stored_as_it_is_written(afghanistan, tables):
    stored = {district.code: district for district in District.objects.select_related("province", "parent")}
    provinces = {province.code: province for province in Province.objects.all()}

    for row in tables["districts"]:
        district = stored[row["code"]]
        assert (plain(district.lat), plain(district.lon)) == (row["lat"], row["lon"])
        assert f"{district.area_km2}" == row["area_km2"]
        assert (district.parent.code if district.parent else "") == row["parent_code"]
        assert ";".join(district.lists) == row["lists"]
    for row in tables["provinces"]:
        assert f"{provinces[row['code']].area_km2}" == row["area_km2"]


def test_districts_come_by_province_and_code_as_in_the_table(afghanistan, tables):
    assert list(District.objects.in_order().values_list("code", flat=True)) == [r["code"] for r in tables["districts"]]
    assert list(Province.objects.in_order().values_list("code", flat=True)) == [r["code"] for r in tables["provinces"]]


def test_spellings_come_by_place_language_and_name_byte_by_byte(afghanistan, tables):
    districts = PlaceName.objects.of_districts().values_list("district__code", "name", "language")
    provinces = PlaceName.objects.of_provinces().values_list("province__code", "name")

    assert list(districts) == [(row["district_code"], row["name"], row["language"]) for row in tables["names"]]
    assert list(provinces) == [(row["province_code"], row["name"]) for row in tables["province_names"]]


def test_the_counted_list_has_421_districts(afghanistan):
    assert District.objects.on_list("nsia1398").count() == 421
    assert District.objects.on_list("ocha401").count() == 400
    assert District.objects.of_province("AF19").count() == 10


def test_places_say_their_name():
    district = make_district()

    assert (str(district), str(district.province)) == ("Imam Sahib (AF1905)", "Kunduz")
    assert str(PlaceName(name="Emam Saheb")) == "Emam Saheb"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        pytest.param({"code": "af1905"}, "district_code_is_a_code", id="small-letters"),
        pytest.param({"code": "1905"}, "district_code_is_a_code", id="no-letters"),
        pytest.param({"kind": "village"}, "district_kind_is_known", id="kind"),
        pytest.param({"lat": Decimal(91)}, "district_seat_is_on_earth", id="latitude"),
        pytest.param({"lon": Decimal(-181)}, "district_seat_is_on_earth", id="longitude"),
    ],
)
def test_a_wrong_district_is_refused(changes, constraint):
    district = make_district()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        District.objects.filter(pk=district.pk).update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"code": "AFT0808", "ocha_pcode": None}, id="without-pcode"),
        pytest.param({"kind": "temporary_district"}, id="temporary-without-parent"),
        pytest.param({"lat": Decimal(-90), "lon": Decimal(180)}, id="edge-of-the-earth"),
    ],
)
def test_a_right_district_is_accepted(changes):
    district = make_district()

    District.objects.filter(pk=district.pk).update(**changes)

    district.refresh_from_db()
    district.full_clean()


def test_only_a_temporary_district_has_a_parent_and_not_itself():
    parent = make_district("AF1901", name="Kunduz")
    cut = make_district("AFT1908", kind="temporary_district", parent=parent, ocha_pcode=None)

    with pytest.raises(IntegrityError, match="district_with_parent_is_temporary"), transaction.atomic():
        District.objects.filter(pk=cut.pk).update(kind="district")
    with pytest.raises(IntegrityError, match="district_is_not_its_own_parent"), transaction.atomic():
        District.objects.filter(pk=cut.pk).update(parent=cut)


def test_a_provinces_code_is_a_pcode():
    province = make_province()
    province.full_clean()

    with pytest.raises(IntegrityError, match="province_code_is_a_pcode"), transaction.atomic():
        Province.objects.filter(pk=province.pk).update(code="Kunduz")


def test_a_spelling_is_of_one_place():
    district = make_district()
    PlaceName.objects.create(district=district, name="Emam Saheb", language="en")
    PlaceName.objects.create(province=district.province, name="Konduz")

    for places in ({}, {"district": district, "province": district.province}):
        with pytest.raises(IntegrityError, match="spelling_is_of_one_place"), transaction.atomic():
            PlaceName.objects.create(name="Konduz", **places)


def test_a_spelling_is_listed_once_per_place_and_language():
    district = make_district()
    for language in ("", "fa", "ps"):
        PlaceName.objects.create(district=district, name="امام صاحب", language=language)
        PlaceName.objects.create(province=district.province, name="کندز", language=language)

    with pytest.raises(IntegrityError, match="spelling_of_a_district_is_listed_once"), transaction.atomic():
        PlaceName.objects.create(district=district, name="امام صاحب", language="fa")
    with pytest.raises(IntegrityError, match="spelling_of_a_province_is_listed_once"), transaction.atomic():
        PlaceName.objects.create(province=district.province, name="کندز", language="ps")


def test_a_spellings_language_is_known():
    with pytest.raises(IntegrityError, match="spelling_language_is_known"), transaction.atomic():
        PlaceName.objects.create(district=make_district(), name="Emam Saheb", language="de")


def test_a_wrong_code_is_explained():
    district = make_district()
    district.code = "Imam"

    with pytest.raises(ValidationError, match="two or three capitals and its number"):
        district.full_clean()
