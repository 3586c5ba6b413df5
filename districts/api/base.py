"""What every address of the API shares: strict parameters, rows straight from the database, GET and HEAD only."""

import re
from itertools import chain

from django.http import HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import resolve
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from districts.api import row_texts
from districts.api import rows as tables
from districts.api.file_names import file_name
from districts.api.formats.geojson import GeoJSONRenderer
from districts.api.problems import BadParameters
from districts.filters import NoFilter


class StrictBackend(DjangoFilterBackend):
    """Filters by the view's FilterSet once every parameter of the request is understood."""

    def filter_queryset(self, request, queryset, view):
        return view.asked(request, queryset).qs


class PublicView(GenericAPIView):
    """A read-only address. `filterset_class` names its parameters, `row_class` the rows of its CSV.

    In the API's description `about` is its text and `lookup_example` a code of it. `is_list` says whether it answers
    in pages, `tombstones` whether it tells of withdrawn records; the fields of `envelope_class` stand before the page,
    and those of `envelope_of_past`, {name: JSON Schema}, before one of a past state.
    `in_texts` says whether PostgreSQL writes the rows' JSON (`districts.api.row_texts`).
    `copied` says whether a row is what the database has for the columns of `row_class`, and nothing is worked out.
    `feature_kind` says of which places its rows are, `district` or `province`, and `feature_key` in which field of a
    row the place's code is: such rows are answered in GeoJSON too. `code_form` is the form of the codes in its address.
    """

    http_method_names = ["get", "head", "options"]
    filterset_class = NoFilter
    filter_backends = [StrictBackend]
    row_class = None
    about = ""
    is_list = False
    lookup_field = None
    lookup_example = ""
    tombstones = False
    envelope_class = None
    envelope_of_past = None
    feature_kind = None
    feature_key = "code"
    format_parameter = "format"
    has_tags = False
    copied = True
    in_texts = False
    code_form = r"[\w-]+"

    def get_renderers(self):
        return [*super().get_renderers(), *([GeoJSONRenderer()] if self.feature_kind else [])]

    def get_row_class(self):
        return self.row_class or self.get_serializer_class()

    def options(self, request, *args, **kwargs):
        # Not DRF's, which asks the renderer of pages for a template.
        return HttpResponse(status=204, content_type="")

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        for value in kwargs.values():
            # Whatever no code can hold, NUL among it, is not asked of the database.
            if not re.fullmatch(self.code_form, value):
                raise exceptions.NotFound(f"There is nothing with the code “{value}”.")

    def asked(self, request, queryset):
        """Return the request's FilterSet, kept as `filterset`; raises BadParameters that names all that is wrong."""
        paginator = self.paginator if self.is_list else None
        self.filterset = self.get_filterset_class()(request.query_params, queryset=queryset, request=request)
        tagged = ["hxl"] if self.takes_tags else []
        known = [self.format_parameter, *tagged, *(paginator.parameters if paginator else ())]
        faults = self.filterset.faults(known=known)
        faults += self._tag_faults(request) if tagged else []
        told = {fault["param"] for fault in faults}
        if paginator:
            faults += [fault for fault in paginator.faults(request, self.filterset) if fault["param"] not in told]
        if faults:
            raise BadParameters(faults)
        return self.filterset

    def _tag_faults(self, request):
        """Return the faults of `hxl`, and settle `has_tags`."""
        wanted = request.query_params.get("hxl", "0").strip()
        self.has_tags = wanted == "1"
        if wanted not in ("", "0", "1"):
            return [{"param": "hxl", "detail": f"“{wanted}” is neither 1 (with the row of HXL tags) nor 0."}]
        if self.has_tags and request.accepted_renderer.format != "csv":
            return [{"param": "hxl", "detail": "It adds a row of HXL tags to CSV: give format=csv too."}]
        return []

    def get_filterset_class(self):
        return self.filterset_class

    def rows(self, queryset, keys=()):
        """Return [(key, row)] of a queryset, in its order; a row is a dictionary or, for a table, its values."""
        read = tables.read_flat if self.is_table else row_texts.read_texts if self.is_text else tables.read
        return list(read(self.get_row_class(), queryset, keys))

    @property
    def is_table(self):
        return getattr(self.request.accepted_renderer, "is_table", False)

    @property
    def is_text(self):
        return self.in_texts and self.is_list and self.request.accepted_renderer.format == "json"

    @property
    def is_walk(self):
        """Whether all rows of the list are asked for, a page of them, so that there is nothing to filter or refuse."""
        asked = self.request.query_params
        plain = asked.keys() <= {self.format_parameter, *self.paginator.parameters}
        return self.is_text and plain and all(len(values) == 1 and values[0].strip() for _, values in asked.lists())

    @property
    def takes_tags(self):
        return any(renderer.format == "csv" for renderer in self.get_renderers())

    def all_rows(self, queryset):
        """Return all the rows of a table, however many, as dictionaries or as the columns' values."""
        found = tables.read_flat(self.get_row_class(), queryset) if self.copied else self.rows(queryset)
        return (row for _, row in found)

    def envelope(self):
        """Return what stands before the rows of a list."""
        return {}

    def listed(self, queryset):
        """Return the answer of a list: a page, or the whole where a table is asked for and no page of it."""
        if self.is_walk and (page := self.paginator.walked(queryset, self)) is not None:
            return self.paginator.get_paginated_response(page, **self.envelope())
        queryset = self.filter_queryset(queryset)
        if self.is_table and not {"limit", "cursor"} & self.request.query_params.keys():
            return self.whole(queryset)
        return self.paginator.get_paginated_response(self.paginate_queryset(queryset), **self.envelope())

    def whole(self, queryset):
        """Return a table of all the rows of a queryset, streamed."""
        renderer = self.request.accepted_renderer
        if renderer.longest and queryset[renderer.longest :].exists():
            raise BadParameters([{"param": "format", "detail": self.too_long(renderer.longest)}])
        return self.streamed(renderer, renderer.whole(self, queryset))

    def too_long(self, longest):
        """Return the sentence on a file that cannot hold all rows."""
        most = f"There are more rows than the {longest} that such a file has here"
        return f"{most}: filter them, or ask for csv or parquet."

    def streamed(self, renderer, chunks):
        """Return the answer that the chunks of a table make."""
        chunks = () if self.request.method == "HEAD" else Begun(chunks)
        charset = f"; charset={renderer.charset}" if renderer.charset else ""
        return StreamingHttpResponse(chunks, content_type=f"{renderer.media_type}{charset}")

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == 200 and self.is_table:
            name = file_name(self, request.accepted_renderer.format)
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def for_next(self, request):
        """Return the query, as a mutable QueryDict, that the address of the next page repeats."""
        return request.query_params.copy()


class CollectionViewSet(ViewSetMixin, PublicView):
    """A list of rows and each row by its code. `noun` names one of them in a sentence."""

    lookup_field = "code"
    detail_class = None
    noun = ""

    @property
    def is_list(self):
        return self.action == "list"

    def get_serializer_class(self):
        return self.serializer_class if self.is_list else self.detail_class or self.serializer_class

    def get_filterset_class(self):
        return self.filterset_class if self.is_list else NoFilter

    def list(self, request):
        return self.listed(self.get_queryset())

    def retrieve(self, request, **kwargs):
        self.asked(request, self.get_queryset())
        code = kwargs[self.lookup_url_kwarg or self.lookup_field]
        found = self.one(code)
        if found is None:
            raise exceptions.NotFound(f"There is no {self.noun} “{code}”. {self.hint(code)}".rstrip())
        return Response({"results": [found]} if self.is_table else found)

    def one(self, code):
        """Return the row of a code, None where there is none."""
        found = self.rows(self.get_queryset().filter(**{self.lookup_field: code}))
        return found[0][1] if found else None

    def hint(self, code):
        """Return a sentence on what a code that is not known may mean."""
        return ""


class Begun:
    """Chunks of which the first has been made, so that what fails at once is still told in an error."""

    def __init__(self, chunks):
        self._chunks, self._first = chunks, next(chunks)

    def __iter__(self):
        return chain([self._first], self._chunks)

    def close(self):
        """Leave what has not been asked for; a reader may hang up at any time."""
        self._chunks.close()


class NothingHere(APIView):
    """Answers every address below /api/ that is not one, in the words of the API; adds a slash that was left out."""

    schema = None

    def dispatch(self, request, *args, **kwargs):
        if not request.path.endswith("/"):
            meant = resolve(f"{request.path_info}/").func
            if meant.cls is not NothingHere:
                return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        raise exceptions.NotFound(f"There is nothing at {request.path}. The addresses are listed at /api/v1/docs/.")
