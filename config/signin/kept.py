"""What was typed into a form that could not be taken, kept until its author is signed in and sends it again.

It travels as one signed text, in the page that asks to sign in and then in the session. Nothing is ever sent by itself:
the author sees the fields and presses a button. Passwords, codes and files are not kept.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import Resolver404, resolve, reverse

SALT = "kept form"
FIELD = "kept"  # the name of the text in a form and in the session
LONGEST = 200_000  # characters of the signed text
OLDEST = 24 * 3600  # seconds
NEVER = ("csrfmiddlewaretoken", FIELD, "code", "_look")
NOT_KEPT = ("login", "logout", "password_change", "second_factor", "kept")  # pages of the desk
MACHINERY = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id")


def pack(request) -> str:
    """Return the form that a request posts as one signed text; "" where there is nothing to keep, or too much.

    A page that carries a kept form already hands on that one.
    """
    carried = request.POST.get(FIELD, "")
    if carried:
        return carried if unpack(carried) else ""
    fields = [[name, value] for name, values in request.POST.lists() if _is_kept(name) for value in values]
    if not fields or not _is_of_the_desk(request):
        return ""
    form = {"path": request.get_full_path(), "fields": fields, "files": sorted(request.FILES)}
    packed = signing.dumps(form, salt=SALT, compress=True)
    return packed if len(packed) <= LONGEST else ""


def unpack(packed: str):
    """Return {path, fields, files} of a signed text: `fields` is a list of [name, value]. None if it is not ours."""
    try:
        return signing.loads(packed, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return None


def is_from_here(request) -> bool:
    """Return whether the browser says that one of our own pages sent the request; without its word, it did not."""
    here = f"{request.scheme}://{request.get_host()}"
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(said)
    return f"{parts.scheme}://{parts.netloc}" in (here, *settings.CSRF_TRUSTED_ORIGINS)


def readable(form) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a kept form that its author typed or chose."""
    shown = [(name, value) for name, value in form["fields"] if value and not _is_machinery(name)]
    return [(name.replace("-", " ").replace("_", " "), value) for name, value in shown]


def can_be_shown_again(form) -> bool:
    """Return whether the page of a kept form shows it filled in when asked to look instead of to save."""
    try:
        view = resolve(urlsplit(form["path"]).path).func
    except Resolver404:
        return False
    return hasattr(getattr(view, "model_admin", None), "shows_again")


def _is_kept(name):
    # The empty row that a browser copies for another one is named __prefix__.
    return name not in NEVER and "password" not in name.lower() and "-__prefix__-" not in name


def _is_machinery(name):
    return name.startswith(("_", "initial-")) or name == "seen" or name.endswith(MACHINERY)


def _is_of_the_desk(request):
    never = {reverse(f"admin:{name}") for name in NOT_KEPT}
    return request.path.startswith(reverse("admin:index")) and request.path not in never
