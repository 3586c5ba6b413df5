import pytest
from django.utils import translation

from events.pages import readings
from tests.factories import make_district, make_province


@pytest.mark.django_db
def test_rows_of_places_carry_the_names_of_the_language_where_there_are_any(django_assert_num_queries):
    province = make_province(name_fa="کندز")
    make_district("AF1905", province=province, name_fa="امام صاحب")
    make_district("AF1906", province=province)
    rows = [{"district": code, "district_name": code, "province_name": "Kunduz"} for code in ("AF1905", "AF1906")]

    with translation.override("fa"), django_assert_num_queries(1):
        told = readings.in_language(rows)

    assert [(row["district_name"], row["province_name"]) for row in told] == [("امام صاحب", "کندز"), ("AF1906", "کندز")]
    assert readings.in_language(rows) is rows
