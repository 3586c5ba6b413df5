"""The keys of the API. What is sent is shown once and never kept: only what it is recognised by is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from config import environment

RATE_HELP = "For example 6000/minute: per second, minute, hour or day; off = no limit. Empty = the usual one for keys."


class ApiKey(models.Model):
    """A key that was given to somebody, who may ask more often with it; it opens nothing that is not open to all."""

    name = models.CharField(max_length=100, help_text="What it is used for, for example “nightly mirror”.")
    holder = models.CharField("who it is for", max_length=200, help_text="A person or body, and how to reach them.")
    prefix = models.CharField(max_length=12, unique=True, editable=False, help_text="The part of the key that is kept.")
    digest = models.CharField(max_length=64, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    last_used = models.DateField("last used", null=True, blank=True, editable=False, help_text="The day, no more.")
    expires = models.DateField(null=True, blank=True, help_text="The last day on which it works. Empty = no end.")
    revoked = models.BooleanField(default=False, help_text="Ends it within a minute, for good.")
    rate = models.CharField("own limit", max_length=30, blank=True, help_text=RATE_HELP)

    class Meta:
        verbose_name = "API key"
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate="") | Q(rate="off") | Q(rate__regex=r"^[1-9][0-9]{0,8}/(second|minute|hour|day)$"),
                name="api_key_rate_is_a_rate",
                violation_error_message="A limit is a number and second, minute, hour or day, as 6000/minute, or off.",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="api_key_is_kept_as_a_digest",
                violation_error_message="Only the digest of a key is kept: 64 hexadecimal digits.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.prefix}…)"

    def clean(self):
        try:
            self.rate = self.rate and environment.written(environment.rate(self.rate))
        except ValueError as error:
            raise ValidationError({"rate": f"{error}."}) from error


class Outcome(models.TextChoices):
    SIGNED_IN = "in", "signed in"
    FAILED = "failed", "wrong password or code"
    LOCKED_OUT = "locked_out", "locked out"
    SIGNED_OUT = "out", "signed out"


class SignIn(models.Model):
    """An attempt to come in to the desk, or the end of a stay there; from where is not kept."""

    at = models.DateTimeField(db_index=True)
    account = models.CharField(max_length=150, blank=True, help_text="Its name; empty for a name that no account has.")
    outcome = models.CharField(max_length=10, choices=Outcome)

    class Meta:
        verbose_name = "sign-in"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="sign_in_outcome_is_known",
                violation_error_message="Somebody signs in, fails, is locked out or signs out.",
            ),
        ]

    def __str__(self):
        return f"{self.account or 'unknown'}: {self.get_outcome_display()}"
