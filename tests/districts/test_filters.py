"""The strict base of all filters, as pages use it too."""

from django.http import QueryDict

from districts.filters import DistrictFilter
from districts.models import District


def filtered(query):
    return DistrictFilter(QueryDict(query), queryset=District.objects.all())


def test_an_empty_value_is_a_fault_unless_forms_send_it(db):
    faults = [{"param": "kind", "detail": "It is empty: give a value or leave it out."}]

    assert filtered("kind=").faults() == faults
    assert filtered("kind=").faults(blanks=True) == []


def test_an_unknown_parameter_is_a_fault_unless_the_caller_knows_it(db):
    assert [fault["param"] for fault in filtered("page=2&sort=name").faults(known=["page"])] == ["sort"]


def test_a_plain_dictionary_will_do(db):
    assert DistrictFilter({"kind": "district"}, queryset=District.objects.all()).faults() == []


def test_fifty_unknown_parameters_are_told_of_at_most(db):
    assert len(filtered("&".join(f"a{number}=1" for number in range(51))).faults()) == 50
