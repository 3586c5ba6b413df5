"""What a page that can be embedded and shared shows, and where its frame, its card, its feed and its calendar are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from districts.country import name_of_country
from districts.languages import name_of
from events.control.state import DEFAULT_PERSPECTIVE, today
from events.pages import words

KINDS = {"home": "", "province": "-province", "district": "-district"}


@dataclass(frozen=True)
class Subject:
    """The map, a province or a district at a moment: `kind` is the name of its page, `place` None for the country.

    All its addresses are absolute.
    """

    request: object
    asked: object
    kind: str
    place: object

    @property
    def title(self):
        """What the page shows, in the language that is active."""
        day = words.day(self.asked.as_of)
        if self.kind == "home":
            return gettext("Who held the districts of %(place)s on %(day)s") % {"place": name_of_country(), "day": day}
        facts = {"place": name_of(self.place), "day": day}
        if self.kind == "province":
            return gettext("Who held the districts of %(place)s on %(day)s") % facts
        facts["province"] = name_of(self.place.province)
        return gettext("Who held %(place)s, %(province)s, on %(day)s") % facts

    @property
    def page(self):
        """The address of the page, with what its day and perspective say beyond the defaults."""
        return self._at(self.kind, self._query(self._beyond()))

    @property
    def embed(self):
        """The address of the page for a frame."""
        beyond = self._beyond()
        if self.kind == "district":
            return self._at("embed-district", self._query(beyond))
        return self._absolute(reverse("embed-map"), self._query(self._province() | beyond))

    def _province(self):
        return {"province": self.place.code} if self.kind == "province" else {}

    @property
    def card(self):
        """The address of the picture of the day; a day that it is not drawn for is left out."""
        asked = self.asked
        drawn = {"as_of": (asked.as_of, asked.last_day), "reported_by": (asked.moment.reported_by, today())}
        kept = {
            name: value
            for name, value in self._beyond().items()
            if name not in drawn or asked.first_day <= drawn[name][0] <= drawn[name][1]
        }
        return self._at(f"card{KINDS[self.kind]}", self._query(kept))

    @property
    def feed(self):
        """The address of the Atom feed of the place."""
        return self._at(f"feed{KINDS[self.kind]}")

    @property
    def calendar(self):
        """The address of the calendar of the place."""
        return self._at(f"calendar{KINDS[self.kind]}")

    @property
    def oembed_json(self):
        """The address that tells a program how to embed the page, as JSON."""
        return self._oembed("json")

    @property
    def oembed_xml(self):
        """The same as XML."""
        return self._oembed("xml")

    def _oembed(self, form):
        return self._absolute(reverse("oembed"), self._query({"url": self.page, "format": form}))

    def height(self, width):
        """Return how many pixels high a frame of a width should be, so that it need not scroll.

        A narrow map is lower, but its legend is in one column and its sentence in more lines.
        """
        return round(0.4 * width) + 500 if self.kind == "district" else 810

    def _beyond(self):
        """Return the parameters of the moment that differ from what the page shows without them."""
        usual = {"as_of": self.asked.last_day.isoformat(), "perspective": DEFAULT_PERSPECTIVE}
        return {name: value for name, value in self.asked.given.items() if usual.get(name) != value}

    def _at(self, name, query=""):
        return self._absolute(reverse(name, args=[self.place.code] if self.place else []), query)

    def _absolute(self, path, query=""):
        return self.request.build_absolute_uri(path + query)

    @staticmethod
    def _query(parameters):
        return f"?{urlencode(parameters)}" if parameters else ""
