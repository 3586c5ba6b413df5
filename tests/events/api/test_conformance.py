"""The server keeps to its description, whatever is asked: all the checks of Schemathesis."""

import re
from pathlib import Path

import pytest
import schemathesis
from django.conf import settings
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from schemathesis.generation import GenerationMode

from config.wsgi import application
from events.api.docs import description

# What is wrong with a value that is of the form described: OpenAPI has no words for these.
UNSAYABLE = re.compile(
    r"is not the (code|slug) of|is not a perspective|is not a list of districts|is counted by no tally"
    r"|There is no version|is not a version|leave one of them out|is before the first day|is not a cursor of this"
    r"|is not an instant|ask for fewer|: give format=csv too|is not a property|narrows nothing|has no such setting"
    r"|A property is asked for twice|Send either queries or extend, not both|at most narrow a query"
    # A form has no words for an empty object, so that nothing is sent.
    r"|It is needed, or extend"
)

config = schemathesis.Config.from_path(Path(settings.BASE_DIR) / "schemathesis.toml")
schema = schemathesis.openapi.from_dict(description(), config=config)
schema.app = application


@pytest.fixture
def kept_open():
    """Keep the test's connection, in which its transaction is, open from one request to the next."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@examples(max_examples=4, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case, small_record, kept_open):
    answer = case.call(headers={"Host": "localhost", "Accept-Encoding": "identity"})

    case.validate_response(answer)
    if answer.status_code == 400 and case.meta.generation.mode == GenerationMode.POSITIVE:
        for fault in answer.json()["errors"]:
            assert UNSAYABLE.search(fault["detail"]), fault
