"""Who signed in to the desk, who tried to and who left: kept for Administrators, without anybody's address."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from config.access.models import Outcome, SignIn

KEPT_DAYS = 90


def note(*, account: str, outcome: Outcome) -> SignIn:
    """Keep what became of an attempt to sign in, forget what is older than `KEPT_DAYS`, and return the row.

    A name that no account has is kept as none: people type passwords into that field.
    """
    now = timezone.now()
    SignIn.objects.filter(at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    is_known = get_user_model().objects.filter(username=account).exists()
    return SignIn.objects.create(at=now, account=account if is_known else "", outcome=outcome)
