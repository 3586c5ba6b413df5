import pytest

from events.control.perspectives import set_sides
from events.control.recording import recording
from events.models import Perspective
from tests.factories import make_actor, make_event

pytestmark = pytest.mark.django_db


def told(slugs):
    with recording(reason="Another country") as record:
        set_sides(slugs, record)
    return list(Perspective.objects.order_by("position").values_list("slug", "side", "position"))


def test_each_side_of_a_record_has_its_own_version_after_the_ladder():
    make_actor("crown", name="Crown of Veldania")

    found = told(["crown"])

    assert found == [("confirmed", "", 1), ("reported", "", 2), ("claimed", "", 3), ("crown", "crown", 4)]
    assert Perspective.objects.get(slug="crown").name == "The version of Crown of Veldania"


def test_the_sides_that_are_there_stay_as_they_are():
    before = list(Perspective.objects.values())

    told(["government", "taliban", "nrf"])

    assert list(Perspective.objects.values()) == before


def test_what_was_derived_keeps_its_perspectives():
    make_event()
    make_actor("crown")

    assert [slug for slug, _, _ in told(["crown"])][3:] == ["government", "taliban", "nrf"]


def test_a_side_that_holds_no_ground_is_refused():
    make_actor("republic", allied_with=make_actor("government"))

    with pytest.raises(ValueError, match=r"republic is none\.$"):
        told(["republic"])
