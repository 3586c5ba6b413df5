"""Places as the API gives them; the fields are the columns of the CSV, in this order."""

from rest_framework import serializers

from districts.models import District, PlaceName, Province


class SpellingSerializer(serializers.ModelSerializer):
    in_table = ["name"]

    class Meta:
        model = PlaceName
        fields = ["name", "language", "sources"]


class ProvinceSerializer(serializers.ModelSerializer):
    capital = serializers.SlugRelatedField(
        slug_field="code", read_only=True, allow_null=True, help_text="Code of its capital's district."
    )

    class Meta:
        model = Province
        fields = ["code", "iso_3166_2", "name", "name_fa", "name_ps", "capital", "population", "area_km2"]


class ProvinceDetailSerializer(ProvinceSerializer):
    spellings = SpellingSerializer(many=True, read_only=True)

    class Meta(ProvinceSerializer.Meta):
        fields = [*ProvinceSerializer.Meta.fields, "spellings"]


class DistrictSerializer(serializers.ModelSerializer):
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
    spellings = SpellingSerializer(many=True, read_only=True)

    class Meta(DistrictSerializer.Meta):
        fields = [*DistrictSerializer.Meta.fields, "spellings"]
