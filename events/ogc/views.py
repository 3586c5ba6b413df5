import datetime

from django.conf import settings
from rest_framework import exceptions
from rest_framework.response import Response

from districts.api.base import PublicView
from districts.api.formats.geojson import MEDIA_TYPE
from districts.api.renderers import JSONRenderer
from districts.models import District
from events.ogc import links
from events.ogc.collections import COLLECTIONS, instants
from events.ogc.description import described
from events.ogc.formats import (
    HTML,
    OPENAPI,
    AnyOpenAPIRenderer,
    FeaturesRenderer,
    FOrAccept,
    OpenAPIRenderer,
    PageRenderer,
)
from events.ogc.links import address, link

COUNTRY = settings.RECORD.country["en"]
TITLE = f"Marz: who held the districts of {COUNTRY}"
ABOUT = (
    f"Who held each district of {COUNTRY}, from when to when, and the events from which that follows: as "
    "features for QGIS, GDAL and every other client of OGC API – Features."
)
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "html", "oas30")
]
# More than these are not counted: that would take longer than the page.
MOST_COUNTED = 20_000


class OgcView(PublicView):
    """A resource in JSON and as a page; `template` is the page's."""

    schema = None
    format_parameter = "f"
    content_negotiation_class = FOrAccept
    renderer_classes = [JSONRenderer, PageRenderer]
    pagination_class = None
    media_type = links.JSON
    template = ""

    def shown(self, answer):
        """Return what the page needs besides the answer."""
        return {}

    def own_links(self):
        return links.of_itself(self.request, self.media_type)

    def collection(self):
        """Return the collection of the address; raises NotFound where there is none of that name."""
        name = self.kwargs["collection"]
        if name not in COLLECTIONS:
            raise exceptions.NotFound(f"There is no collection “{name}”: there are {', '.join(COLLECTIONS)}.")
        return COLLECTIONS[name]


class LandingView(OgcView):
    template = "ogc/landing.html"

    def get(self, request):
        self.asked(request, District.objects.none())
        found = [
            *self.own_links(),
            link("service-desc", address(request, "api", f="json"), OPENAPI, "The description of this API"),
            link("service-doc", address(request, "api", f="html"), HTML, "The description of this API as a page"),
            link("conformance", address(request, "conformance"), links.JSON, "What this API conforms to"),
            link("data", address(request, "collections"), links.JSON, "The collections of features"),
        ]
        return Response({"title": TITLE, "description": ABOUT, "links": found})


class ConformanceView(OgcView):
    template = "ogc/conformance.html"

    def get(self, request):
        self.asked(request, District.objects.none())
        return Response({"links": self.own_links(), "conformsTo": CONFORMANCE})


class ApiView(OgcView):
    renderer_classes = [OpenAPIRenderer, AnyOpenAPIRenderer, JSONRenderer, PageRenderer]
    template = "ogc/api.html"

    def get(self, request):
        self.asked(request, District.objects.none())
        return Response(described(address(request, "landing"), TITLE, ABOUT))


class CollectionsView(OgcView):
    template = "ogc/collections.html"

    def get(self, request):
        self.asked(request, District.objects.none())
        found = [_collection(request, each) for each in COLLECTIONS.values()]
        return Response({"links": self.own_links(), "collections": found})


class CollectionView(OgcView):
    template = "ogc/collection.html"

    def get(self, request, collection):
        found = self.collection()
        self.asked(request, District.objects.none())
        return Response(_collection(request, found))


def _collection(request, collection):
    return {
        "id": collection.id,
        "title": collection.title,
        "description": collection.about,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(collection),
        "links": links.of_collection(request, collection),
    }


def _extent(collection):
    bounds, days = collection.bounds(), collection.days()
    found = {"spatial": {"bbox": [bounds], "crs": CRS84}} if bounds else {}
    return found | ({"temporal": {"interval": [instants(days)], "trs": GREGORIAN}} if days else {})


class ItemsView(OgcView):
    renderer_classes = [FeaturesRenderer, JSONRenderer, PageRenderer]
    pagination_class = PublicView.pagination_class
    is_list = True
    media_type = MEDIA_TYPE
    template = "ogc/items.html"

    def get_filterset_class(self):
        return self.collection().items_filter

    def get(self, request, collection):
        found = self.collection()
        asked = self.asked(request, found.queryset.all())
        features = self.paginate_queryset(asked.qs)
        following = self.paginator.next
        onward = [link("next", following, self.given(), "The next page")] if following else []
        above = link("collection", address(request, "collection", collection), links.JSON, found.title)
        body = {
            "type": "FeatureCollection",
            "links": [*self.own_links(), above, *onward],
            "timeStamp": datetime.datetime.now(datetime.UTC).replace(microsecond=0),
            **_matched(asked.qs),
            "numberReturned": len(features),
            **_moment(asked),
            "features": features,
        }
        return Response(body, headers={"Link": f'<{following}>; rel="next"'} if following else {})

    def given(self):
        return MEDIA_TYPE if self.request.accepted_renderer.format == "json" else HTML

    def rows(self, queryset, keys=()):
        return self.collection().features(queryset, keys)

    def for_next(self, request):
        query = request.query_params.copy()
        if moment := _moment(self.filterset):
            # The next page is of the same version as the first.
            query.pop("known_at", None)
            query["version"] = str(moment["version"])
        return query

    def shown(self, answer):
        names = list(self.collection().serializer_class().fields)
        rows = [(each["id"], [_readable(each["properties"][name]) for name in names]) for each in answer["features"]]
        return {"collection": self.collection(), "names": names, "rows": rows, "next": self.paginator.next}


def _matched(queryset):
    """Return {"numberMatched": n} where no more than `MOST_COUNTED` match, and else nothing.

    The standard lets a server leave out what is difficult to compute (Part 1, /req/core/fc-numberMatched).
    """
    number = queryset.order_by()[: MOST_COUNTED + 1].count()
    return {} if number > MOST_COUNTED else {"numberMatched": number}


class FeatureView(OgcView):
    renderer_classes = [FeaturesRenderer, JSONRenderer, PageRenderer]
    media_type = MEDIA_TYPE
    template = "ogc/feature.html"

    def get_filterset_class(self):
        return self.collection().item_filter

    def get(self, request, collection, feature):
        found = self.collection()
        asked = self.asked(request, found.queryset.all())
        features = found.features(found.named(asked.qs, feature))
        if not features:
            found.absent(request, feature)
            raise exceptions.NotFound(
                f"There is no feature “{feature}” in {collection}; {found.example} is the id of one."
            )
        above = link("collection", address(request, "collection", collection), links.JSON, found.title)
        return Response({**features[0][1], **_moment(asked), "links": [*self.own_links(), above]})

    def shown(self, answer):
        return {
            "collection": self.collection(),
            "properties": [(name, _readable(value)) for name, value in answer["properties"].items()],
        }


def _readable(value):
    """Return a property as a page shows it: a list as its words."""
    return ", ".join(value) if isinstance(value, list) else value


def _moment(asked):
    """Return the point on the axes that the features are of, nothing for what has none."""
    if not hasattr(asked, "moment"):
        return {}
    moment = asked.moment
    return {"reported_by": moment.reported_by, "version": moment.version, "perspective": moment.perspective}
