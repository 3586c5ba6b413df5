"""New evidence for events that are public: which lines may be that, and the reason that readers are given."""

from django import forms

from events.models import ControlEvent
from events.models.numbering import code_of, number_of


class ReasonForm(forms.Form):
    """Why published events get new evidence; what is left empty says in which report it is."""

    reason = forms.CharField(
        label="Reason for the new evidence",
        max_length=500,
        required=False,
        help_text="The citation is public at once, whichever button saves it; this stands beside it in the log. "
        "Empty: “New evidence in” and the report's id.",
        widget=forms.TextInput(),
    )


def published_among(codes) -> set[str]:
    """Return those of the ids of events, E0001, that are published, in one query; none for no ids."""
    keys = {number_of(code, "E") for code in codes}
    found = ControlEvent.objects.published().filter(pk__in=keys) if keys else ControlEvent.objects.none()
    return {code_of(key, "E") for key in found.values_list("pk", flat=True)}
