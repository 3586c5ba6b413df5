"""Places, their changes recorded like those of the evidence: `districts` itself knows nothing of the log."""

from django.contrib import admin

from districts.admin import DistrictAdmin, ProvinceAdmin
from districts.cells import draw_cells
from districts.models import Country, District, Province
from events.admin.history import NotedHistory
from events.admin.recorded import NotedAdmin

MOVING = {"lat", "lon", "province"}  # what the schematic map is drawn from

admin.site.unregister([District, Province])


@admin.register(District)
class RecordedDistrictAdmin(NotedHistory, NotedAdmin, DistrictAdmin):
    def follow_restored(self, request, obj, before, changed):
        super().follow_restored(request, obj, before, changed)
        if MOVING.intersection(changed) and Country.objects.exists():
            draw_cells()


@admin.register(Province)
class RecordedProvinceAdmin(NotedHistory, NotedAdmin, ProvinceAdmin):
    pass
