"""The proposals of a reading as forms: each is edited, and accepted or discarded."""

from django import forms
from django.db.models import TextChoices

from events.admin.entry.days import read_day
from events.admin.entry.line_form import LineForm
from events.admin.entry.line_formset import MOST, BaseLineFormSet
from events.admin.entry.sides import Sides
from events.entry import Losses, Said
from events.models import Outcome, Stance

EVENTS, TALLIES, NOTES = "lines", "tallies", "notes"
UNDECIDED = "Decide: accept it or discard it."


class Decision(TextChoices):
    ACCEPT = "accept", "Accept"
    DISCARD = "discard", "Discard"


class DecidedForm(forms.Form):
    """A proposal: nothing of it is taken until it is accepted."""

    decision = forms.ChoiceField(choices=Decision, required=False, widget=forms.RadioSelect)

    @property
    def decided(self) -> str:
        """What was chosen; "" for nothing yet."""
        return self["decision"].value() or ""

    @property
    def is_accepted(self) -> bool:
        """Whether the analyst takes it."""
        return self.decided == Decision.ACCEPT


class StatementForm(forms.Form):
    """A further voice on the event of a proposal."""

    drop = forms.BooleanField(label="Leave this voice out", required=False)
    voice = forms.ChoiceField()
    stance = forms.ChoiceField(choices=Stance)
    attribution = forms.CharField(label="Who is quoted", max_length=200, required=False)

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = sides.voice_choices("the source's own")[1:]

    @property
    def speaker(self) -> str:
        """Whose word it is, by name."""
        return _chosen(self["voice"])


class CountedForm(forms.Form):
    """A count as it was said: `low` alone is “at least”."""

    def clean(self):
        given = super().clean()
        if given.get("high") is not None and given.get("low") is not None and given["high"] < given["low"]:
            self.add_error("high", f"{given['high']} is less than {given['low']}: the higher count, or nothing.")
        return given


class LossesForm(CountedForm):
    """What one voice says of one side's losses."""

    drop = forms.BooleanField(label="Leave this count out", required=False)
    voice = forms.ChoiceField()
    of = forms.ChoiceField(label="Whose losses", required=False)
    outcome = forms.ChoiceField(label="What became of them", choices=Outcome)
    low = forms.IntegerField(label="Count, or the lower one", min_value=0, max_value=1_000_000)
    high = forms.IntegerField(
        label="The higher one", min_value=0, max_value=1_000_000, required=False, help_text="Empty: “at least”."
    )
    attribution = forms.CharField(label="Who is quoted", max_length=200, required=False)

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = sides.voice_choices("")[1:]
        self.fields["of"].choices = [("", "not said, or civilians"), *list(sides.party_choices(""))[1:]]

    @property
    def words(self) -> str:
        """The count in words: by Afghan government: 50 killed, Taliban."""
        low, high = self["low"].value(), self["high"].value()
        count = f"at least {low}" if not high else low if str(high) == str(low) else f"{low} to {high}"
        return f"by {_chosen(self['voice'])}: {count} {_chosen(self['outcome'])}, {_chosen(self['of'])}"


def _chosen(field) -> str:
    """Return the words of what is chosen in a select; what was sent itself where that is no choice."""
    value = field.value() or ""
    return dict(field.field.choices).get(value, value)


def _set(form):
    return forms.formset_factory(form, extra=0, max_num=20, absolute_max=20)


StatementSet, LossesSet = _set(StatementForm), _set(LossesForm)


class ProposalForm(DecidedForm, LineForm):
    """A proposed event: a line of fast entry with its further voices and its claims of losses."""

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, sides=sides, **kwargs)
        within = {"data": self.data or None, "form_kwargs": {"sides": sides}}
        self.others = StatementSet(prefix=f"{self.prefix}-said", **within)
        self.losses = LossesSet(prefix=f"{self.prefix}-losses", **within)

    def clean(self):
        given = super().clean()
        for part in (self.others, self.losses):
            if self.decided != Decision.DISCARD and not part.is_valid():
                self.add_error(None, "Look at its other voices and its losses again.")
        return given

    def line(self, *, sides, district, source):
        line = super().line(sides=sides, district=district, source=source)
        voices = [_of(form, sides, source, Said, scope=line.said[0].scope) for form in _kept(self.others)]
        losses = tuple(_of(form, sides, source, Losses) for form in _kept(self.losses))
        known = {(said.voice, said.stance) for said in line.said}
        said = {(each.voice, each.stance): each for each in voices if (each.voice, each.stance) not in known}
        return type(line)(facts=line.facts, cite=line.cite, said=(*line.said, *said.values()), losses=losses)


def _kept(forms):
    return [form for form in forms if not form.cleaned_data.get("drop")]


def _of(form, sides, source, kind, **more):
    """Return the words or the losses of a form; the source is quoted itself where nobody is named."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "drop"}
    given["voice"] = sides.voice_key(given["voice"], source)
    if kind is Losses:
        given["of"] = sides.actors[given["of"]].pk if given["of"] else None
    return kind(**given | {"attribution": given["attribution"] or source.name} | more)


class BaseProposalFormSet(BaseLineFormSet):
    """The proposed events. With `rest`, those that nothing was decided of are left out as well."""

    def __init__(self, *args, rest=False, **kwargs):
        self.rest = rest
        super().__init__(*args, **kwargs)

    def is_left_out(self, form) -> bool:
        """Return whether a proposal is not taken, so that its mistakes do not matter."""
        return self._is_removed(form)

    def _should_delete_form(self, form):
        return self._is_removed(form)

    def _is_removed(self, form):
        return form.decided == Decision.DISCARD or (self.rest and not form.is_accepted)

    def clean(self):
        if self.filled:
            super().clean()


ProposalFormSet = forms.formset_factory(
    ProposalForm, formset=BaseProposalFormSet, extra=0, max_num=MOST, absolute_max=MOST, can_delete=True
)
ProposalFormSet.__doc__ = BaseProposalFormSet.__doc__


class TallyForm(DecidedForm, CountedForm):
    """A proposed tally."""

    date = forms.CharField(label="The day it is of", max_length=40)
    voice = forms.ChoiceField()
    actor = forms.ChoiceField(label="Whose districts", required=False)
    measure = forms.SlugField(label="What is counted", max_length=60, help_text="held, captured, contested, …")
    low = forms.IntegerField(label="Count, or the lower one", min_value=0, max_value=100_000)
    high = forms.IntegerField(
        label="The higher one", min_value=0, max_value=100_000, required=False, help_text="Empty: “at least”."
    )
    denominator = forms.IntegerField(label="Of how many", min_value=1, max_value=100_000, required=False)
    definition = forms.CharField(label="What it means", max_length=2000, required=False)

    def __init__(self, *args, sides: Sides, published=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.published = published
        self.fields["voice"].choices = sides.voice_choices("")[1:]
        self.fields["actor"].choices = sides.party_choices("nobody's in particular")

    def clean_date(self):
        try:
            return read_day(self.cleaned_data["date"], self.published)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        given = super().clean()
        if given.get("date") and self.published and given["date"] > self.published:
            self.add_error("date", "A count is published on its day or later: mend this day or the report's.")
        return given


class NoteForm(DecidedForm):
    """A proposed note on the report: what it says of control without naming a district."""

    what = forms.CharField(label="Note", max_length=2000)
    voice = forms.ChoiceField()

    def __init__(self, *args, sides: Sides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = sides.voice_choices("")[1:]


TallyFormSet, NoteFormSet = (
    forms.formset_factory(form, extra=0, max_num=MOST, absolute_max=MOST) for form in (TallyForm, NoteForm)
)
