"""The report that a page of entry logs: found by its address in any form, or made, with its source."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import slugify

from events.admin.entry.days import DayField
from events.admin.entry.sources import source_named, source_of
from events.models import Report, Source, SourceKind
from events.models.numbering import number_of

UNGRADED = "Not yet graded: an editor gives its grade."
# The first is taken where nothing was chosen: a kind that nobody gave must claim nothing.
KINDS = sorted(SourceKind.choices, key=lambda each: each[0] != SourceKind.OTHER)
_IS_ADDRESS = URLValidator(schemes=["http", "https"])


class ReportForm(forms.Form):
    """The fields of a report. `known` is the report that the address means, `source_found` its source or the new one's.

    After `is_valid()` the report is `report()`: the known one, or one not saved yet, held back from the public.
    """

    url = forms.CharField(
        label="Address",
        max_length=600,
        required=False,
        help_text="Paste it as it is: a report that is known is found. Or its id, R0123; or leave it empty.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )
    title = forms.CharField(max_length=300, required=False)
    source = forms.CharField(
        max_length=150, required=False, help_text="Empty: found by the address.", widget=forms.TextInput()
    )
    new_source = forms.BooleanField(label="Add it as a new source, not graded yet", required=False)
    source_kind = forms.ChoiceField(label="What kind of source is it?", choices=KINDS, required=False)
    published = DayField(label="Day it was published", help_text="2021-06-22, 22 June, yesterday, mon. Local time.")
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        max_length=10,
        required=False,
        initial="en",
        error_messages={"invalid": "Write the language's code: en, fa, ps, …"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = self.source_found = None
        self.is_unknown_source = False
        self.fields["source"].widget.attrs |= {"list": "entry-sources", "autocomplete": "off"}

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, None where it was not understood."""
        return self.known.published if self.known else getattr(self, "cleaned_data", {}).get("published")

    def clean(self):
        given = super().clean()
        self.known = known_report(given.get("url", ""), self._source_typed())
        if self.known:
            for name in ("title", "source", "published", "language"):
                self.errors.pop(name, None)
            return given
        self._check_address()
        self._find_source()
        if self.source_found and not given.get("source"):
            self.fields["source"].widget.attrs["placeholder"] = self.source_found.name
        if not given.get("published") and "published" not in self.errors:
            self.add_error("published", "Give the day it was published: what is reported is judged by it.")
        return given

    def report(self) -> Report:
        """Return the known report, or a new one that is not saved yet; so may its source be."""
        if self.known:
            return self.known
        given = self.cleaned_data
        return Report(
            source=self.source_found,
            url=given["url"],
            title=given["title"],
            published=given["published"],
            language=given.get("language") or "en",
            public=False,
        )

    def _source_typed(self):
        return source_named(self.cleaned_data.get("source", ""))

    def _check_address(self):
        url = self.cleaned_data.get("url", "")
        if not url:
            if not self.cleaned_data.get("title") and "url" not in self.errors:
                self.add_error("url", "Give the report's address or its title.")
            return
        if _is_id(url):
            self.add_error("url", f"There is no report {url.upper()}: paste its address instead.")
            return
        address = url if "://" in url else f"https://{url}"
        try:
            _IS_ADDRESS(address)
            self.cleaned_data["url"] = address
        except ValidationError:
            self.add_error("url", "This is no address of a page: it begins with http:// or https://, without spaces.")

    def _find_source(self):
        given = self.cleaned_data
        name, url = given.get("source", ""), given.get("url", "")
        self.source_found = self._source_typed() if name else source_of(url)
        if self.source_found or "source" in self.errors:
            return
        if not name:
            self.add_error("source", "No known source has its pages there: name the source.")
        elif given.get("new_source"):
            self.source_found = self._new_source(name, url)
        else:
            self.is_unknown_source = True
            self.add_error("source", f"No source is named “{name}”: choose one, or tick that it is a new one.")

    def _new_source(self, name, url):
        kind = self.cleaned_data.get("source_kind") or SourceKind.OTHER
        home = "/".join(url.split("/")[:3]) if url else ""
        return Source(slug=free_slug(name), name=name, kind=kind, homepage=home[:300], reason=UNGRADED, public=False)


def known_report(url: str, source: Source | None = None) -> Report | None:
    """Return the report of an address in any form, or of an id, R0123; of several one of `source`, or the first."""
    if not url:
        return None
    found = Report.objects.filter(pk=number_of(url.upper(), "R")) if _is_id(url) else Report.objects.at(url)
    reports = list(found.select_related("source").order_by("pk"))
    same = [report for report in reports if source and report.source_id == source.pk]
    return next(iter([*same, *reports]), None)


def free_slug(name: str) -> str:
    """Return a slug that no source has, made of a name."""
    stem = slugify(name)[:50] or "source"
    taken = set(Source.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug for slug in [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))] if slug not in taken
    )


def _is_id(text):
    try:
        return bool(number_of(text.upper(), "R"))
    except ValueError:
        return False
