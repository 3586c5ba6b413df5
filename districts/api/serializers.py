"""Places as the API gives them; the fields are the columns of the CSV, in this order."""

from rest_framework import serializers

from districts.models import District, PlaceName, Province


class SpellingSerializer(serializers.ModelSerializer):
    in_table = ["name"]

    class Meta:
        model = PlaceName
        fields = ["name", "language", "sources"]

    def of_parent(self, key):
        """Return the spellings of the place with a key, of the model of the serializer that lists them."""
        place = self.parent.parent.Meta.model._meta.model_name
        return PlaceName.objects.filter(**{place: key}).order_by("language", "name", "id")


class ProvinceSerializer(serializers.ModelSerializer):
    hxl = {
        "code": "#adm1+code+v_pcode",
        "iso_3166_2": "#adm1+code+v_iso3166_2",
        "name": "#adm1+name",
        "name_fa": "#adm1+name+i_fa",
        "name_ps": "#adm1+name+i_ps",
        "capital": "#adm2+code+capital",
        "population": "#population",
        "area_km2": "#indicator+area_km2+num",
    }

    capital = serializers.SlugRelatedField(
        slug_field="code", read_only=True, allow_null=True, help_text="Code of its capital's district."
    )

    class Meta:
        model = Province
        fields = ["code", "iso_3166_2", "name", "name_fa", "name_ps", "capital", "population", "area_km2"]


class ProvinceDetailSerializer(ProvinceSerializer):
    spellings = SpellingSerializer(many=True, read_only=True, help_text="Every spelling of its name.")

    class Meta(ProvinceSerializer.Meta):
        fields = [*ProvinceSerializer.Meta.fields, "spellings"]


class DistrictSerializer(serializers.ModelSerializer):
    hxl = {
        "code": "#adm2+code",
        "ocha_pcode": "#adm2+code+v_pcode",
        "province": "#adm1+code+v_pcode",
        "province_name": "#adm1+name",
        "kind": "#adm2+type",
        "parent": "#adm2+code+parent",
        "name": "#adm2+name",
        "name_fa": "#adm2+name+i_fa",
        "name_ps": "#adm2+name+i_ps",
        "lat": "#geo+lat",
        "lon": "#geo+lon",
        "area_km2": "#indicator+area_km2+num",
        "population": "#population",
        "iec2019_code": "#adm2+code+v_iec2019",
        "nsia1398_code": "#adm2+code+v_nsia1398",
        "agcho2012_code": "#adm2+code+v_agcho2012",
    }

    province = serializers.SlugRelatedField(slug_field="code", read_only=True, help_text="Code of its province.")
    province_name = serializers.CharField(source="province.name", help_text="English name of its province.")
    parent = serializers.SlugRelatedField(
        slug_field="code",
        read_only=True,
        allow_null=True,
        help_text="Code of the district that a temporary district was cut from.",
    )

    class Meta:
        model = District
        fields = [
            "code",
            "ocha_pcode",
            "province",
            "province_name",
            "kind",
            "parent",
            "name",
            "name_fa",
            "name_ps",
            "lat",
            "lon",
            "location_basis",
            "area_km2",
            "area_shared",
            "population",
            "iec2019_code",
            "nsia1398_code",
            "agcho2012_code",
            "lists",
            "note",
        ]


class DistrictDetailSerializer(DistrictSerializer):
    spellings = SpellingSerializer(many=True, read_only=True, help_text="Every spelling of its name.")

    class Meta(DistrictSerializer.Meta):
        fields = [*DistrictSerializer.Meta.fields, "spellings"]
