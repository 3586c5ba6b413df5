"""Dead links: asked politely, listed, remembered for the desk alone."""

import pytest
from django.core.management import CommandError, call_command

from events.ingest.fetching import FetchError
from events.links import check, due, words
from events.management.commands import check_links
from events.models import LinkCheck
from tests.factories import make_report


def answers(monkeypatch, statuses):
    """Let addresses answer with statuses, {address: status or error}, and wait for no host; return what is asked."""
    asked = []

    def ask(url, *, timeout):
        asked.append(url)
        if isinstance(statuses[url], Exception):
            raise statuses[url]
        return statuses[url]

    monkeypatch.setattr(check_links, "check", lambda report: check(report, ask=ask))
    monkeypatch.setattr(check_links, "SECONDS_A_HOST", 0)
    return asked


@pytest.mark.parametrize(
    ("status", "dead"),
    [
        pytest.param(200, False, id="found"),
        pytest.param(403, False, id="barred"),
        pytest.param(404, True, id="not-found"),
        pytest.param(410, True, id="gone"),
        pytest.param(429, False, id="asked-too-often"),
        pytest.param(503, True, id="broken"),
        pytest.param(FetchError("It did not answer in time."), True, id="no-answer"),
    ],
)
def test_a_link_is_dead_when_nothing_is_there_any_more(db, monkeypatch, status, dead):
    report = make_report()
    answers(monkeypatch, {report.url: status})

    link = check_links.check(report)

    assert LinkCheck.objects.dead().exists() == dead
    assert (link.alive_at is None) == dead


def test_a_check_remembers_when_the_page_was_last_found(db, monkeypatch):
    report = make_report()
    answers(monkeypatch, {report.url: 200})
    alive = check_links.check(report)
    answers(monkeypatch, {report.url: 404})

    dead = check_links.check(report)

    assert (dead.pk, dead.status, dead.alive_at) == (alive.pk, 404, alive.checked_at)
    assert dead.checked_at > dead.alive_at
    assert words(dead) == "404 Not Found"


def test_reports_never_checked_come_first_and_then_those_checked_longest_ago(db, monkeypatch):
    first, second, third = (make_report() for _ in range(3))
    make_report(url="", title="On paper")
    answers(monkeypatch, {first.url: 200, second.url: 200})
    check_links.check(second)
    check_links.check(first)

    assert list(due()) == [third, second, first]


def test_the_command_lists_the_dead_and_ends_with_an_error(db, monkeypatch, capsys):
    dead, alive = make_report(), make_report()
    answers(monkeypatch, {dead.url: 404, alive.url: 200})

    with pytest.raises(CommandError, match=r"1 of 2 addresses are dead\."):
        call_command("check_links")

    assert capsys.readouterr().out == f"{dead.code:6}  never       {dead.url}\n        404 Not Found\n"


def test_the_command_writes_the_dead_as_csv(db, monkeypatch, capsys):
    dead = make_report(url="https://example.org/a,b")
    answers(monkeypatch, {dead.url: FetchError("It names no host.")})

    with pytest.raises(CommandError):
        call_command("check_links", "--format", "csv")

    assert capsys.readouterr().out == (
        f'report,answer,last_alive,address\n{dead.code},It names no host.,never,"https://example.org/a,b"\n'
    )


def test_the_command_ends_well_when_nothing_is_dead_and_stops_at_its_limit(db, monkeypatch, capsys):
    reports = [make_report() for _ in range(3)]
    asked = answers(monkeypatch, {report.url: 200 for report in reports})

    call_command("check_links", "--limit", "2")

    assert asked == [report.url for report in reports[:2]]
    assert capsys.readouterr() == ("", "None of 2 addresses is dead.\n")


@pytest.mark.parametrize(("value", "found"), [("dead", ["dead"]), ("alive", ["alive"]), ("unchecked", ["new"])])
def test_the_desk_filters_reports_by_their_links(db, admin_client, monkeypatch, value, found):
    reports = {name: make_report(title=name) for name in ("dead", "alive", "new")}
    answers(monkeypatch, {reports["dead"].url: 404, reports["alive"].url: 200})
    for name in ("dead", "alive"):
        check_links.check(reports[name])

    listed = admin_client.get("/admin/events/report/", {"link": value}).context["cl"].result_list

    assert [report.title for report in listed] == found
