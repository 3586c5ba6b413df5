"""What is measured for Prometheus: requests, their time and that of the database, held answers, the record's age."""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily

from events.control.state import today
from events.models import ControlEvent, LogEntry, Report, Status

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
IN_PROCESS = CollectorRegistry()

requests = Counter("marz_requests", "Requests answered.", ["view", "method", "status"], registry=IN_PROCESS)
seconds = Histogram(
    "marz_request_seconds", "Time until a request was answered.", ["view"], buckets=BUCKETS, registry=IN_PROCESS
)
database_seconds = Histogram(
    "marz_database_seconds", "Time of a request's statements.", ["view"], buckets=BUCKETS, registry=IN_PROCESS
)
statements = Counter("marz_statements", "Statements sent to the database.", ["view"], registry=IN_PROCESS)
answers = Counter(
    "marz_api_answers", "Answers of the API: made, held (given again) or unchanged (304).", ["how"], registry=IN_PROCESS
)


class Record:
    """Collects, when it is asked, how far the log and the evidence go, and how much waits for review."""

    def collect(self):
        last = LogEntry.objects.order_by("-seq").values_list("seq", "version").first() or (0, 0)
        yield GaugeMetricFamily("marz_log_sequence", "The last entry of the log.", value=last[0])
        yield GaugeMetricFamily("marz_record_version", "The record's version.", value=last[1])
        waiting = ControlEvent.objects.filter(status=Status.IN_REVIEW).count()
        yield GaugeMetricFamily("marz_review_queue", "Events that wait for a reviewer.", value=waiting)
        published = Report.objects.shown().order_by("-published").values_list("published", flat=True).first()
        if published:
            age = (today() - published).days
            yield GaugeMetricFamily("marz_evidence_age_days", "Days since the newest report.", value=age)


def written() -> bytes:
    """Return all measures in Prometheus's text format; those of all workers where PROMETHEUS_MULTIPROC_DIR is set."""
    registry = IN_PROCESS
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    record = CollectorRegistry()
    record.register(Record())
    return generate_latest(registry) + generate_latest(record)
