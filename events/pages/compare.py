"""Two states side by side: two perspectives of a day, two days of a perspective, or what was known and what is."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_safe

from districts import languages
from districts.models import Province
from events.control.state import DEFAULT_PERSPECTIVE, Moment, district_states, totals
from events.models import Perspective
from events.pages import comparison, picture, readings, words
from events.pages.asked import ask, choice, day
from events.pages.tenure import all_periods, with_tenure

WITH = "with_"
NAMES = ("as_of", "perspective", "reported_by")


@dataclass(frozen=True)
class Side:
    """One of the two: the moment and its perspective, what to call it, and what it shows.

    `query` leads to the same moment on other pages. `figures` has a Figure for each actor of either side.
    """

    moment: Moment
    perspective: Perspective
    title: str
    query: str
    rows: list[dict]
    totals: dict
    figures: list
    picture: picture.Picture


@require_safe
def compare(request):
    asked, actors = ask(request), readings.actors_by_slug()
    provinces = {one.code: one for one in Province.objects.in_order().defer("cell", "boundary")}
    province = provinces.get(choice(request, "province", provinces))
    offered = Offered(asked, province)
    moments = wanted(request, asked, offered)
    one, other = sides(moments, asked.perspectives, actors, province)
    found = comparison.differences(one.rows, other.rows)
    context = {
        "asked": asked,
        "one": one,
        "other": other,
        "provinces": provinces.values(),
        "province": province,
        "sentence": sentence(found, one, other, province),
        "elsewhere": comparison.rests_elsewhere(one.rows, other.rows),
        "rows": told(found, actors),
        "differing": {row.district for row in found},
        "moves": [(actors.get(loser), actors.get(winner), number) for loser, winner, number in comparison.moves(found)],
        "legend": legends(one.rows, other.rows, actors),
        "figures": list(zip(one.figures, other.figures, strict=True)),
        "presets": offered.presets(moments),
        "turned": offered.query(*reversed(moments)),
    }
    return render(request, "events/compare.html", context)


def wanted(request, asked, offered):
    """Return the two moments that an address asks for.

    Where it names no second side, that is the counterpart of the first; where it names neither, the first preset.
    """
    slugs = [row.slug for row in asked.perspectives]
    if not any(WITH + name in request.GET for name in NAMES):
        contrary = None if asked.given else offered.widest
        return contrary or (asked.moment, replace(asked.moment, perspective=counterpart(asked).slug))
    other = replace(
        asked.moment,
        as_of=day(request, f"{WITH}as_of", asked.as_of),
        perspective=choice(request, f"{WITH}perspective", slugs, asked.perspective.slug),
        reported_by=day(request, f"{WITH}reported_by"),
    )
    return asked.moment, other


def counterpart(asked):
    """Return the perspective that tells most against the one asked for: another side's, or an end of the ladder."""
    own = asked.perspective
    kin = [row for row in asked.perspectives if bool(row.side) == bool(own.side)]
    if own.side:
        return kin[(kin.index(own) + 1) % len(kin)]
    strict, *_, wide = sorted(kin, key=lambda row: len(row.accepts))
    return strict if own == wide else wide


def sides(moments, perspectives, actors, province):
    """Return both sides with what they show, each told apart by what they do not share."""
    slugs = {row.slug: row for row in perspectives}
    code = province.code if province else None
    titles = [title(moment, other, slugs) for moment, other in (moments, moments[::-1])]
    states = [readings.in_language(_states(moment, code)) for moment in moments]
    figures = [{one.actor.slug: one for one in readings.figures(rows, actors)} for rows in states]
    shown = [slug for slug in actors if any(slug in of_side for of_side in figures)]
    return [
        Side(
            moment=moment,
            perspective=slugs[moment.perspective],
            title=titles[number],
            query=query_of(moment),
            rows=rows,
            totals=totals(rows),
            figures=[figures[number].get(slug, readings.Figure(actors[slug], 0, 0, len(rows))) for slug in shown],
            picture=picture.draw(rows, actors, query=query_of(moment), label=titles[number], province=province),
        )
        for number, (moment, rows) in enumerate(zip(moments, states, strict=True))
    ]


def _states(moment, code):
    rows = district_states(moment, province=code)
    return with_tenure(rows, all_periods(moment, province=code), moment.as_of)


def title(moment, other, perspectives):
    """Return what one side is called: what it does not share with the other; where nothing differs, its perspective."""
    parts = []
    if moment.perspective != other.perspective or moment == other:
        parts.append(gettext(perspectives[moment.perspective].name))
    if moment.as_of != other.as_of:
        parts.append(words.day(moment.as_of))
    if moment.reported_by != other.reported_by and moment.reported_by:
        parts.append(gettext("known by %(day)s") % {"day": words.day(moment.reported_by)})
    elif moment.reported_by != other.reported_by:
        parts.append(gettext("known now"))
    return words.upper_first(pgettext("between parts of a title", ", ").join(parts))


def sentence(found, one, other, province):
    """Return the sentence that says how many districts differ, and how."""
    number, total = len(found), len(one.rows)
    facts = {"one": one.title, "other": other.title, "number": words.number(number), "total": words.number(total)}
    facts["kinds"] = words.joined(_told_kinds(comparison.by_kind(found)))
    if province:
        facts["province"] = languages.name_of(province)
        none = gettext("“%(one)s” and “%(other)s” agree on all %(total)s districts of %(province)s.")
        some = ngettext(
            "“%(one)s” and “%(other)s” differ on %(number)s of %(total)s districts of %(province)s: %(kinds)s.",
            "“%(one)s” and “%(other)s” differ on %(number)s of %(total)s districts of %(province)s: %(kinds)s.",
            number,
        )
    else:
        none = gettext("“%(one)s” and “%(other)s” agree on all %(total)s districts.")
        some = ngettext(
            "“%(one)s” and “%(other)s” differ on %(number)s of %(total)s districts: %(kinds)s.",
            "“%(one)s” and “%(other)s” differ on %(number)s of %(total)s districts: %(kinds)s.",
            number,
        )
    return (some if found else none) % facts


def _told_kinds(numbers):
    texts = {
        comparison.HOLDER: lambda n: ngettext("%(number)s has another holder", "%(number)s have another holder", n),
        comparison.KNOWN: lambda n: ngettext(
            "a holder of %(number)s is known in only one of them", "the holders of %(number)s are known in only one", n
        ),
        comparison.CONTESTED: lambda n: ngettext(
            "%(number)s is contested in only one", "%(number)s are contested in only one", n
        ),
    }
    return [texts[kind](number) % {"number": words.number(number)} for kind, number in numbers.items()]


def told(found, actors):
    """Return the differences as a table shows them: [{difference, sides: the row of each with `holder`}]."""
    return [
        {"difference": one, "sides": [{**row, "holder": actors.get(row["controller"])} for row in (one.one, one.other)]}
        for one in found
    ]


def legends(ones, others, actors):
    """Return the lines that explain both maps: [(line, how many districts of the first, how many of the second)]."""
    numbers = [{line.words: line.number for line in picture.legend(rows, actors)} for rows in (ones, others)]
    lines = picture.legend([*ones, *others], actors)
    return [(line, *(of_side.get(line.words, 0) for of_side in numbers)) for line in lines]


def query_of(moment, prefix=""):
    """Return the query string that names a moment, each parameter under a prefix, without what is a default."""
    return f"?{urlencode(_named(moment, prefix))}"


def _named(moment, prefix=""):
    named = {
        "as_of": moment.as_of.isoformat(),
        "perspective": moment.perspective if prefix or moment.perspective != DEFAULT_PERSPECTIVE else "",
        "reported_by": moment.reported_by.isoformat() if moment.reported_by else "",
    }
    return {prefix + name: value for name, value in named.items() if value}


class Offered:
    """The comparisons worth asking for, found in the record and its perspectives."""

    def __init__(self, asked, province):
        self.asked, self.province = asked, province
        self.versions = [row for row in asked.perspectives if row.side]
        self.ladder = sorted((row for row in asked.perspectives if not row.side), key=lambda row: len(row.accepts))

    def query(self, one, other):
        """Return the query string of a comparison, of the province that the page narrows to."""
        named = {**_named(one), **_named(other, WITH), "province": self.province.code if self.province else ""}
        return f"?{urlencode({name: value for name, value in named.items() if value})}"

    @cached_property
    def widest(self):
        """The two moments at which two sides' versions contradict each other most; None where they never do."""
        if len(self.versions) < 2:
            return None
        apart = comparison.widest_day(*(self._periods(row.slug) for row in self.versions[:2]))
        return self._versions_on(apart) if apart else None

    def presets(self, shown):
        """Return [{label, query, current}] of comparisons; `shown` are the two moments that the page has."""
        found = [
            *self._of_versions(),
            *self._of_the_ladder(shown[0].as_of),
            *self._of_days(),
            self._of_knowledge(shown),
        ]
        return [{"label": label, "query": self.query(*pair), "current": pair == shown} for label, pair in found]

    def _versions_on(self, date):
        return tuple(self._at(date, row.slug) for row in self.versions[:2])

    def _at(self, date, perspective):
        return replace(self.asked.moment, as_of=date, perspective=perspective, reported_by=None)

    def _periods(self, perspective):
        moment = self._at(self.asked.last_day, perspective)
        code = self.province.code if self.province else None
        periods = all_periods(moment, province=code)
        return [(row.district__code, row.controller__slug, row.start, row.end) for row in periods]

    def _of_versions(self):
        if len(self.versions) < 2:
            return
        facts = {"one": gettext(self.versions[0].name), "other": gettext(self.versions[1].name)}
        widest, last = self.widest, self.asked.last_day
        if widest:
            facts["day"] = words.day(widest[0].as_of)
            yield gettext("“%(one)s” and “%(other)s” on the day that they differ most, %(day)s") % facts, widest
        facts["day"] = words.day(last)
        yield gettext("“%(one)s” and “%(other)s” on the last day, %(day)s") % facts, self._versions_on(last)

    def _of_the_ladder(self, date):
        strict, *_, wide = self.ladder
        facts = {"one": gettext(strict.name), "other": gettext(wide.name), "day": words.day(date)}
        yield (
            gettext("“%(one)s” and “%(other)s” on %(day)s") % facts,
            (self._at(date, strict.slug), self._at(date, wide.slug)),
        )

    def _of_days(self):
        span = comparison.busiest_span(comparison.days_of_change(self._periods(DEFAULT_PERSPECTIVE)))
        if span is None or span[0] == span[1]:
            return
        days = (words.shift(span[0], days=-1), span[1])
        facts = {"first": words.day(days[0]), "last": words.day(days[1])}
        label = gettext("%(first)s and %(last)s: most changes of hands lie between them") % facts
        yield label, tuple(self._at(date, DEFAULT_PERSPECTIVE) for date in days)

    def _of_knowledge(self, shown):
        now = replace(shown[0], reported_by=None)
        label = gettext("What was known by %(day)s of that day, and what is known now") % {"day": words.day(now.as_of)}
        return label, (replace(now, reported_by=now.as_of), now)
