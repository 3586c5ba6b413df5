"""Sessions end: after a while without a sign of life, and after some hours whatever happens."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.urls import reverse
from django.utils import timezone

BEGAN, SEEN = "began", "seen"
EVERY = 60  # seconds between two notes of a sign of life, so that not each page writes


def end_old_sessions(get_response):
    """Return middleware that signs people out of the desk whose session is too old or was left alone too long.

    Only pages of the desk look and are a sign of life: a public page asks nobody who he is.
    """

    def middleware(request):
        if request.path.startswith(reverse("admin:index")):
            _look(request)
        return get_response(request)

    return middleware


def _look(request):
    session, now = request.session, int(timezone.now().timestamp())
    if SESSION_KEY not in session:
        return
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began >= settings.SESSION_HOURS * 3600 or now - seen >= settings.SESSION_IDLE_MINUTES * 60:
        logout(request)
        return
    if BEGAN not in session:
        session[BEGAN] = now
    if SEEN not in session or now - seen >= EVERY:
        session[SEEN] = now
