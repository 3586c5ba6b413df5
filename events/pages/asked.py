"""What a page's address asks for: a moment on the three axes, and the addresses that keep or change it."""

import datetime
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Min
from django.utils.translation import gettext

from events.control import state
from events.control.periods import View
from events.models import ControlEvent, LogEntry, Perspective


class BadParameterError(ValueError):
    """A parameter of a page that cannot be read: its name, what was given, and what would be right."""

    def __init__(self, name, value, expected):
        super().__init__(f"{name}={value}: {expected}")
        # No page can carry the character that ends a string in C.
        self.name, self.value, self.expected = name, value.replace("\0", "\N{REPLACEMENT CHARACTER}"), expected


@dataclass(frozen=True)
class Asked:
    """The moment that a page shows, with what its controls offer; `given` is what the address says beyond defaults."""

    moment: state.Moment
    perspective: Perspective
    perspectives: list[Perspective]
    first_day: datetime.date
    last_day: datetime.date
    given: dict[str, str] = field(default_factory=dict)

    @property
    def as_of(self):
        """The day that is shown."""
        return self.moment.as_of

    @property
    def is_last_day(self):
        """Whether the day shown is the last one of the record."""
        return self.as_of == self.last_day

    @property
    def is_after_record(self):
        """Whether the day shown lies beyond the record."""
        return self.as_of > self.last_day

    @property
    def view(self):
        """The perspective as the rules see it."""
        return View(self.perspective.slug, frozenset(self.perspective.accepts), self.perspective.side)

    @property
    def query(self):
        """The query string that keeps this moment, with its question mark; empty for the defaults."""
        return self.query_with()

    def query_with(self, **changes):
        """Return the query string of this moment with some parameters changed; None or "" leaves one out."""
        kept = {name: value for name, value in {**self.given, **changes}.items() if value not in (None, "")}
        return f"?{urlencode(kept)}" if kept else ""


def ask(request):
    """Return what the address of a page asks for; raises BadParameterError for a value that cannot be read."""
    span = ControlEvent.objects.published().aggregate(first=Min("date"))
    last = state.last_day()
    perspectives = list(Perspective.objects.order_by("position"))
    slugs = {row.slug: row for row in perspectives}
    slug = choice(request, "perspective", slugs, state.DEFAULT_PERSPECTIVE)
    moment = state.Moment(
        as_of=day(request, "as_of", last),
        reported_by=day(request, "reported_by"),
        version=LogEntry.objects.current_version(),
        perspective=slug,
    )
    names = ("as_of", "perspective", "reported_by", "view")
    given = {name: request.GET[name].strip() for name in names if request.GET.get(name, "").strip()}
    return Asked(moment, slugs[slug], perspectives, span["first"] or last, last, given)


def day(request, name, default=None):
    """Return the day that a parameter names, `default` where it is absent or empty."""
    text = request.GET.get(name, "").strip()
    if not text:
        return default
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise BadParameterError(name, text, gettext("a day as year, month and day, for example 2021-08-15")) from None


def choice(request, name, choices, default=""):
    """Return the value of a parameter that is one of `choices`, `default` where it is absent or empty."""
    text = request.GET.get(name, "").strip()
    if text and text not in choices:
        raise BadParameterError(name, text, gettext("one of %(choices)s") % {"choices": ", ".join(choices)})
    return text or default
