from itertools import islice

import orjson

from districts.api.problems import BadParameters
from districts.api.rows import read
from districts.api.views import DistrictViewSet, ProvinceViewSet
from events.api.past import matching, past_row, past_rows
from events.filters import PastDistrictFilter, PastFilter, PastProvinceFilter


class PastViewSet:
    """Answers a collection as a version had it where one is asked for; `kind` is what the log's rows are called."""

    kind = ""
    axes = ("version", "known_at")
    past_filterset_class = PastFilter
    envelope_of_past = {
        "version": {
            "type": "integer",
            "description": "The version that was read; only where a past state is asked for.",
        }
    }

    @property
    def in_past(self):
        return any(name in self.request.query_params for name in self.axes)

    @property
    def version(self):
        return self.filterset.form.cleaned_data["version"]

    def get_filterset_class(self):
        return self.filterset_class if self.is_list else self.past_filterset_class

    def for_next(self, request):
        query = super().for_next(request)
        if self.in_past:
            query.pop("known_at", None)
            query["version"] = str(self.version)
        return query

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == 200 and self.in_past:
            response["Content-Location"] = f"{request.path}?{self.for_next(request).urlencode()}"
            response.settled = "version" in request.query_params and request.accepted_renderer.format != "geojson"
        return response

    def listed(self, queryset):
        if not self.in_past:
            return super().listed(queryset)
        filtered = self.asked(self.request, queryset).qs
        if self.is_table and not {"limit", "cursor"} & self.request.query_params.keys():
            return self.streamed_rows(self.request.accepted_renderer)
        rows = self.paginator.paginate_rows(self.past, filtered, self.request, self)
        return self.paginator.get_paginated_response(self.finished(rows), **self.past_envelope())

    def streamed_rows(self, renderer):
        """Return a table of all rows, read and sent a part at a time."""
        rows = (row for _, row in self.past(None))
        if renderer.longest:
            rows = list(islice(rows, renderer.longest + 1))
            if len(rows) > renderer.longest:
                raise BadParameters([{"param": "format", "detail": self.too_long(renderer.longest)}])
        return self.streamed(renderer, renderer.chunks(self, self.finished(rows)))

    def past_envelope(self):
        return {"version": self.version}

    def past(self, after):
        """Yield (key, row) of the rows that are asked for, those after a key, in their order."""
        asked = self.filterset.form.cleaned_data
        fits = matching(self.kind, asked)
        for batch in past_rows(self.kind, self.version, after=after and after[0]):
            rows = self.weighed([row for _, row in batch], asked)
            yield from (((key,), row) for (key, _), row in zip(batch, rows, strict=True) if row and fits(row))

    def weighed(self, rows, asked):
        """Return the rows as the evidence that is asked for has them, None for one that it has not."""
        return rows

    def finished(self, rows):
        """Return rows with what is worked out for the answer alone."""
        return rows

    def one(self, code):
        if not self.in_past:
            return super().one(code)
        row = past_row(self.kind, code, self.version)
        found = self.weighed([row], self.filterset.form.cleaned_data) if row else [None]
        return next(iter(self.finished(found))) if found[0] else None


class PastPlaceViewSet(PastViewSet):
    """Places as a version had them; spellings, by which `q` searches, have no versions."""

    def past(self, after):
        if not self.filterset.form.cleaned_data.get("q"):
            yield from super().past(after)
            return
        found = self.filterset.spelled(self.queryset.all(), "q", self.filterset.form.cleaned_data["q"])
        rows = {key: row for (key,), row in super().past(None)}
        for rank, code in enumerate(found.values_list("code", flat=True)):
            if code in rows and (after is None or rank > after[0]):
                yield (rank,), rows[code]

    def one(self, code):
        found = super().one(code)
        if found and self.in_past:
            return found | {"spellings": self.spellings_of(code)}
        return found

    def spellings_of(self, code):
        """Return the present spellings of a place: as they are sent, or for a table as a list."""
        now = read(self.get_row_class(), self.get_queryset().filter(code=code))
        found = next((row["spellings"] for _, row in now), [])
        return orjson.loads(orjson.dumps(found)) if self.is_table else found


class RecordedDistrictViewSet(PastPlaceViewSet, DistrictViewSet):
    kind = "district"
    filterset_class = PastDistrictFilter


class RecordedProvinceViewSet(PastPlaceViewSet, ProvinceViewSet):
    kind = "province"
    filterset_class = PastProvinceFilter
