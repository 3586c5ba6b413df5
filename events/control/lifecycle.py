"""The steps of an event's life that leave its facts alone: into review and back, published, retracted, discarded."""

from events.models import UNPUBLISHED, ControlEvent, Status


def move(*, event: ControlEvent, status: str, record, note: str = "") -> ControlEvent:
    """Return the event with another status, in the version of `record`; `note` is a reviewer's to its author.

    Publishing a retracted event again also undoes a merge. IntegrityError where the database refuses it.
    """
    event.status, event.review_note = status, note
    event.merged_into = event.merged_into if status == Status.RETRACTED else None
    event.save(update_fields=["status", "review_note", "merged_into"])
    record.touch(event.district_id)
    return event


def discard(*, event: ControlEvent) -> None:
    """Delete an event that was never published; its history stays. ValueError where the public has seen it."""
    if event.status not in UNPUBLISHED:
        raise ValueError(f"{event.code} has been published, so it is kept for those who cited it: retract it instead.")
    event.delete()
