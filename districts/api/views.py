from districts.api.base import CollectionViewSet
from districts.api.serializers import (
    DistrictDetailSerializer,
    DistrictSerializer,
    ProvinceDetailSerializer,
    ProvinceSerializer,
)
from districts.filters import DistrictFilter, ProvinceFilter
from districts.models import District, Province
from districts.parameters import place_hint


class PlaceViewSet(CollectionViewSet):
    place = ""

    def hint(self, code):
        return place_hint(code, self.place)


class ProvinceViewSet(PlaceViewSet):
    queryset = Province.objects.order_by("code")
    serializer_class = ProvinceSerializer
    detail_class = ProvinceDetailSerializer
    filterset_class = ProvinceFilter
    feature_kind = "province"
    place, noun, lookup_example = "province", "province with the code", "AF19"
    about = {
        "list": "The 34 provinces, by code; found by any spelling with `q`.",
        "retrieve": "A province by its code, with every spelling of its name.",
    }


class DistrictViewSet(PlaceViewSet):
    queryset = District.objects.order_by("code")
    serializer_class = DistrictSerializer
    detail_class = DistrictDetailSerializer
    filterset_class = DistrictFilter
    feature_kind = "district"
    place, noun, lookup_example = "district", "district with the code", "AF1905"
    about = {
        "list": "The districts, by code; found by any spelling with `q`.",
        "retrieve": "A district by its code, with every spelling of its name.",
    }
