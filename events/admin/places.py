"""Places, their changes recorded like those of the evidence: `districts` itself knows nothing of the log."""

from django.contrib import admin

from districts.admin import DistrictAdmin, ProvinceAdmin
from districts.models import District, Province
from events.admin.recorded import NotedAdmin

admin.site.unregister([District, Province])


@admin.register(District)
class RecordedDistrictAdmin(NotedAdmin, DistrictAdmin):
    pass


@admin.register(Province)
class RecordedProvinceAdmin(NotedAdmin, ProvinceAdmin):
    pass
