import datetime

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from config.observing import probes
from events.control.state import today
from events.models import ControlEvent, LogEntry, Report
from tests.factories import make_event


def test_a_living_process_answers_without_a_database_or_a_known_host(client, settings):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True

    response = client.get("/healthz", headers={"host": "10.0.0.7"})

    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_a_probe_is_only_read(client):
    response = client.post("/healthz")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
def test_a_database_that_is_whole_is_ready(client):
    make_event()

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"ready": True, "checks": {"database": "ok", "migrations": "ok", "drift": "ok"}}


@pytest.mark.django_db
def test_a_district_that_has_drifted_is_not_ready(client):
    event = make_event()
    ControlEvent.objects.filter(pk=event.pk).update(standing="refuted")

    response = client.get("/readyz")

    told = f"{event.district.code} has drifted: run manage.py rebuild."
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {"ready": False, "checks": {"database": "ok", "migrations": "ok", "drift": told}}


@pytest.mark.django_db
def test_a_database_behind_the_code_is_not_ready(client):
    MigrationRecorder(connection).record_unapplied("events", "0012_releases")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == (
        "1 migrations are missing, events.0012_releases first: run manage.py migrate."
    )


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def refuse(*arguments):
        raise OperationalError("could not connect to 10.0.0.9")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "checks": {"database": "The database does not answer: OperationalError."},
    }


@pytest.mark.django_db
def test_a_record_that_is_read_from_a_replica_alone_is_ready_and_says_that_it_takes_no_writes(client, monkeypatch):
    monkeypatch.setattr(probes, "primary", lambda: None)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["ready"]) == (200, True)
    assert response.json()["writes"].startswith("No database takes writes: ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        pytest.param("", "Bearer ", 404, id="no-token-set"),
        pytest.param("a-long-token", None, 401, id="none-sent"),
        pytest.param("a-long-token", "Bearer another", 401, id="another-sent"),
        pytest.param("a-long-token", "Bearer a-long-token", 200, id="the-one"),
    ],
)
def test_measures_are_given_for_the_token_alone(client, settings, token, sent, status):
    settings.METRICS_TOKEN = token

    response = client.get("/metrics", headers={"authorization": sent} if sent else {})

    assert response.status_code == status


@pytest.mark.django_db
def test_measures_tell_requests_by_view_and_how_far_the_record_goes(client, settings):
    settings.METRICS_TOKEN = "a-long-token"
    make_event()
    make_event(date=datetime.date(2021, 6, 25), status="in_review")
    client.get("/api/v1/actors/")
    client.get("/api/v1/actors/")
    client.get("/wp-login.php")

    text = client.get("/metrics", headers={"authorization": "Bearer a-long-token"}).content.decode()

    assert 'marz_requests_total{method="GET",status="200",view="api:actor-list"}' in text
    assert 'marz_requests_total{method="GET",status="404",view="none"}' in text
    assert 'marz_api_answers_total{how="held"}' in text
    assert 'marz_database_seconds_count{view="api:actor-list"}' in text
    assert "wp-login" not in text
    assert "marz_log_sequence " in text
    assert "marz_review_queue 1.0\n" in text
    assert f"marz_record_version {LogEntry.objects.current_version()}.0\n" in text
    assert (
        f"marz_evidence_age_days {(today() - max(Report.objects.values_list('published', flat=True))).days}.0\n" in text
    )
