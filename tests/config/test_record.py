import json

import pytest
from django.conf import settings

from config.record import read_record

VELDANIA = settings.BASE_DIR / "tests" / "veldania"


def described(folder, **facts):
    """Write the descriptor of Veldania with other facts into a folder, and return the folder."""
    descriptor = json.loads((VELDANIA / "datapackage.json").read_text())
    descriptor["marz"] |= facts
    descriptor["marz"] = {name: value for name, value in descriptor["marz"].items() if value is not None}
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def test_a_package_says_which_country_it_is_of():
    found = read_record(VELDANIA)

    assert found.country == {"en": "Veldania", "fr": "Veldanie"}
    assert (found.time_zone, found.list, found.lists) == ("Pacific/Chatham", "survey31", {8: "survey31"})
    assert (found.sides, found.weaknesses) == (("crown", "league", "guard"), ())


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param({"time_zone": "Veldania/Norrstad"}, "“time_zone” is no zone of the tz database", id="zone"),
        pytest.param({"languages": {"fr": "Français"}}, "“languages” begins with en", id="languages"),
        pytest.param({"country": {"fr": "Veldanie"}}, "“country” has a name in it", id="country"),
        pytest.param({"list": "census"}, "“list” is census, which is none of “lists”", id="list"),
        pytest.param({"lists": {"all": "survey31"}}, "is not as it should be", id="sizes"),
        pytest.param({"sides": None}, "has no 'sides' in “marz”", id="missing"),
    ],
)
def test_what_is_wrong_with_a_package_is_said(tmp_path, facts, words):
    with pytest.raises(ValueError, match=words):
        read_record(described(tmp_path, **facts))


def test_a_folder_without_a_package_is_told(tmp_path):
    with pytest.raises(ValueError, match=r"datapackage\.json cannot be read: No such file"):
        read_record(tmp_path)
