import datetime

import pytest
from lxml import html

from events.control.recording import recording
from events.models import ControlEvent, Status
from tests.people import make_person

ARTICLE = "Clashes in the north\n\nThe Taliban captured Imam Sahib district of Kunduz province on Monday, they said."


def filled(response, **changes):
    """Return what the form of the page would send, with changes; None takes a field away."""
    form = next(
        each for each in html.fromstring(response.content.decode()).forms if "entry" in (each.get("class") or "")
    )
    fields = form.xpath(".//input | .//select | .//textarea")
    data = {field.name: value for field in fields if field.name and (value := _value(field)) is not None}
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in data.items() if value is not None}


def _value(field):
    """Return what a browser sends of a field; None for nothing."""
    if field.get("type") in ("radio", "checkbox"):
        return field.get("value", "on") if field.get("checked") is not None else None
    return field.text or "" if field.tag == "textarea" else field.value or ""


def text_of(response):
    """Return the words of a page, each run of white space as one space."""
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


@pytest.fixture
def editor(record):
    """Return an Editor, in the database that holds the whole record."""
    return make_person("Editor", name="editor")


@pytest.fixture
def unlogged(record):
    """Let the record know nothing yet of how Imam Sahib fell."""
    events = ControlEvent.objects.filter(district__code="AF1905", date=datetime.date(2021, 6, 21))
    with recording(reason="Logged anew.") as noted:
        noted.touch_events(events)
        events.update(status=Status.RETRACTED)


@pytest.fixture
def reader(client, editor):
    """Return a function that sends an article to the page and gives its answer."""
    client.force_login(editor)

    def read(text=ARTICLE, **more):
        given = {"action": "read", "text": text, "published": "2021-06-21", "source": "TRT Pashto"}
        return client.post("/admin/events/article/", given | more)

    return read
