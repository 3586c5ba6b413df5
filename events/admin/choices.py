"""The search boxes of an event's page: districts with their province, reports with their source and day."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Case, When
from django.utils.http import urlencode

from districts.admin_guard import SearchBox
from districts.gazetteer import find
from districts.models import District
from events.models import Report
from events.pages.words import day


class Choices(AutocompleteJsonView):
    """Search as the admin of the model does, and name what was found so that it is told from its like."""

    def get_queryset(self):
        self.term = self.term.replace("\x00", "")
        found = super().get_queryset()
        if found.model is Report:
            return found.select_related("source")
        return self._nearest(found.select_related("province").defer("cell", "boundary"))

    def _nearest(self, districts):
        """Put the district first that the text means in the province of the last event, or its districts."""
        near = self.request.GET.get("near", "").replace("\x00", "")
        if not near:
            return districts
        meant = find(self.term, near).district if self.term.strip() else None
        here = When(pk=meant.pk, then=0) if meant else When(province__code=near, then=0)
        if self.term.strip() and not meant:
            return districts
        return districts.order_by(Case(here, default=1), *(districts.query.order_by or ["code"]))

    def serialize_result(self, obj, to_field_name):
        names = {District: _district, Report: _report}
        return {"id": str(obj.pk), "text": names.get(type(obj), str)(obj)}


class ChoiceSelect(SearchBox):
    """A search box answered by `Choices`; `near` is the code of the province whose districts come first."""

    url_name = "%s:events_choices"

    def __init__(self, *args, near="", **kwargs):
        super().__init__(*args, **kwargs)
        self.near = near

    def get_url(self):
        return f"{super().get_url()}?{urlencode({'near': self.near})}" if self.near else super().get_url()


def without_links(field, *, adding=False):
    """Return a field of an admin's form without links to the records it chooses from, which the Tab key stops at.

    `adding` keeps the one that adds a record.
    """
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        field.widget.can_add_related &= adding
    return field


def _district(district):
    return f"{district.name}, {district.province.name} ({district.code})"


def _report(report):
    return f"{report} – {report.source.name}, {day(report.published)}"
