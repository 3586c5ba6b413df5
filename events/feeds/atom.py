"""The log of a place as an Atom feed: every change of the record, in pages, so that who follows it misses nothing."""

import datetime
import re

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from districts import languages
from districts.country import name_of_country
from districts.languages import name_of
from districts.models import District, Province
from events.feeds import told
from events.models import LogEntry, Operation
from events.pages.asked import BadParameterError

NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
THREADS = "http://purl.org/syndication/thread/1.0"


class Threaded(Atom1Feed):
    """Atom whose entries also link what they follow up, and whose pages link the next one (RFC 4685, RFC 5005)."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:thr": THREADS}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for link in item["links"]:
            handler.addQuickElement("link", "", link)
        if item["follows"]:
            handler.addQuickElement("thr:in-reply-to", "", {"ref": item["follows"], "href": item["link"]})

    def latest_post_date(self):
        """Return when the last entry was logged; for a feed without one when the record was written last."""
        return max((item["updateddate"] for item in self.items), default=self.feed["written"])


class LogFeed(Feed):
    """The feed of one place, in the language that is active."""

    feed_type = Threaded
    author_name = "Marz"
    description_template = "feeds/entry.html"

    def __init__(self, request, *, province=None, district=None):
        self.request, self.province, self.district = request, province, district
        self.place = district or province
        before = _before(request)
        entries = list(told.entries_of(province=province, district=district, before=before)[: told.AT_ONCE + 1])
        self.more, self.entries = len(entries) > told.AT_ONCE, entries[: told.AT_ONCE]

    @property
    def language(self):
        return languages.tag()

    def title(self):
        if self.place is None:
            return gettext("Marz: what is recorded of %(place)s") % {"place": name_of_country()}
        return gettext("Marz: what is recorded of %(place)s") % {"place": name_of(self.place)}

    def subtitle(self):
        return gettext("Changes, claims, corrections and retractions, each with the version that brought it.")

    def link(self):
        return self.place.get_absolute_url() if self.place else reverse("home")

    def feed_url(self):
        return self.request.get_full_path()

    def feed_guid(self):
        return told.permanent("feed", self.place.code if self.place else "", languages.active())

    def feed_extra_kwargs(self, obj):
        last = LogEntry.objects.order_by("-seq").values_list("at", flat=True).first()
        after = f"{self.request.path}?before={self.entries[-1].seq}" if self.more else ""
        return {"next": after and self.request.build_absolute_uri(after), "written": last or NEVER}

    def items(self):
        return told.tell(self.entries)

    def item_title(self, item):
        return item.title

    def item_link(self, item):
        return told.address_of(item)

    def item_guid(self, item):
        return item.guid

    def item_updateddate(self, item):
        return item.entry.at

    def item_pubdate(self, item):
        return item.entry.at

    def item_categories(self, item):
        return [item.category]

    def item_extra_kwargs(self, item):
        return {"links": self._links(item), "follows": item.earlier and told.guid_of(item.earlier)}

    def _links(self, item):
        entry = item.entry
        history = reverse("api:event-history", args=[entry.object_id]) + f"?version={entry.version}"
        links = [{"rel": "via", "type": "application/json", "href": self.request.build_absolute_uri(history)}]
        codes = [entry.object_id] if item.earlier else []
        codes += [entry.merged_into] if entry.op == Operation.MERGED else []
        pages = [self.request.build_absolute_uri(reverse("event", args=[code])) for code in codes]
        return links + [{"rel": "related", "type": "text/html", "href": page} for page in pages]


def _before(request):
    """Return the `seq` before which entries are asked for; None for the last ones."""
    for name in request.GET:
        if name != "before":
            raise BadParameterError(name, request.GET[name], gettext("left out: a feed takes no parameter but before"))
    text = request.GET.get("before")
    if text is not None and not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        raise BadParameterError("before", text, gettext("a whole number, as the link to the next page has it"))
    return text if text is None else int(text)


@require_safe
def country(request):
    return LogFeed(request)(request)


@require_safe
def province(request, code):
    place = get_object_or_404(Province.objects.defer("cell", "boundary"), code=code)
    return LogFeed(request, province=place)(request)


@require_safe
def district(request, code):
    place = get_object_or_404(District.objects.select_related("province").defer("cell", "boundary"), code=code)
    return LogFeed(request, district=place)(request)
