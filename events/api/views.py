from districts.api.base import CollectionViewSet
from districts.api.rows import read
from events.api.history import weighed
from events.api.past_views import PastViewSet
from events.api.serializers import (
    ActorSerializer,
    EventSerializer,
    ReportSerializer,
    SourceSerializer,
    TallyBesideSerializer,
    TallySerializer,
)
from events.api.tombstones import tell_fate
from events.control.tallies import Published, own_counts
from events.filters import (
    EventListFilter,
    OwnCountFilter,
    PastEvidenceFilter,
    PastFilter,
    ReportFilter,
    SourceFilter,
    TallyFilter,
)
from events.models import Actor, ControlEvent, Report, Source, Tally
from events.models.numbering import code_of, number_of


class ActorViewSet(PastViewSet, CollectionViewSet):
    kind = "actor"
    queryset = Actor.objects.order_by("slug")
    serializer_class = ActorSerializer
    filterset_class = PastFilter
    lookup_field = "slug"
    noun = "actor with the slug"
    lookup_example = "taliban"
    about = {"list": "The sides of the war and their allies.", "retrieve": "An actor by its slug."}


class SourceViewSet(PastViewSet, CollectionViewSet):
    kind = "source"
    queryset = Source.objects.listed().order_by("slug")
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    lookup_field = "slug"
    noun = "source with the slug"
    lookup_example = "ap"
    about = {"list": "Who publishes, graded by the Admiralty scale.", "retrieve": "A source by its slug."}


class NumberedViewSet(CollectionViewSet):
    """Rows whose public id is `letter` and their number."""

    lookup_field = "pk"
    lookup_url_kwarg = "id"
    letter, digits = "", 4

    def one(self, code):
        try:
            number = number_of(code, self.letter)
        except ValueError:
            return None
        if code_of(number, self.letter, self.digits) != code:
            return None
        found = self.rows(self.get_queryset().filter(pk=number))
        return found[0][1] if found else None

    def hint(self, code):
        return f"An id is {self.letter} and a number, for example {self.letter}{1:0{self.digits}d}."


class ReportViewSet(PastViewSet, NumberedViewSet):
    kind = "report"
    queryset = Report.objects.public().order_by("id")
    serializer_class = ReportSerializer
    filterset_class = ReportFilter
    letter, noun, lookup_example = "R", "report with the id", "R0001"
    about = {
        "list": "The documents that are cited. Of a restricted one only the day and the language are told.",
        "retrieve": "A report by its id.",
    }


class TallyViewSet(PastViewSet, NumberedViewSet):
    kind = "tally"
    queryset = Tally.objects.public().order_by("id")
    serializer_class = TallyBesideSerializer
    filterset_class = TallyFilter
    letter, digits, noun, lookup_example = "T", 3, "tally with the id", "T001"
    copied = False
    about = {
        "list": (
            "Published counts, such as “at least 87 of 421”; an empty `count_high` means “at least”. Beside each, in "
            "`own_count`, is what this record has for its day: `perspective`, `list`, `reported_by` and `version` say "
            "how that is counted; the tallies are those of that version."
        ),
        "retrieve": "A tally by its id, beside our own count.",
    }

    past_filterset_class = OwnCountFilter

    def for_next(self, request):
        query = super().for_next(request)
        query.pop("known_at", None)
        query["version"] = str(self.filterset.moment.version)
        return query

    def finished(self, rows):
        return self.beside(list(rows))

    def rows(self, queryset, keys=()):
        found = read(TallySerializer, queryset, keys)
        beside = self.beside([row for _, row in found])
        return [(key, row) for (key, _), row in zip(found, beside, strict=True)]

    def beside(self, rows):
        """Return rows with our own count of the same."""
        moment = self.filterset.moment
        asked = [Published(row["date"], row["actor"], row["measure"], row["denominator"]) for row in rows]
        axes = {name: getattr(moment, name) for name in ("perspective", "reported_by", "version")}
        counts = own_counts(asked, moment, self.filterset.counted_list)
        return [row | {"own_count": own._asdict() | axes} for row, own in zip(rows, counts, strict=True)]


class EventViewSet(PastViewSet, NumberedViewSet):
    kind = "event"
    queryset = ControlEvent.objects.published().order_by("id")
    serializer_class = EventSerializer
    filterset_class, past_filterset_class = EventListFilter, PastEvidenceFilter
    letter, noun, lookup_example = "E", "event with the id", "E0001"
    tombstones = True
    in_texts = True
    axes = ("version", "known_at", "reported_by", "perspective")
    envelope_of_past = PastViewSet.envelope_of_past | {
        "reported_by": {"type": ["string", "null"], "format": "date", "description": "The last day that counts."},
        "perspective": {"type": ["string", "null"], "description": "Whose word the events are accepted by."},
    }
    about = {
        "list": (
            "The published events with their citations, by id. `from` and `to` match where the days that an event can "
            "have been meet them; `voice` and `source` where any of its citations has them."
        ),
        "retrieve": "An event by its id, with its citations.",
    }

    def one(self, code):
        found = super().one(code)
        if found is None:
            tell_fate(self.request, code, version=self.version if self.in_past else None)
        return found

    def weighed(self, rows, asked):
        return weighed(rows, asked["version"], reported_by=asked["reported_by"], perspective=asked.get("perspective"))

    def past_envelope(self):
        asked = self.filterset.form.cleaned_data
        return {**super().past_envelope(), **{name: asked[name] for name in ("reported_by", "perspective")}}
