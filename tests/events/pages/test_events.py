import pytest

from events.control.recording import recording
from events.models import ControlEvent, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_an_event_shows_its_evidence_its_standing_and_the_rule_that_gave_it(text_of):
    text = text_of("/events/E0501/")

    assert "Dawlatshah, 19–20 May 2021: Handed over to the Taliban without a fight." in text
    assert "The losing side asserts it" in text
    assert "Rule 3" in text
    assert "Defence Ministry (Afghan government) denies it, giving 20 May 2021" in text
    assert "Between 19 May 2021 and 20 May 2021; the best single day is 19 May 2021." in text


def test_an_event_says_what_it_changed_in_each_perspective(client):
    effects = client.get("/events/E0501/").context["effects"]

    assert [(row["perspective"].slug, row["entry"].effect) for row in effects][2:4] == [
        ("claimed", "Changed hands, from the Afghan government to the Taliban."),
        ("government", "Not counted in this perspective."),
    ]


def test_a_retracted_event_is_gone_and_says_why(client, text_of):
    event = ControlEvent.objects.get(pk=587)
    with recording(reason="The report was withdrawn.") as record:
        record.touch(event.district_id)
        ControlEvent.objects.filter(pk=587).update(status=Status.RETRACTED)

    assert client.get("/events/E0587/").status_code == 410
    assert "Event E0587 was retracted." in text_of("/events/E0587/")
    assert "Why: The report was withdrawn." in text_of("/events/E0587/")
    assert "E0587" not in text_of("/districts/AF1905/")


def test_a_draft_is_not_found(client):
    ControlEvent.objects.filter(pk=587).update(status=Status.DRAFT)

    assert client.get("/events/E0587/").status_code == 404


@pytest.mark.parametrize("code", ["E9999", "587", "E0", "E99999999999", "x"])
def test_what_is_no_event_is_not_found(client, code):
    assert client.get(f"/events/{code}/").status_code == 404


def test_an_event_that_nobody_had_reported_yet_says_so(text_of):
    text = text_of("/events/E0587/?reported_by=2021-06-01")

    assert "Nobody had reported this by 1 June 2021." in text
