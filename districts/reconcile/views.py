from csp.decorators import csp_replace
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from rest_framework import exceptions
from rest_framework.parsers import FormParser
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response

from districts.api.base import PublicView
from districts.api.problems import BadParameters
from districts.api.renderers import JSONRenderer
from districts.models import District
from districts.reconcile import described, suggesting
from districts.reconcile.asking import (
    CANDIDATES,
    MOST,
    LengthRequired,
    TooLarge,
    Wanted,
    read_extension,
    read_queries,
)
from districts.reconcile.extending import extension
from districts.reconcile.filters import ProposalFilter, ReconcileFilter, SuggestFilter
from districts.reconcile.manifest import manifest
from districts.reconcile.matching import answer
from districts.reconcile.properties import PROPERTIES, TYPES, place_rows
from districts.reconcile.schema import ReconcileSchema

LONGEST_FORM = 1_000_000  # bytes


class ServiceView(PublicView):
    """An address of the service.

    `form` is the schema of what POST takes; `leads_elsewhere` says that it redirects, `takes_blanks` that an empty
    parameter counts as one that was left out.
    """

    schema = ReconcileSchema()
    renderer_classes = [JSONRenderer]
    form = None
    leads_elsewhere = False
    takes_blanks = False
    properties = PROPERTIES


class ReconcileView(ServiceView):
    about = (
        "Reconciliation Service API 0.2: the places that names may mean, and the values of their properties. "
        "Without `queries` or `extend` it is the service's manifest. A candidate is a `match` only where it alone has "
        "the code or exactly the name. The same can be sent as a form by POST, without a token or a cookie."
    )
    http_method_names = ["get", "head", "post", "options"]
    filterset_class = ReconcileFilter
    parser_classes = [FormParser]
    serializer_class = described.ANSWER
    form = described.FORM

    def get(self, request):
        return self.answer(request.query_params)

    def post(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LONGEST_FORM:
            raise TooLarge(f"The form has {length} bytes, and {LONGEST_FORM} at most are read: send smaller batches.")
        in_chunks = "CONTENT_LENGTH" not in request.META and "HTTP_TRANSFER_ENCODING" in request.META
        form = chunked_form(request) if in_chunks else request.data or QueryDict()
        sent = request.query_params.copy()
        sent.update(form)
        if not {"queries", "extend"} & sent.keys():
            raise BadParameters([{"param": "queries", "detail": "It is needed, or extend: send one as a form field."}])
        return self.answer(sent)

    def answer(self, sent):
        asked = self.understood(sent)
        if asked["queries"] and asked["extend"]:
            raise BadParameters([{"param": "extend", "detail": "Send either queries or extend, not both."}])
        if asked["queries"]:
            return Response(answer(read_queries(asked["queries"], self.properties), self.properties))
        if asked["extend"]:
            return Response(extension(*read_extension(asked["extend"], self.properties)))
        return Response(manifest(self.request, self.properties))

    def understood(self, sent):
        """Return the values of the parameters that were sent; raises BadParameters."""
        asked = self.get_filterset_class()(sent, District.objects.none(), request=self.request)
        faults = asked.faults(known=["format"])
        if faults:
            raise BadParameters(faults)
        return asked.form.cleaned_data


class SuggestView(ServiceView):
    """Offers what `found` returns, a page at a time; empty parameters count as absent, as fields send them."""

    filterset_class = SuggestFilter
    takes_blanks = True

    def get(self, request):
        asked = self.filled(request)
        first = asked["cursor"] or 0
        found = self.found(asked["prefix"] or "", asked["type"])
        return Response({"result": found[first : first + min(asked["limit"] or CANDIDATES, MOST)]})

    def filled(self, request):
        """Return the values of the parameters; raises BadParameters."""
        asked = self.get_filterset_class()(request.query_params, District.objects.none(), request=request)
        faults = asked.faults(known=["format"], blanks=self.takes_blanks)
        if faults:
            raise BadParameters(faults)
        return asked.form.cleaned_data


class SuggestEntityView(SuggestView):
    about = "Places whose code begins with what was typed, or whose name it may become: for a field that completes."
    serializer_class = described.SUGGESTED_PLACES

    def found(self, prefix, kinds):
        return suggesting.places(prefix, kinds or frozenset(TYPES))


class SuggestTypeView(SuggestView):
    about = "The two types of places, by the beginning of their names."
    serializer_class = described.SUGGESTED_TYPES

    def found(self, prefix, kinds):
        return suggesting.types(prefix)


class SuggestPropertyView(SuggestView):
    about = "The properties of places, by the beginning of their names."
    serializer_class = described.SUGGESTED_PROPERTIES

    def found(self, prefix, kinds):
        known = [each for each in self.properties if not kinds or kinds & set(each.kinds)]
        return suggesting.properties(prefix, known)


class ProposalView(SuggestView):
    about = "The properties that places of a type have: what a data extension can fetch."
    serializer_class = described.PROPOSAL
    filterset_class = ProposalFilter

    def get(self, request):
        asked = self.filled(request)
        kinds, limit = asked["type"] or frozenset(TYPES), asked["limit"]
        found = [each.named() for each in self.properties if kinds & set(each.kinds)][:limit]
        echoed = {"type": ",".join(sorted(asked["type"]))} if asked["type"] else {}
        return Response({"properties": found, **echoed, **({"limit": limit} if limit else {})})


class PlaceView(ServiceView):
    about = "Where a place is shown: leads to the page of the district or the province."
    lookup_field, noun, lookup_example = "code", "place with the code", "AF1905"
    leads_elsewhere = True

    def get(self, request, code):
        self.asked(request, District.objects.none())
        return HttpResponseRedirect(reverse(self.row(code)["type"], args=[code]))

    def row(self, code):
        found = place_rows([code])
        if not found:
            raise exceptions.NotFound(f"There is no {self.noun} “{code}”.")
        return found[code]


@method_decorator([xframe_options_exempt, csp_replace({"frame-ancestors": ["*"]})], name="dispatch")
class PreviewView(PlaceView):
    about = "A small page about a place, which other pages may show in a frame."
    renderer_classes = [TemplateHTMLRenderer]
    serializer_class = described.TEXT
    leads_elsewhere = False

    def get(self, request, code):
        self.asked(request, District.objects.none())
        row = self.row(code)
        shown = [each for each in self.properties if each.previewed and row["type"] in each.kinds]
        told = extension([code], [Wanted.of(each, {}) for each in shown])["rows"][code]
        facts = [(each, [text_of(cell) for cell in told[each.id]]) for each in shown if told[each.id]]
        context = {"place": row, "facts": facts, "page": reverse(row["type"], args=[code])}
        return Response(context, template_name="districts/place_preview.html")


def chunked_form(request):
    """Return the form of a request that does not say how long it is, which Django takes for an empty one."""
    if not request.META.get("wsgi.input_terminated"):
        raise LengthRequired("The form was sent in chunks: send it whole, with its Content-Length.")
    if request.content_type.partition(";")[0].strip() != FormParser.media_type:
        raise exceptions.UnsupportedMediaType(request.content_type)
    body = request.META["wsgi.input"].read(LONGEST_FORM + 1)
    if len(body) > LONGEST_FORM:
        raise TooLarge(f"The form has more than the {LONGEST_FORM} bytes that are read: send smaller batches.")
    return QueryDict(body)


def text_of(cell):
    """Return a cell as a page writes it: a place by its name, a day without a time."""
    if "date" in cell:
        return cell["date"][:10]
    return cell.get("name") or str(next(iter(cell.values()))).replace("_", " ")
