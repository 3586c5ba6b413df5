"""Places: the country, its provinces, its districts and every spelling of their names.

A place knows nothing of events. Places are deprecated, never deleted.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate
from django.urls import reverse

from districts.history import tracked
from districts.spoken import spoken


class Country(models.Model):
    """The country whose ground is recorded; the one row that describes the loaded package."""

    name = models.CharField(max_length=100, unique=True)
    outline = models.JSONField(help_text="The country's outline as a GeoJSON FeatureCollection, WGS 84.")
    descriptor = models.JSONField(
        default=dict, blank=True, help_text="The Data Package's own metadata: title, version, licences, sources."
    )
    boundaries_credit = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Whose boundaries are loaded; shown under each map."
    )
    shapes_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows whenever a cell or a boundary changes; drawn maps are cached by it."
    )

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name


class ProvinceQuerySet(models.QuerySet):
    def in_order(self):
        """Return the provinces by code, byte by byte."""
        return self.order_by(Collate("code", "C"))


@tracked("ProvinceVersion")
class Province(models.Model):
    """A first-level unit of the statistics office's list."""

    code = models.CharField(max_length=10, unique=True, help_text="OCHA P-code, for example AF19.")
    iso_3166_2 = models.CharField("ISO 3166-2", max_length=10, unique=True, help_text="For example AF-KDZ.")
    name = models.CharField(max_length=100, help_text="English name.")
    name_fa = models.CharField("Dari name", max_length=100, blank=True)
    name_ps = models.CharField("Pashto name", max_length=100, blank=True)
    capital = models.ForeignKey("District", null=True, blank=True, on_delete=models.PROTECT, related_name="capital_of")
    population = models.PositiveIntegerField(null=True, blank=True, help_text="Official projection, not a count.")
    area_km2 = models.DecimalField("area in km²", max_digits=9, decimal_places=1, null=True, blank=True)
    cell = models.JSONField(null=True, blank=True, editable=False, help_text="Union of its districts' cells, GeoJSON.")
    boundary = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="Union of its districts' boundaries once all are loaded, GeoJSON.",
    )

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}[0-9A-Z]{1,8}$"),
                name="province_code_is_a_pcode",
                violation_error_message="A province's code is two capital letters and its number, for example AF19.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("province", args=[self.code])


class DistrictKind(models.TextChoices):
    PROVINCIAL_CENTRE = "provincial_centre", spoken("provincial centre")
    DISTRICT = "district", spoken("district")
    TEMPORARY_DISTRICT = "temporary_district", spoken("temporary district")


class DistrictQuerySet(models.QuerySet):
    def in_order(self):
        """Return the districts by province and code, byte by byte."""
        return self.order_by(Collate("province__code", "C"), Collate("code", "C"))

    def on_list(self, tag):
        """Return the districts that a counted list holds, for example `nsia1398`."""
        return self.filter(lists__contains=[tag])

    def of_province(self, code):
        """Return the districts of one province, by its P-code."""
        return self.filter(province__code=code)


# Shapes are large, and drawn or loaded anew as a whole.
@tracked("DistrictVersion", exclude=("cell", "boundary"))
class District(models.Model):
    """A second-level unit of the statistics office's list: the smallest place that is held."""

    code = models.CharField(
        max_length=10, unique=True, help_text="Stable code: the OCHA P-code, or AFT and the statistics office's number."
    )
    ocha_pcode = models.CharField("OCHA P-code", max_length=10, null=True, blank=True, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")
    kind = models.CharField(max_length=20, choices=DistrictKind)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="temporary_districts",
        help_text="The district that a temporary district was cut from.",
    )
    name = models.CharField(max_length=100, help_text="English name.")
    name_fa = models.CharField("Dari name", max_length=100, blank=True)
    name_ps = models.CharField("Pashto name", max_length=100, blank=True)
    lat = models.DecimalField("latitude of the seat", max_digits=8, decimal_places=5)
    lon = models.DecimalField("longitude of the seat", max_digits=8, decimal_places=5)
    location_basis = models.CharField(max_length=100, blank=True, help_text="How the seat was found.")
    area_km2 = models.DecimalField("area in km²", max_digits=9, decimal_places=1, null=True, blank=True)
    area_shared = models.BooleanField(default=False, help_text="The area also covers another unit.")
    population = models.PositiveIntegerField(null=True, blank=True, help_text="Official projection, not a count.")
    iec2019_code = models.CharField("election commission 2019", max_length=10, blank=True)
    nsia1398_code = models.CharField("statistics office 1398", max_length=10, blank=True)
    agcho2012_code = models.CharField("geodesy office 2012", max_length=10, blank=True)
    lists = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="Counted lists that hold it: nsia1398, …"
    )
    note = models.TextField(blank=True)
    cell = models.JSONField(null=True, blank=True, editable=False, help_text="Schematic cell, GeoJSON; not a boundary.")
    boundary = models.JSONField(null=True, blank=True, editable=False, help_text="Real boundary once loaded, GeoJSON.")

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2,3}[0-9]{2,8}$"),
                name="district_code_is_a_code",
                violation_error_message="A district's code is two or three capitals and its number: AF1905, AFT0808.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DistrictKind.values),
                name="district_kind_is_known",
                violation_error_message="A district is a provincial centre, a district or a temporary district.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(kind=DistrictKind.TEMPORARY_DISTRICT),
                name="district_with_parent_is_temporary",
                violation_error_message="Only a temporary district was cut from another one: leave the parent empty.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="district_is_not_its_own_parent",
                violation_error_message="A district cannot be cut from itself: choose another parent.",
            ),
            models.CheckConstraint(
                condition=Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="district_seat_is_on_earth",
                violation_error_message="The seat's latitude is within ±90 and its longitude within ±180 degrees.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.code})"

    def get_absolute_url(self):
        return reverse("district", args=[self.code])


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    DARI = "fa", "Dari"
    PASHTO = "ps", "Pashto"


class PlaceNameQuerySet(models.QuerySet):
    def of_districts(self):
        """Return the spellings of districts by district code, language and name, byte by byte."""
        return self.filter(district__isnull=False).order_by(
            Collate("district__code", "C"), Collate("language", "C"), Collate("name", "C")
        )

    def of_provinces(self):
        """Return the spellings of provinces by province code, language and name, byte by byte."""
        return self.filter(province__isnull=False).order_by(
            Collate("province__code", "C"), Collate("language", "C"), Collate("name", "C")
        )


@tracked("PlaceNameVersion")
class PlaceName(models.Model):
    """One spelling of a district's or a province's name, as one or more lists write it."""

    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.CASCADE, related_name="spellings")
    province = models.ForeignKey(Province, null=True, blank=True, on_delete=models.CASCADE, related_name="spellings")
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=3, blank=True, choices=Language, help_text="Empty where no list says it.")
    sources = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="Tags of the lists that spell it so."
    )

    objects = PlaceNameQuerySet.as_manager()

    class Meta:
        verbose_name = "spelling"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(district__isnull=False, province__isnull=True)
                | Q(district__isnull=True, province__isnull=False),
                name="spelling_is_of_one_place",
                violation_error_message="A spelling is of one district or of one province: choose one of them.",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["", *Language.values]),
                name="spelling_language_is_known",
                violation_error_message="A spelling is English, Dari or Pashto, or its language is left empty.",
            ),
            models.UniqueConstraint(
                fields=["district", "name", "language"],
                condition=Q(district__isnull=False),
                name="spelling_of_a_district_is_listed_once",
                violation_error_message="This spelling of this district is listed already.",
            ),
            models.UniqueConstraint(
                fields=["province", "name", "language"],
                condition=Q(province__isnull=False),
                name="spelling_of_a_province_is_listed_once",
                violation_error_message="This spelling of this province is listed already.",
            ),
        ]

    def __str__(self):
        return self.name
