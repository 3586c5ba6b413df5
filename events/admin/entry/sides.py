"""The actors that a page of entry offers, asked for once, and the usual other side of each."""

from events.models import Actor, ControlEvent, Source

INDEPENDENT = "independent"
AS_ABOVE = ("", "as above")


class Sides:
    """The actors by slug, and which side is whose usual opponent: two queries for a page."""

    def __init__(self):
        self.actors = {actor.slug: actor for actor in Actor.objects.order_by("name")}
        self.parties = {slug: actor for slug, actor in self.actors.items() if actor.is_party}
        self._usual = ControlEvent.objects.usual_opponents()

    def usual_opponent(self, controller: str) -> str:
        """Return the slug of the side that most events name as the other one of a controller; "" where none does."""
        others = [slug for slug in self.parties if slug != controller]
        return self._usual.get(controller) or (others[0] if len(others) == 1 else "")

    def party_choices(self, empty: str) -> list[tuple[str, str]]:
        """Return the parties as choices, the first of them empty with these words."""
        return [("", empty), *((slug, actor.name) for slug, actor in self.parties.items())]

    def voice_choices(self, empty: str) -> list[tuple[str, str]]:
        """Return whose word it can be as choices, the first of them empty with these words."""
        actors = ((slug, actor.name) for slug, actor in self.actors.items())
        return [("", empty), (INDEPENDENT, INDEPENDENT), *actors]

    def voice_key(self, voice: str, source: Source) -> int | None:
        """Return the key of the actor whose word it is, the source's own where none is named; None: independent."""
        return self.actors[voice].pk if voice in self.actors else None if voice else source.actor_id
