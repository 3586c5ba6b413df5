"""What an operator has to look after, each as a finding with what to do about it."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.db import DatabaseError, connection
from django.utils import timezone

from config.observing.probes import unapplied
from districts import translations
from events.control.rebuild import difference
from events.control.state import today
from events.links import due
from events.models import ControlEvent, LinkCheck, LogEntry, Report

GOOD, LOOK, MEND = "good", "look", "mend"

STALE_DAYS = 30
BACKUP_DAYS = 2
LINK_DAYS = 90


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `grade` is good, look (no harm yet) or mend; `advice` what to do, "" for good."""

    subject: str
    grade: str
    what: str
    advice: str = ""


def examine() -> Iterator[Finding]:
    """Yield a Finding for all that is looked at, in the order in which it is best mended.

    It ends where the database cannot be asked.
    """
    for check in CHECKS:
        try:
            found = check()
        except DatabaseError as error:
            told = f"It cannot be asked: {str(error).splitlines()[0]}"
            advice = "Start PostgreSQL, see that its disk has room and that DATABASE_URL names it; mend what is above."
            yield Finding("database", MEND, told, advice)
            return
        yield found


def _settings() -> Finding:
    every = django_checks.run_checks(include_deployment_checks=settings.HTTPS)
    found = [one for one in every if not one.is_silenced()]
    if not found:
        return Finding("settings", GOOD, "Django finds nothing wrong with them.")
    told = "; ".join(f"{one.id}: {one.msg}" for one in found)
    return Finding("settings", MEND, told, "See .env.example and docs/deploy.md.")


def _migrations() -> Finding:
    missing = unapplied()
    if not missing:
        return Finding("migrations", GOOD, "All are applied.")
    return Finding("migrations", MEND, f"Missing: {', '.join(missing)}.", "Run manage.py migrate.")


def _constraints() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated ORDER BY 1")
        loose = [f"{name} of {table}" for name, table in cursor.fetchall()]
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgenabled = 'D' ORDER BY 1")
        loose += [f"{name} of {table}" for name, table in cursor.fetchall()]
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1")
        loose += [name for (name,) in cursor.fetchall()]
    if not loose:
        return Finding("constraints", GOOD, "Every constraint, trigger and index is in force.")
    advice = "Validate the constraint, ENABLE the trigger or REINDEX the index, then run manage.py rebuild --check."
    return Finding("constraints", MEND, f"Not in force: {', '.join(loose)}.", advice)


def _drift() -> Finding:
    found = difference()
    if not found:
        return Finding("drift", GOOD, "Standings and control periods are what the evidence says.")
    told = f"{len(found.standings)} standings, {len(found.close)} periods too many, {len(found.open)} missing."
    return Finding("drift", MEND, told, "Find out who wrote past Marz, then run manage.py rebuild.")


def _log() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT version, lag(version) OVER (ORDER BY seq) AS before FROM events_logentry) "
            "AS entries WHERE version < before"
        )
        (backwards,) = cursor.fetchone()
    if not backwards:
        return Finding("log", GOOD, f"In order up to version {LogEntry.objects.current_version()}.")
    return Finding("log", MEND, f"{backwards} entries go back to an older version.", "Restore the last good backup.")


def _uncited() -> Finding:
    count = ControlEvent.objects.published().filter(citations=None).count()
    if not count:
        return Finding("citations", GOOD, "Every published event is cited.")
    return Finding("citations", MEND, f"{count} published events have no citation.", "Retract or cite them.")


def _links() -> Finding:
    recent = timezone.now() - datetime.timedelta(days=LINK_DAYS)
    unseen = due().exclude(link_check__checked_at__gt=recent).count()
    dead = LinkCheck.objects.dead().count()
    if not unseen and not dead:
        return Finding("links", GOOD, f"All addresses of reports were seen alive within {LINK_DAYS} days.")
    told = f"{dead} addresses of reports are dead, {unseen} were not looked at for {LINK_DAYS} days."
    return Finding("links", LOOK, told, "Run manage.py check_links; find a copy of what is dead and archive it.")


def _evidence() -> Finding:
    last = Report.objects.shown().order_by("-published").values_list("published", flat=True).first()
    if last is None:
        return Finding("evidence", LOOK, "There is no report.", "Import a record or log one.")
    age = (today() - last).days
    if age <= STALE_DAYS:
        return Finding("evidence", GOOD, f"The newest report is {age} days old.")
    advice = "No report is not control: log what has been published since, or say that the record has ended."
    return Finding("evidence", LOOK, f"The newest report is {age} days old.", advice)


def _translations() -> Finding:
    lacking = {name: len(list(translations.missing(translations.read(code)))) for code, name in settings.LANGUAGES[1:]}
    told = ", ".join(f"{count} in {name}" for name, count in lacking.items() if count)
    if not told:
        return Finding("translations", GOOD, "No text of the pages lacks one.")
    return Finding("translations", LOOK, f"Texts without translation: {told}.", "Fill locale/*/LC_MESSAGES/django.po.")


def newest_backup(folder: Path) -> datetime.datetime | None:
    """Return when the newest backup in a folder was written, None where there is none."""
    times = [path.stat().st_mtime for path in folder.glob("marz-*.tar")] if folder.is_dir() else []
    return datetime.datetime.fromtimestamp(max(times), datetime.UTC) if times else None


def _backups() -> Finding:
    newest = newest_backup(settings.BACKUP_DIR)
    if newest is None:
        return Finding("backups", LOOK, f"There is none in {settings.BACKUP_DIR}.", "Run manage.py backup, daily.")
    age = (timezone.now() - newest).days
    if age < BACKUP_DAYS:
        return Finding("backups", GOOD, f"The newest is of {newest:%Y-%m-%d %H:%M} UTC.")
    return Finding("backups", MEND, f"The newest is {age} days old.", "Run manage.py backup, and mend its timer.")


CHECKS: list[Callable[[], Finding]] = [
    _settings, _migrations, _constraints, _log, _drift, _uncited, _backups, _links, _evidence, _translations,
]  # fmt: skip
