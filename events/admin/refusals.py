"""What the database refuses, said in a sentence beside the field that it is about."""

from django import forms
from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS

UNEXPLAINED = "Say why: it is public, and the log keeps the reason."
TAKEN = "Another record has this value already, or something else rests on this one: look at it again and save."


class RefusedError(Exception):
    """A write that a rule of the desk refuses once all of it is known; `rule` is a key of FIELDS, "" for the form."""

    def __init__(self, sentence, *, rule=""):
        super().__init__(sentence)
        self.rule = rule


# The field of the form that each constraint or trigger speaks of.
FIELDS = {
    "a_change_has_a_reason": "log_reason",
    "a_change_of_an_event_has_a_reason": "reason",
    "actor_colour_is_hexadecimal": "colour",
    "actor_is_allied_with_a_party": "allied_with",
    "actor_is_not_its_own_ally": "allied_with",
    "actor_that_holds_ground_has_a_colour": "colour",
    "actor_that_holds_ground_speaks_for_itself": "allied_with",
    "alias_days_are_in_order": "until_day",
    "alias_is_listed_once": "name",
    "ally_of_an_actor_stays_a_party": "is_party",
    "casualties_are_in_order": "high",
    "casualties_of_a_voice_are_listed_once": "report",
    "event_contested_follows_its_kind": "contested",
    "event_controller_is_not_its_opponent": "opponent",
    "event_days_are_in_order": "date",
    "event_is_logged_once": "summary",
    "event_sides_are_parties": "controller",
    "published_event_has_a_citation": None,
    "published_event_keeps_a_citation": None,
    "report_address_is_a_web_address": "url",
    "report_archive_is_a_web_address": "archive_url",
    "report_address_is_listed_once": "url",
    "report_does_not_repeat_itself": "origin",
    "report_has_an_address_or_a_title": "url",
    "report_origin_is_an_original": "origin",
    "side_of_an_event_stays_a_party": "is_party",
    "source_grade_has_a_reason": "reason",
    "tally_counts_are_in_order": "count_high",
    "tally_is_published_after_its_day": "published",
}


def messages_by_constraint():
    """Return {constraint name: its message} for every constraint of places and evidence."""
    models = [model for app in ("districts", "events") for model in apps.get_app_config(app).get_models()]
    return {rule.name: str(rule.violation_error_message) for model in models for rule in model._meta.constraints}


def explain(error):
    """Return (rule, sentence) for a RefusedError or an IntegrityError; a trigger brings its own sentence."""
    if isinstance(error, RefusedError):
        return error.rule, str(error)
    details = getattr(error.__cause__, "diag", None)
    name = getattr(details, "constraint_name", None) or ""
    spoken = getattr(details, "message_primary", "") if name in FIELDS else ""
    return name, messages_by_constraint().get(name) or spoken or TAKEN


class RecordForm(forms.ModelForm):
    """A form that says what a constraint refuses on the field concerned.

    `refusal` is what the database refused of this very submission: a pair of constraint name and sentence.
    """

    refusal = None

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            name, sentence = self.refusal
            self.add_error(self.field_of(name), sentence)
        return cleaned

    def field_of(self, constraint):
        """Return the field that a constraint speaks of; None where the form does not have it."""
        field = FIELDS.get(constraint)
        return field if field in self.fields else None

    def _update_errors(self, errors):
        """Move the messages of constraints from the top of the form to their fields."""
        found = getattr(errors, "error_dict", {})
        fields = {message: self.field_of(name) for name, message in messages_by_constraint().items()}
        for error in found.pop(NON_FIELD_ERRORS, []):
            for message in error.messages:
                found.setdefault(fields.get(message) or NON_FIELD_ERRORS, []).append(error)
        super()._update_errors(errors)


class NotedForm(RecordForm):
    """The form of a record that the log keeps; a change of a public one needs a reason."""

    log_reason = forms.CharField(
        required=False,
        label="Reason for the change",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Public: it stands in the log.",
    )

    @property
    def changes(self):
        """The names of the record's own fields that were changed."""
        return [name for name in self.changed_data if name != "log_reason"]

    def clean(self):
        cleaned = super().clean()
        asked = "log_reason" in self.fields and self.instance.pk and self.changes
        if asked and not cleaned.get("log_reason") and "log_reason" not in self.errors:
            self.add_error("log_reason", UNEXPLAINED)
        return cleaned
