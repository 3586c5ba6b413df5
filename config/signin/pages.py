"""The pages on which people set up a second factor and find the form again that they were signed out of."""

from base64 import b32encode
from urllib.parse import quote

import django_otp
import segno
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp.util import random_hex

from config.signin import factor, kept

KEY = "second_factor_key"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request):
    """Let a member of the staff set up his second factor, or renew and remove the one that he has given."""
    user = request.user
    if not (user.is_active and user.is_staff) or (factor.app_of(user) and not user.is_verified()):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if factor.app_of(user):
        return _keep(request)
    return _set_up(request)


def _set_up(request):
    key = request.session.setdefault(KEY, random_hex(20))
    if request.method == "POST":
        made = factor.enrol(request.user, key, "".join(request.POST.get("code", "").split()))
        if made:
            device, codes = made
            del request.session[KEY]
            django_otp.login(request, device)
            return _page(request, "recovery_codes", title="Recovery codes", codes=codes, next=_onward(request))
        messages.error(request, "This is not what the app shows for this secret now: try the next code.")
    secret = b32encode(bytes.fromhex(key)).decode()
    picture = segno.make(_address(request.user, secret), error="m").svg_data_uri(scale=5, border=4, light="#fff")
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return _page(request, "set_up", title="Set up a second factor", secret=spaced, picture=picture)


def _keep(request):
    if request.method == "POST":
        _, refusal = factor.check(request.user, request.POST.get("code", ""))
        if refusal:
            messages.error(request, refusal)
        elif "remove" in request.POST:
            factor.remove(request.user)
            messages.success(request, "Your second factor is removed.")
            return HttpResponseRedirect(reverse("admin:index"))
        else:
            codes = factor.new_recovery_codes(request.user)
            return _page(request, "recovery_codes", title="Recovery codes", codes=codes, next=_onward(request))
    left = factor.recovery_codes_left(request.user)
    return _page(request, "second_factor", title="Your second factor", device=factor.app_of(request.user), left=left)


def _address(user, secret):
    """Return what an authenticator app reads from the picture."""
    name = quote(f"Marz:{user.get_username()}")
    return f"otpauth://totp/{name}?secret={secret}&issuer=Marz&digits={factor.DIGITS}&period={factor.STEP}"


def _onward(request):
    return reverse("admin:kept" if kept.FIELD in request.session else "admin:index")


@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request):
    """Show the form that could not be taken, to be looked over and sent again, or thrown away."""
    form = kept.unpack(request.session.get(kept.FIELD, ""))
    if form is None or request.method == "POST":
        request.session.pop(kept.FIELD, None)
        messages.info(request, "Nothing is kept here any more.")
        return HttpResponseRedirect(reverse("admin:index"))
    fields = kept.readable(form)
    again = kept.can_be_shown_again(form)
    return _page(request, "kept_form", title="Your form is here again", kept=form, fields=fields, again=again)


def _page(request, name, **context):
    context = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, f"signin/{name}.html", context)
