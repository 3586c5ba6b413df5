"""Every address of Marz."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter

from districts.api.base import NothingHere
from districts.reconcile.views import PlaceView, SuggestEntityView, SuggestTypeView
from events.admin.article import page as article_page
from events.admin.entry import answers, logged
from events.admin.entry import page as entry_page
from events.admin.imports import acled, spreadsheet
from events.api.datapackage import DataPackageView
from events.api.docs import DocsView, SchemaView
from events.api.log import EventHistoryView, LogView
from events.api.past_views import RecordedDistrictViewSet, RecordedProvinceViewSet
from events.api.reconcile import PreviewView, ProposalView, ReconcileView, SuggestPropertyView
from events.api.releases import ReleaseFileView, ReleaseViewSet
from events.api.state import ChangesView, ControlView, DistrictTimelineView, TimelineView
from events.api.summary import SummaryView
from events.api.views import ActorViewSet, EventViewSet, ReportViewSet, SourceViewSet, TallyViewSet
from events.cards import icon
from events.cards import pages as card_pages
from events.embeds import oembed
from events.embeds import pages as embed_pages
from events.feeds import atom, calendars
from events.ogc import views as features
from events.pages import (
    changes,
    colours,
    compare,
    counts,
    crawlers,
    data,
    districts,
    events,
    home,
    insights,
    methodology,
    provinces,
    search,
    sources,
    timeline,
)

handler400 = "events.pages.errors.bad_request"
handler500 = "districts.api.problems.server_error"


def page(route, view, *, name):
    """Return the path of a page. It takes no form, so a POST needs no token to be told that it is not allowed."""
    return path(route, csrf_exempt(view), name=name)


pages = [
    page("", home.home, name="home"),
    page("districts/", districts.district_list, name="districts"),
    page("districts/<slug:code>/", districts.district_detail, name="district"),
    page("provinces/<slug:code>/", provinces.province_detail, name="province"),
    page("changes/", changes.changes, name="changes"),
    page("compare/", compare.compare, name="compare"),
    page("chart/", counts.national_chart, name="chart"),
    page("insights/", insights.insights, name="insights"),
    page("search/", search.search, name="search"),
    page("search/suggest/", search.suggest, name="suggest"),
    page("events/<slug:code>/", events.event_detail, name="event"),
    page("sources/", sources.source_list, name="sources"),
    page("sources/<slug:slug>/", sources.source_detail, name="source"),
    page("methodology/", methodology.methodology, name="methodology"),
    page("data/", data.data, name="data"),
]

pages += [
    page("feeds/", atom.country, name="feed"),
    page("feeds/provinces/<slug:code>/", atom.province, name="feed-province"),
    page("feeds/districts/<slug:code>/", atom.district, name="feed-district"),
    page("embed/map/", embed_pages.map_of_day, name="embed-map"),
    page("embed/districts/<slug:code>/", embed_pages.district_card, name="embed-district"),
    page("feeds/changes.ics", calendars.country, name="calendar"),
    page("feeds/provinces/<slug:code>/changes.ics", calendars.province, name="calendar-province"),
    page("feeds/districts/<slug:code>/changes.ics", calendars.district, name="calendar-district"),
]

collections = SimpleRouter()
collections.register("provinces", RecordedProvinceViewSet, basename="province")
collections.register("districts", RecordedDistrictViewSet, basename="district")
collections.register("actors", ActorViewSet, basename="actor")
collections.register("sources", SourceViewSet, basename="source")
collections.register("reports", ReportViewSet, basename="report")
collections.register("events", EventViewSet, basename="event")
collections.register("tallies", TallyViewSet, basename="tally")
collections.register("releases", ReleaseViewSet, basename="release")

reconcile = [
    path("reconcile/", ReconcileView.as_view(), name="reconcile"),
    path("reconcile/suggest/entity/", SuggestEntityView.as_view(), name="reconcile-suggest-entity"),
    path("reconcile/suggest/type/", SuggestTypeView.as_view(), name="reconcile-suggest-type"),
    path("reconcile/suggest/property/", SuggestPropertyView.as_view(), name="reconcile-suggest-property"),
    path("reconcile/properties/", ProposalView.as_view(), name="reconcile-properties"),
    path("reconcile/places/<str:code>/", PlaceView.as_view(), name="reconcile-place"),
    path("reconcile/places/<str:code>/preview/", PreviewView.as_view(), name="reconcile-preview"),
]

api = [
    *collections.urls,
    path("districts/<str:code>/timeline/", DistrictTimelineView.as_view(), name="district-timeline"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    path("control/", ControlView.as_view(), name="control"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("summary/", SummaryView.as_view(), name="summary"),
    *reconcile,
    path("events/<str:id>/history/", EventHistoryView.as_view(), name="event-history"),
    path("log/", LogView.as_view(), name="log"),
    path("releases/<str:name>/<str:file>", ReleaseFileView.as_view(), name="release-file"),
    path("datapackage.json", DataPackageView.as_view(), name="datapackage"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]


# What pages load, and pictures and descriptions for programs that show a page elsewhere.
shared = [
    page("actors.css", colours.colours, name="colours"),
    page("robots.txt", crawlers.robots, name="robots"),
    page("favicon.ico", icon.favicon, name="favicon"),
    page("sitemap.xml", crawlers.sitemap_index, name="sitemap"),
    page("sitemap-<slug:section>.xml", crawlers.sitemap_section, name="sitemap-section"),
    page("oembed", oembed.oembed, name="oembed"),
    page("cards/map.png", card_pages.country, name="card"),
    page("cards/provinces/<slug:code>.png", card_pages.province, name="card-province"),
    page("cards/districts/<slug:code>.png", card_pages.district, name="card-district"),
]


def desk(route, view, *, name):
    """Return the path of a page of the desk, for those who may enter the admin."""
    return path(f"{settings.ADMIN_PATH}events/{route}", admin.site.admin_view(view), name=name)


entry = [
    desk("entry/", entry_page.entry, name="entry"),
    desk("entry/logged/", logged.logged, name="entry-logged"),
    desk("entry/place/", answers.place, name="entry-place"),
    desk("entry/report/", answers.report, name="entry-report"),
    desk("article/", article_page.article, name="article"),
]

imports = [
    desk("import/acled/", acled.start, name="import-acled"),
    desk("import/acled/<str:token>/", acled.preview, name="import-acled-preview"),
    desk("import/acled/<str:token>/left.csv", acled.left, name="import-acled-left"),
    desk("import/", spreadsheet.start, name="import-spreadsheet"),
    desk("import/template.<slug:kind>", spreadsheet.template_file, name="import-spreadsheet-template"),
    desk("import/<str:token>/columns/", spreadsheet.columns, name="import-spreadsheet-columns"),
    desk("import/<str:token>/", spreadsheet.rows, name="import-spreadsheet-preview"),
    desk("import/<str:token>/errors.csv", spreadsheet.errors, name="import-spreadsheet-errors"),
    desk("import/<str:token>/done/", spreadsheet.done, name="import-spreadsheet-done"),
]

# Clients of OGC API – Features ask without a slash at the end and follow no redirect, so that both forms are answered.
ogc = [
    re_path(r"^api/ogc/?$", features.LandingView.as_view(), name="landing"),
    re_path(r"^api/ogc/conformance/?$", features.ConformanceView.as_view(), name="conformance"),
    re_path(r"^api/ogc/api/?$", features.ApiView.as_view(), name="api"),
    re_path(r"^api/ogc/collections/?$", features.CollectionsView.as_view(), name="collections"),
    re_path(r"^api/ogc/collections/(?P<collection>[^/]+)/?$", features.CollectionView.as_view(), name="collection"),
    re_path(r"^api/ogc/collections/(?P<collection>[^/]+)/items/?$", features.ItemsView.as_view(), name="items"),
    re_path(
        r"^api/ogc/collections/(?P<collection>[^/]+)/items/(?P<feature>[^/]+)/?$",
        features.FeatureView.as_view(),
        name="feature",
    ),
]

urlpatterns = [
    *i18n_patterns(*pages, prefix_default_language=False),
    page("timeline.json", timeline.timeline_file, name="timeline"),
    *shared,
    # Whoever types the beginning of an address of the API finds what there is.
    re_path(r"^api/(?:v1/)?$", csrf_exempt(RedirectView.as_view(pattern_name="api:docs"))),
    path("api/v1/", include((api, "api"))),
    path("", include((ogc, "ogc"))),
    re_path(r"^api/", NothingHere.as_view()),
    *entry,
    *imports,
    path(settings.ADMIN_PATH, admin.site.urls),
]
