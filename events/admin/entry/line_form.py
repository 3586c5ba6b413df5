"""The lines of a report: one district each, what happened there, and who says so where that differs.

What a line leaves empty is as in the line before it, in the first line as the report has it.
"""

import datetime

from django import forms
from django.forms.utils import ErrorList

from events.admin.entry.days import read_day
from events.admin.entry.places import ALL, Meant, PlaceReader
from events.admin.entry.sides import AS_ABOVE, Sides
from events.admin.event_forms import ALWAYS_CONTESTED, NEVER_CONTESTED
from events.control.plausibility import Doubt, Happening
from events.entry import Line, Said
from events.models import ControlEvent, EventKind, Scope, Source, Stance
from events.models.numbering import number_of

BULK = "Claimed of the whole province at once."
KINDS = [(kind.value, kind.label) for kind in EventKind if kind != EventKind.ASSUMED]


class Typed(forms.TextInput):
    """A box for a few words; browsers neither complete nor correct them."""

    def __init__(self, **attrs):
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"} | attrs)


class SaidForm(forms.Form):
    """Who says so, for all lines of the report that do not say otherwise."""

    voice = forms.ChoiceField(required=False, help_text="The source's own: of the party it speaks for, if any.")
    stance = forms.ChoiceField(choices=Stance, required=False)
    attribution = forms.CharField(
        label="Who is quoted",
        max_length=200,
        required=False,
        help_text="“provincial police spokesman Rahmani”. Empty: the source itself.",
    )
    scope = forms.ChoiceField(label="Speaking of", choices=Scope, required=False)

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = sides.voice_choices("the source's own")

    def given(self) -> dict:
        """Return voice (a slug, "" = the source's own), stance, attribution and scope, with their defaults."""
        given = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        return {"voice": "", "stance": Stance.ASSERTS, "scope": Scope.DISTRICT, "attribution": ""} | given


class LineForm(forms.Form):
    """One line. The formset settles it: `code`, `facts`, `said` and `cite` are what it comes to."""

    place = forms.CharField(label="District", max_length=200, required=False, widget=Typed())
    choice = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    asked = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    bulk = forms.BooleanField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[AS_ABOVE, *KINDS], required=False)
    controller = forms.ChoiceField(label="Holder", required=False)
    day = forms.CharField(max_length=40, required=False, widget=Typed())
    summary = forms.CharField(label="What happened", max_length=2000, required=False, widget=forms.TextInput())
    contested = forms.BooleanField(label="Fighting for the centre goes on", required=False)
    opponent = forms.ChoiceField(label="The other side", required=False)
    time = forms.TimeField(required=False, widget=Typed(placeholder="14:30"), help_text="Local time.")
    earliest = forms.CharField(label="First possible day", max_length=40, required=False, widget=Typed())
    latest = forms.CharField(label="Last possible day", max_length=40, required=False, widget=Typed())
    voice = forms.ChoiceField(required=False)
    stance = forms.ChoiceField(choices=[AS_ABOVE, *Stance.choices], required=False)
    attribution = forms.CharField(label="Who is quoted", max_length=200, required=False, widget=forms.TextInput())
    scope = forms.ChoiceField(label="Speaking of", choices=[AS_ABOVE, *Scope.choices], required=False)
    claimed_date = forms.CharField(label="The day that the voice gave", max_length=40, required=False, widget=Typed())
    note = forms.CharField(label="Note on the citation", max_length=2000, required=False, widget=forms.TextInput())
    cite = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    anyway = forms.BooleanField(required=False)
    warned = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    MAIN = ("place", "kind", "controller", "day", "summary")
    MORE = ("contested", "opponent", "time", "earliest", "latest")
    SAID = ("voice", "stance", "attribution", "scope", "claimed_date", "note")
    TYPED = (
        "place",
        "day",
        "summary",
        "contested",
        "time",
        "earliest",
        "latest",
        "attribution",
        "claimed_date",
        "note",
    )

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["controller"].choices = sides.party_choices("as above")
        self.fields["opponent"].choices = sides.party_choices("the usual other side")
        self.fields["voice"].choices = sides.voice_choices("as above")
        self.meant, self.code, self.cite = Meant(), "", None
        self.facts: dict = {}
        self.said: dict = {}
        self.doubts: list[Doubt] = []

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed into the line; choices alone make no line."""
        return any(str(self[name].value() or "").strip() for name in self.TYPED)

    @property
    def is_whole(self) -> bool:
        """Whether the settled line is an event: without mistakes, and of a known day."""
        return self.is_valid() and bool(self.code and self.facts.get("date"))

    @property
    def main_fields(self):
        return [self[name] for name in self.MAIN]

    @property
    def more_fields(self):
        return [self[name] for name in self.MORE]

    @property
    def said_fields(self):
        return [self[name] for name in self.SAID]

    @property
    def has_more(self) -> bool:
        """Whether the folded part of the line holds anything, or a mistake."""
        return any(self[name].value() or name in self.errors for name in (*self.MORE, *self.SAID))

    def settle(self, *, before, report_day, said, sides: Sides, places: PlaceReader):
        """Work out what the line comes to, after the line `before` it; each mistake is said on its field."""
        self._settle_place(places, before)
        self._settle_sides(sides, before)
        self._settle_days(report_day, before)
        self._settle_said(said, report_day)
        self._settle_cite()

    def _settle_place(self, places, before):
        given, near = self.cleaned_data, places.province_of(before.code) if before else ""
        text, asked = given.get("place", ""), given.get("asked", "")
        if not text:
            self._once("place", "Name the district; or remove the line.")
            return
        self.meant = places.read(text, near=near, chosen=given.get("choice", "") if asked == text else "")
        self.code = "" if self.meant.code.startswith(ALL) else self.meant.code
        if not self.code and not self.meant.province:
            self.add_error("place", self.meant.sentence)

    def _settle_sides(self, sides, before):
        given, inherited = self.cleaned_data, before.facts if before else {}
        kind = given.get("kind") or inherited.get("kind")
        controller = given.get("controller") or inherited.get("controller")
        opponent = given.get("opponent") or (not given.get("controller") and inherited.get("opponent"))
        opponent = opponent or sides.usual_opponent(controller or "")
        if not kind:
            self._once("kind", "Choose what happened.")
        if not controller:
            self._once("controller", "Choose who holds the district afterwards.")
        elif controller == opponent:
            self.add_error("opponent", "The other side is the same as the one that holds it: choose another.")
        elif not opponent:
            self._once("opponent", "Choose the other side: no earlier event of this controller names one.")
        self.facts |= {"kind": kind, "controller": controller, "opponent": opponent}
        self._settle_contested(kind)

    def _settle_contested(self, kind):
        contested = bool(self.cleaned_data.get("contested"))
        if contested and kind in NEVER_CONTESTED:
            sentence = f"An event of the kind “{EventKind(kind).label}” is not contested: untick this."
            self.add_error("contested", sentence)
        self.facts["contested"] = contested or kind in ALWAYS_CONTESTED

    def _settle_days(self, report_day, before):
        given, inherited = self.cleaned_data, before.facts if before else {}
        alone = not any(given.get(name) for name in ("day", "earliest", "latest"))
        date = self._day("day", report_day) or inherited.get("date") or report_day
        bounds = {"date_earliest": self._day("earliest", report_day), "date_latest": self._day("latest", report_day)}
        for name, bound in bounds.items():
            self.facts[name] = bound or (alone and inherited.get(name)) or date
        self.facts |= {"date": date, "time": given.get("time"), "summary": given.get("summary", "")}
        if date and self.facts["date_earliest"] > date:
            self._once("earliest", "The first possible day is after the best day: it is the same day or before.")
        if date and self.facts["date_latest"] < date:
            self._once("latest", "The last possible day is before the best day: it is the same day or later.")

    def _settle_said(self, said, report_day):
        given = {name: self.cleaned_data.get(name) for name in ("voice", "stance", "attribution", "scope")}
        self.said = said | {name: value for name, value in given.items() if value}
        note = self.cleaned_data.get("note", "")
        if self.cleaned_data.get("bulk"):
            self.said["scope"] = given["scope"] or Scope.PROVINCE
            note = note if BULK in note else f"{BULK} {note}".strip()
        self.said |= {"claimed_date": self._day("claimed_date", report_day), "note": note}

    def _settle_cite(self):
        code = self.cleaned_data.get("cite", "")
        if not code or not self.code:
            return
        try:
            events = ControlEvent.objects.exclude(status="retracted").filter(district__code=self.code)
            self.cite = events.select_related("district", "author").get(pk=number_of(code, "E"))
        except (ValueError, ControlEvent.DoesNotExist):
            self.add_error("cite", f"{code} is no event of this district: choose again.")

    def _day(self, name, report_day):
        """Return the day that a field means, None where it is empty or was not understood."""
        text = self.cleaned_data.get(name, "")
        if not text:
            return None
        try:
            return read_day(text, report_day)
        except ValueError as error:
            self.add_error(name, str(error))
            return None

    def _once(self, name, sentence):
        """Say what is wrong with a field, unless something is said of it already."""
        if name not in self.errors:
            self.add_error(name, sentence)

    def happening(self, published: datetime.date | None) -> Happening:
        """Return the line as the rules of plausibility see it; the line is valid."""
        facts = self.facts
        return Happening(
            id=0,
            district=self.code,
            kind=facts["kind"],
            controller=facts["controller"],
            opponent=facts["opponent"],
            date=facts["date"],
            earliest=facts["date_earliest"],
            latest=facts["date_latest"],
            time=facts["time"],
            published=published if self.said["stance"] == Stance.ASSERTS else None,
        )

    def line(self, *, sides: Sides, district, source: Source) -> Line:
        """Return the line to log; the line is valid. The source is quoted itself where nobody is named."""
        said = self.said | {"voice": sides.voice_key(self.said["voice"], source)}
        said["attribution"] = said["attribution"] or source.name
        if self.cite:
            return Line(cite=self.cite, said=(Said(**said),))
        parties = {name: sides.actors[self.facts[name]] for name in ("controller", "opponent")}
        return Line(facts=self.facts | parties | {"district": district}, said=(Said(**said),))

    def refuse(self, sentences):
        """Say at the head of the line what was refused when it was written."""
        self.errors.setdefault("__all__", ErrorList(renderer=self.renderer)).extend(sentences)
