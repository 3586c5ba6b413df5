"""Write the rows that are taken as drafts, each with a report of ACLED's; all of a file or nothing."""

from collections.abc import Callable
from typing import BinaryIO

from django.db import transaction

from events.entry import Line, Said, log_lines
from events.ingest.acled.judging import Taken
from events.ingest.acled.record import SOURCE
from events.ingest.acled.survey import STEP, Survey, verdicts
from events.models import EventKind, Precision, Reliability, Report, Source, SourceKind

ATTRIBUTION = 200
REASON = "Codes what others report by a published method, without seeing it itself; its sources vary."


@transaction.atomic
def import_acled(*, stream: BinaryIO, author, progress: Callable[[int], None] | None = None) -> Survey:
    """Draft the events of an export and return what became of its rows; a second import of it changes nothing.

    Nothing becomes public: drafts, their reports and, where it is new, the source are held back. Two imports at a
    time wait for each other. Raises FileRefusedError, and ValidationError for a draft that breaks a rule; then
    nothing is written.
    """
    source = _source()
    header, judged = verdicts(stream)
    found = Survey(header)
    for verdict in judged:
        found.add(verdict)
        if isinstance(verdict, Taken):
            _draft(verdict, source, author)
        if progress and found.rows % STEP == 0:
            progress(found.rows)
    return found


def _source() -> Source:
    """Return ACLED among the sources, made when it is missing, locked until the import ends."""
    values = {
        "name": "ACLED",
        "kind": SourceKind.MONITOR,
        "homepage": "https://acleddata.com",
        "reliability": Reliability.C,
        "reason": REASON,
        "public": False,
    }
    Source.objects.get_or_create(slug=SOURCE, defaults=values)
    return Source.objects.select_for_update().get(slug=SOURCE)


def _draft(taken: Taken, source: Source, author) -> None:
    report = Report(
        source=source,
        title=taken.event_id,
        published=taken.published or taken.days.day,
        published_precision=Precision.INFERRED,
        note=f"ACLED lists as sources: {'; '.join(taken.sources)}." if taken.sources else "",
        public=False,
    )
    report.full_clean()
    report.save()
    said = tuple(_said(taken, voice) for voice in taken.voices)
    log_lines(report=report, lines=[Line(facts=_facts(taken), said=said)], author=author)


def _facts(taken: Taken) -> dict:
    return {
        "district_id": taken.located.unit.pk,
        "date": taken.days.day,
        "date_earliest": taken.days.earliest,
        "date_latest": taken.days.latest,
        "kind": taken.kind,
        "controller_id": taken.controller.pk,
        "opponent_id": taken.opponent.pk,
        "summary": summary_of(taken),
    }


def summary_of(taken: Taken) -> str:
    """Return the event in a sentence of our own: nothing of ACLED's text is kept."""
    unit, without = taken.located.unit, taken.kind == EventKind.HANDED_OVER
    how = "passed without a fight" if without else "was taken"
    preposition = "to" if without else "by"
    gainer, loser = taken.controller.name, taken.opponent.name
    return f"{unit.name} district in {unit.province} {how} from {_the(loser)} {preposition} {_the(gainer)}."


def _the(name: str) -> str:
    return f"the {name}"


def _said(taken: Taken, voice: int | None) -> Said:
    listed = "; ".join(taken.sources)
    attribution = f"ACLED, from {listed}" if listed else "ACLED"
    notes = [f"Place: {taken.located.words}."]
    notes += [f"ACLED's estimate of deaths: {taken.deaths}."] if taken.deaths else []
    return Said(
        voice=voice,
        attribution=attribution if len(attribution) <= ATTRIBUTION else f"{attribution[: ATTRIBUTION - 1]}…",
        claimed_date=taken.days.day if taken.days.is_certain else None,
        note=" ".join(notes),
    )
