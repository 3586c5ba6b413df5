import pytest

from events.control.standing import KINDS, RULES, STANDINGS
from events.models import Perspective


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_the_method_is_told_from_the_tables_that_the_code_goes_by(text_of):
    text = text_of("/methodology/")

    told = [rule.words for rule in RULES] + [kind.meaning for kind in KINDS.values()] + list(STANDINGS.values())
    told += Perspective.objects.values_list("description", flat=True)
    assert [words for words in told if words not in text] == []
    assert "Most districts start as assumed: our own inference" in text
    assert "Cells are not boundaries" in text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/districts/", "/changes/", "/sources/", "/methodology/"])
def test_an_empty_record_has_its_pages_too(client, address):
    assert client.get(address).status_code == 200
