"""What a person types to come in to the desk, and the app on his telephone."""

from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from config.signin.factor import new_recovery_codes
from tests.people import PASSWORD


def sign_in(client, user, *, password=PASSWORD, code="", **fields):
    """Send the sign-in form, and return the answer."""
    form = {"username": getattr(user, "username", user), "password": password, "code": code, "next": "/admin/"}
    return client.post(reverse("admin:login"), form | fields)


def make_app(user):
    """Return (device, recovery codes) of a user whose second factor is on."""
    device = TOTPDevice.objects.create(user=user, name="app", key=random_hex(20))
    return device, new_recovery_codes(user)


def code_of(device, *, ahead=0):
    """Return the code that an app shows now, or `ahead` codes later."""
    return f"{totp(device.bin_key, drift=ahead):06d}"


def is_in(client):
    """Return whether the desk lets a client in."""
    return client.get(reverse("admin:index")).status_code == 200
