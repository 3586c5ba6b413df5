"""The query parameters that the evidence adds: actors, voices, sources, versions, instants."""

import datetime
import re
from difflib import get_close_matches

from django.core.exceptions import ValidationError

from districts.parameters import CodeField, Parameter, TextField
from events.control.present import present
from events.models import Actor, Perspective, Source, Tally

INDEPENDENT = "independent"


class SlugField(CodeField):
    """The slug of a row; the refusal lists those there are."""

    def hint(self, text):
        return (
            f"Write one of {', '.join(self.queryset.all().order_by(self.column).values_list(self.column, flat=True))}."
        )


class ActorField(SlugField):
    queryset, noun = Actor.objects.all(), "the slug of an actor"


class VoiceField(ActorField):
    """An actor, or `independent` for nobody's word."""

    def read(self, text):
        return text if text == INDEPENDENT else super().read(text)

    def hint(self, text):
        return f"{super().hint(text)[:-1]} or {INDEPENDENT}."


class PerspectiveField(SlugField):
    queryset, noun = Perspective.objects.all(), "a perspective"


class SourceField(CodeField):
    queryset, noun, where = Source.objects.listed(), "the slug of a source", "/api/v1/sources/"

    def hint(self, text):
        near = get_close_matches(text.lower(), self.queryset.all().values_list("slug", flat=True), n=1, cutoff=0.75)
        return f"Did you mean “{near[0]}”? {super().hint(text)}" if near else super().hint(text)


class MeasureField(TextField):
    """What a tally counts, as some tally calls it."""

    def read(self, text):
        if not Tally.objects.public().filter(measure=text).exists():
            known = Tally.objects.public().order_by("measure").values_list("measure", flat=True).distinct()
            raise ValidationError(f"“{text}” is counted by no tally. Write one of {', '.join(known)}.")
        return text


LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class LanguageField(TextField):
    """A BCP 47 code."""

    def read(self, text):
        if not re.fullmatch(LANGUAGE, text):
            raise ValidationError(f"“{text}” is not a language code: write one of BCP 47, for example en, fa or ps.")
        return text


class WholeField(TextField):
    """A whole number from 0 on."""

    def read(self, text):
        if not (text.isascii() and text.isdigit()) or len(text) > 18:
            raise ValidationError(f"“{text[:40]}” is not a whole number: write 0 or more, in at most 18 digits.")
        return int(text)


class VersionField(TextField):
    """The number of a version that there is."""

    def read(self, text):
        current = present().version
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(f"“{text}” is not a version: write a whole number from 0 to {current}.")
        if len(text) > 18 or int(text) > current:
            raise ValidationError(f"There is no version {text[:40]} yet: the current one is {current}.")
        return int(text)


class InstantField(TextField):
    """An instant as RFC 3339 writes it, its offset from UTC included."""

    _form = re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
    )

    def read(self, text):
        try:
            if not self._form.fullmatch(text):
                raise ValueError
            return datetime.datetime.fromisoformat(text.upper()).astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            raise ValidationError(
                f"“{text}” is not an instant: write it as RFC 3339 does, with its offset (a + is sent as %2B), "
                "for example 2021-08-15T12:00:00Z."
            ) from None


class InActor(Parameter):
    field_class = ActorField


class InVoice(Parameter):
    field_class = VoiceField


class InPerspective(Parameter):
    field_class = PerspectiveField


class InSource(Parameter):
    field_class = SourceField


class InMeasure(Parameter):
    field_class = MeasureField


class InLanguage(Parameter):
    field_class = LanguageField
    schema = {"type": "string", "pattern": LANGUAGE}


class Whole(Parameter):
    field_class = WholeField
    schema = {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}


class InVersion(Parameter):
    field_class = VersionField
    schema = {"type": "integer", "minimum": 0}


class AtInstant(Parameter):
    field_class = InstantField
    schema = {"type": "string", "format": "date-time"}
