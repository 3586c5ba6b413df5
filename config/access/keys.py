"""Making a key and recognising one, with one look at the database a minute for each key and process."""

import hashlib
import re
import secrets
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import Error
from django.utils.crypto import constant_time_compare, salted_hmac

from config import environment
from config.access.models import ApiKey
from config.replicas.reading import connected_to, primary
from districts.availability import is_away
from events.control.state import today

MINUTE = 60  # seconds after which a key is looked up again: so long a revoked one may still work
MOST = 10_000  # keys, right and wrong ones, that are remembered at once

UNKNOWN = "This key is not known. Everything is open without one: leave it out, or ask for one that works."
_FORM = re.compile(r"(marz_[0-9a-z]{6})_[A-Za-z0-9_-]{43}")
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_known: dict[bytes, tuple[float, "Known"]] = {}


class Known(NamedTuple):
    """What is known of a key that was sent: who counts as its client and by which rate, or why it is refused."""

    client: str = ""
    rate: environment.Rate | None = None
    refusal: str = ""


def issue(key: ApiKey) -> str:
    """Give an unsaved key its secret and return what its holder sends: this is the only time that it can be read."""
    key.prefix = "marz_" + "".join(secrets.choice(_LETTERS) for _ in range(6))
    sent = f"{key.prefix}_{secrets.token_urlsafe(32)}"
    key.digest = digest(sent)
    return sent


def digest(sent: str) -> str:
    """Return what a key is recognised by: its HMAC-SHA256 under the server's secret, in hexadecimal digits."""
    return salted_hmac("config.access.keys", sent, algorithm="sha256").hexdigest()


def remembered(sent: str) -> Known | None:
    """Return what is remembered of a key as it was sent, without the database; None where it has to be looked up."""
    until, found = _known.get(_name(sent), (0, None))
    return found if until > monotonic() else None


def known(sent: str) -> Known:
    """Return what is known of a key as it was sent."""
    found = remembered(sent)
    if found is None:
        found = _looked_up(sent)
        if len(_known) >= MOST:
            _known.clear()
        _known[_name(sent)] = (monotonic() + MINUTE, found)
    return found


def _name(sent: str) -> bytes:
    return hashlib.blake2b(sent.encode(), digest_size=16).digest()


def forget() -> None:
    """Let every key be looked up again."""
    _known.clear()


def _looked_up(sent: str) -> Known:
    form = _FORM.fullmatch(sent)
    key = form and ApiKey.objects.filter(prefix=form[1]).first()
    if not key or not constant_time_compare(key.digest, digest(sent)):
        return Known(refusal=UNKNOWN)
    if key.revoked:
        return Known(refusal="This key was revoked. Everything is open without one: leave it out, or ask for another.")
    if key.expires and key.expires < today():
        return Known(refusal=f"This key worked until {key.expires:%Y-%m-%d}: leave it out, or ask for another.")
    _note_use(key)
    return Known(f"key-{key.pk}", environment.rate(key.rate) if key.rate else settings.API_KEY_RATE)


def _note_use(key: ApiKey) -> None:
    """Write down the day on which a key was used, once a day, where it can be written at present."""
    database = primary()
    if key.last_used == today() or database is None:
        return
    try:
        with connected_to(database):
            ApiKey.objects.filter(pk=key.pk).update(last_used=today())
    except Error as error:
        if not is_away(error):
            raise
