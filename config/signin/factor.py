"""The second factor: an authenticator app's codes, and recovery codes for the day that it is lost."""

import time

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
STEP, DIGITS = 30, 6  # the seconds and digits of every authenticator app
WRONG = "This code is not right, or was used already: type the one that the app shows now, or a recovery code."
WAIT = "After wrong codes the next one is looked at only after a while: wait {} and try again."


def app_of(user):
    """Return the authenticator app of a user, None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_met(request) -> bool:
    """Return whether the request's user gave the second factor that he has, or needs none."""
    if not hasattr(request, "second_factor_is_met"):
        verified = request.user.is_verified()
        needed = settings.REQUIRE_SECOND_FACTOR or bool(not verified and app_of(request.user))
        request.second_factor_is_met = verified or not needed
    return request.second_factor_is_met


def must_enrol(request) -> bool:
    """Return whether the request's user is a member of the staff who needs a second factor and has none yet."""
    user = request.user
    return settings.REQUIRE_SECOND_FACTOR and user.is_active and user.is_staff and app_of(user) is None


def enrol(user, key: str, code: str):
    """Return (device, recovery codes) when `code` is what an app with the hexadecimal `key` shows now, else None.

    The user has one app: what he had before is gone.
    """
    totp = TOTP(bytes.fromhex(key), step=STEP, digits=DIGITS)
    totp.time = time.time()
    if not (code.isascii() and code.isdigit()) or not totp.verify(int(code), tolerance=1):
        return None
    with transaction.atomic():
        remove(user)
        # The code was used: it opens nothing again.
        device = TOTPDevice.objects.create(user=user, name="app", key=key, drift=totp.drift, last_t=totp.t())
        return device, new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user) -> list[str]:
    """Return new recovery codes, each good for one time. The database keeps only what they are recognised by."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes")
    codes = [f"{get_random_string(5, LETTERS)}-{get_random_string(5, LETTERS)}" for _ in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_recognised_by(code))
    return codes


def recovery_codes_left(user) -> int:
    """Return how many recovery codes of a user were not used yet."""
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


@transaction.atomic
def remove(user) -> bool:
    """Take a user's app and recovery codes away; return whether there were any."""
    gone = [model.objects.filter(user=user).delete()[0] for model in (TOTPDevice, StaticDevice)]
    return any(gone)


@transaction.atomic
def check(user, code: str):
    """Return (device, "") when a code is right, else (None, sentence). Each wrong code doubles the wait for the next.

    The row is locked meanwhile, so that codes sent at once are looked at one after the other.
    """
    code = "".join(code.split()).lower()
    is_app = code.isascii() and code.isdigit()
    model = TOTPDevice if is_app else StaticDevice
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return None, WRONG
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return None, WAIT.format(_until(why))
    right = device.verify_token(code if is_app else _recognised_by(code))
    return (device, "") if right else (None, WRONG)


def _until(why):
    count = why.get("failure_count", 1)
    seconds = 2 ** min(count - 1, 12)
    return f"{seconds} seconds" if seconds > 1 else "a second"


def _recognised_by(code):
    return salted_hmac("recovery code", code.replace("-", ""), algorithm="sha256").hexdigest()[:16]
