import pytest

from districts import gazetteer
from districts.models import District, PlaceName, Province


def test_a_found_place_is_a_row_with_its_province(afghanistan, django_assert_num_queries):
    gazetteer.find("Kunduz")

    with django_assert_num_queries(3):
        found = gazetteer.find("Emam Saheb, Konduz")
        province = found.district.province.name

    assert found.unambiguous.place == District.objects.get(code="AF1905")
    assert (found.unambiguous.kind, found.unambiguous.score, province) == ("district", 1.0, "Kunduz")


def test_a_province_is_found_as_a_province_and_is_no_district(afghanistan):
    found = gazetteer.find("Nangarhar")

    assert found.unambiguous.place == Province.objects.get(code="AF06")
    assert found.district is None


@pytest.mark.parametrize("province", ["AF11", "Ghazni", "غزنی"])
def test_a_province_narrows_by_code_or_spelling(afghanistan, province):
    assert gazetteer.find("Jaghatu", province).district.code == "AF1106"


def test_a_province_row_narrows(afghanistan):
    assert gazetteer.find("Jaghatu", Province.objects.get(code="AF04")).district.code == "AF0408"


def test_a_new_spelling_is_found_at_once(afghanistan):
    before = gazetteer.find("Xanadu Mahal")
    PlaceName.objects.create(district=District.objects.get(code="AF1905"), name="Xanadu Mahal")

    after = gazetteer.find("Xanadu Mahal")

    assert before.district is None
    assert after.district.code == "AF1905"


def test_a_spelling_changed_in_place_is_found_at_once(afghanistan):
    PlaceName.objects.create(district=District.objects.get(code="AF1905"), name="Xanadu Mahal")
    gazetteer.find("Xanadu Mahal")
    PlaceName.objects.filter(name="Xanadu Mahal").update(name="Shangri Lake")

    assert gazetteer.find("Shangri Lake").district.code == "AF1905"
    assert gazetteer.find("Xanadu Mahal").district is None


def test_a_spelling_taken_out_is_found_no_more(afghanistan):
    spelling = PlaceName.objects.create(district=District.objects.get(code="AF1905"), name="Xanadu Mahal")
    gazetteer.find("Xanadu Mahal")
    spelling.delete()

    assert gazetteer.find("Xanadu Mahal").district is None


def test_an_unchanged_index_is_kept(afghanistan):
    assert gazetteer.current_index() is gazetteer.current_index()


def test_an_empty_database_finds_nothing(afghanistan):
    PlaceName.objects.all().delete()
    Province.objects.update(capital=None)
    District.objects.update(parent=None)
    District.objects.all().delete()
    Province.objects.all().delete()

    assert gazetteer.find("Kunduz").explanation == "No place resembles “Kunduz”."


def test_search_puts_the_likeliest_district_first(afghanistan):
    assert [district.code for district in gazetteer.search("Imam Saheb")][:1] == ["AF1905"]
    assert {district.code for district in gazetteer.search("Jaghatu")[:2]} == {"AF0408", "AF1106"}
    assert [district.code for district in gazetteer.search("imam sa")][:1] == ["AF1905"]


def test_search_for_a_province_lists_its_districts(afghanistan):
    found = gazetteer.search("Konduz")

    assert [district.code for district in found][:10] == [
        *("AF1901", "AF1902", "AF1903", "AF1904", "AF1905", "AF1906", "AF1907", "AFT1908", "AFT1909", "AFT1910")
    ]


def test_search_keeps_its_limit(afghanistan):
    assert len(gazetteer.search("Nangarhar", limit=5)) == 5
