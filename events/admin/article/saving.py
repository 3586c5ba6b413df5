"""Write what was accepted of an article, all or nothing: drafts, held-back tallies, and notes on the report."""

from django.core.exceptions import ValidationError
from django.db import transaction

from events.admin.entry.writing import RefusalError, Written, write
from events.models import Tally

PUBLIC = (
    "{} is public already, so that a note on it is a correction: discard the note here, and let an Editor add it there."
)


@transaction.atomic
def save_accepted(*, report, via, lines, tallies, notes, sides, author, then, reason="") -> Written:
    """Return what was written of an article. `tallies` and `notes` are forms that were accepted.

    Raises RefusalError, and writes nothing, for what `write` refuses, for a note on a public report, and for a tally
    that is not valid.
    """
    if report.pk and report.public and notes:
        raise RefusalError(report=[PUBLIC.format(report.code)])
    if not report.pk:
        report.via = via[:200]
    written = write(report=report, lines=lines, author=author, then=then, reason=reason)
    if notes:
        sentences = [written.report.note, *(_sentence(form, sides) for form in notes)]
        written.report.note = "\n".join(filter(None, sentences))
        written.report.save(update_fields=["note"])
    for form in tallies:
        _keep(_tally(form.cleaned_data, written.report, sides))
    return written


def _sentence(form, sides):
    given = form.cleaned_data
    voice = sides.actors[given["voice"]].name if given["voice"] in sides.actors else "Independent"
    return f"{voice}: {given['what']}"


def _tally(given, report, sides):
    actor = sides.actors.get(given["actor"])
    return Tally(
        date=given["date"],
        voice_id=sides.voice_key(given["voice"], report.source),
        source=report.source,
        url=report.url,
        published=report.published,
        actor=actor,
        measure=given["measure"],
        count_low=given["low"],
        count_high=given["high"],
        denominator=given["denominator"],
        definition=given["definition"],
        report=report,
        public=False,
    )


def _keep(tally):
    """Save a tally, held back, unless the report is known to give this very count."""
    same = Tally.objects.filter(
        report=tally.report,
        date=tally.date,
        voice=tally.voice_id,
        actor=tally.actor,
        measure=tally.measure,
        count_low=tally.count_low,
        count_high=tally.count_high,
    )
    if same.exists():
        return
    try:
        tally.full_clean()
    except ValidationError as error:
        raise RefusalError(report=error.messages) from error
    tally.save()
