import pytest

from events.control import restriction
from events.models import Perspective
from events.pages import english


@pytest.mark.django_db
def test_what_is_marked_for_translation_is_what_the_record_and_the_rules_say():
    marked = (english.PERSPECTIVES, english.RESTRICTED)

    assert marked == (dict(Perspective.objects.values_list("name", "description")), restriction.RESTRICTED)
