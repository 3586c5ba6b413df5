"""Merge an event that was logged twice into the one that stays."""

from events.models import ControlEvent, Status

CITED_AS = ("report_id", "voice_id", "stance")
COUNTED_AS = ("report_id", "voice_id", "of_id", "outcome")


def why_not_merged(duplicate: ControlEvent, survivor: ControlEvent) -> str:
    """Return why one event cannot be merged into another, in a sentence; an empty text where it can."""
    if duplicate.pk == survivor.pk:
        return f"{duplicate.code} cannot be merged into itself: choose the event that stays."
    if duplicate.district_id != survivor.district_id:
        return (
            f"{survivor.code} is about {survivor.district}, not {duplicate.district}: choose one of the same district."
        )
    if survivor.merged_into_id:
        return f"{survivor.code} was merged itself: choose {survivor_of(survivor).code}, which stayed."
    if survivor.status != Status.PUBLISHED:
        state = survivor.get_status_display()
        return f"{survivor.code} is {'a ' if state == 'draft' else ''}{state}: the event that stays is a published one."
    if duplicate.status == Status.RETRACTED:
        return f"{duplicate.code} is retracted already: it counts nowhere."
    return ""


def merge(*, duplicate: ControlEvent, survivor: ControlEvent, record) -> None:
    """Give a duplicate's evidence to the event that stays; retract the duplicate, or delete one never published.

    What both have cited (the same report, voice and stance) is kept once. `record` is the recording whose version
    this becomes. Raises ValueError with a sentence where the two cannot be merged.
    """
    refusal = why_not_merged(duplicate, survivor)
    if refusal:
        raise ValueError(refusal)
    record.touch(duplicate.district_id)
    _give(duplicate.citations, survivor.citations, CITED_AS, survivor)
    _give(duplicate.casualties, survivor.casualties, COUNTED_AS, survivor)
    if duplicate.status != Status.PUBLISHED:
        duplicate.delete()
        return
    duplicate.status, duplicate.merged_into = Status.RETRACTED, survivor
    duplicate.save(update_fields=["status", "merged_into"])


def _give(rows, kept, identity, survivor):
    known = set(kept.values_list(*identity))
    for row in rows.all():
        if tuple(getattr(row, name) for name in identity) in known:
            row.delete()
        else:
            row.event = survivor
            row.save(update_fields=["event"])


def survivor_of(event: ControlEvent) -> ControlEvent:
    """Return the event that a merged one leads to in the end; the event itself where it was not merged."""
    while event.merged_into_id:
        event = ControlEvent.objects.get(pk=event.merged_into_id)
    return event
