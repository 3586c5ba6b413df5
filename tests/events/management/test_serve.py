"""What starting does while the database is away."""

import subprocess

import pytest
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError

from events.management.commands import prepare, serve

AWAY = OperationalError("connection refused")


class Told(list):
    """Takes the place of what is started: a list of the commands, and of what became of them."""

    def serve(self):
        self.append("served")

    def terminate(self):
        self.append("ended")

    def wait(self):
        pass


@pytest.fixture
def told(monkeypatch):
    """Let nothing be prepared or served, and return the list of what would be."""
    told = Told()

    class Later:
        def __new__(cls, command):
            told.append(command[1:])
            return told

    class NoConnection:
        close = close_pool = staticmethod(lambda: None)

    monkeypatch.setattr(serve, "server", lambda *target, **options: told)
    monkeypatch.setattr(serve, "connection", NoConnection)
    monkeypatch.setattr(subprocess, "Popen", Later)
    return told


def failing(*errors):
    """Return what raises these errors, one a call, and then nothing."""
    left = list(errors)

    def fail(*arguments, **options):
        if left:
            raise left.pop(0)

    return fail


def test_a_dead_primary_keeps_nobody_from_reading_and_is_prepared_when_it_is_back(told, settings, monkeypatch, capsys):
    settings.REPLICAS = [{}]
    monkeypatch.setattr(serve, "call_command", failing(AWAY))

    serve.Command().handle()

    assert told == [[settings.BASE_DIR / "manage.py", "prepare", "--wait"], "served", "ended"]
    assert capsys.readouterr().err.startswith("The database of DATABASE_URL does not answer: readers are answered")


@pytest.mark.parametrize(
    ("replicas", "error"),
    [
        pytest.param([], AWAY, id="nothing-to-read"),
        pytest.param([{}], ProgrammingError("syntax error"), id="a-fault-of-ours"),
    ],
)
def test_what_cannot_be_served_or_would_not_pass_is_not_started(told, settings, monkeypatch, replicas, error):
    settings.REPLICAS = replicas
    monkeypatch.setattr(serve, "call_command", failing(error))

    with pytest.raises(type(error)):
        serve.Command().handle()

    assert told == []


def test_preparing_waits_for_a_database_that_is_away_where_that_is_said(monkeypatch):
    pauses = []
    monkeypatch.setattr(prepare.Command, "prepare", failing(AWAY, AWAY))
    monkeypatch.setattr(prepare, "look_again", lambda: None)
    monkeypatch.setattr(prepare.time, "sleep", pauses.append)

    call_command("prepare", wait=True)

    assert pauses == [prepare.AGAIN] * 2
    monkeypatch.setattr(prepare.Command, "prepare", failing(AWAY))
    with pytest.raises(OperationalError):
        call_command("prepare")
