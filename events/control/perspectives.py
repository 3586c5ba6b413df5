"""The perspectives of a record: the ladder of evidence, which every record has, and one for each side's own version."""

from collections.abc import Iterable

from events.control.recording import Recording
from events.models import Actor, ControlPeriod, Perspective

# A side's own version accepts these besides what its own word makes of an event.
ACCEPTS = ["confirmed", "assumed", "reported"]


def set_sides(slugs: Iterable[str], record: Recording) -> None:
    """Let the sides with these slugs have their own versions, in this order, and no other side one.

    Once anything is derived the perspectives stay as they are: what was said of one must be found again. Call it while
    `record` holds the version lock. Raises ValueError where a slug is no party's.
    """
    wanted = list(slugs)
    present = list(Perspective.objects.exclude(side="").order_by("position").values_list("side", flat=True))
    if present == wanted or ControlPeriod.objects.exists():
        return
    parties = Actor.objects.parties().in_bulk(wanted, field_name="slug")
    missing = [slug for slug in wanted if slug not in parties]
    if missing:
        raise ValueError(f"“sides” names parties of actors.csv that can hold ground; {missing[0]} is none.")
    Perspective.objects.exclude(side="").delete()
    first = Perspective.objects.count() + 1
    Perspective.objects.bulk_create(
        Perspective(slug=slug, side=slug, accepts=ACCEPTS, position=position, **_words(parties[slug].name))
        for position, slug in enumerate(wanted, start=first)
    )


def _words(name: str) -> dict[str, str]:
    return {
        "name": f"The version of {name}"[:60],
        "description": f"What {name} says, and what it does not deny and cannot well dispute.",
    }
