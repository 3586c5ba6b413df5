"""Every address of Marz."""

from django.contrib import admin
from django.urls import path

from events.pages import changes, districts, events, home, methodology, provinces, sources

handler400 = "events.pages.errors.bad_request"

pages = [
    path("", home.home, name="home"),
    path("districts/", districts.district_list, name="districts"),
    path("districts/<str:code>/", districts.district_detail, name="district"),
    path("provinces/<str:code>/", provinces.province_detail, name="province"),
    path("changes/", changes.changes, name="changes"),
    path("events/<str:code>/", events.event_detail, name="event"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:slug>/", sources.source_detail, name="source"),
    path("methodology/", methodology.methodology, name="methodology"),
]

urlpatterns = [
    *pages,
    path("admin/", admin.site.urls),
]
