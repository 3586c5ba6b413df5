"""The admin site of the desk: who may come in, and what becomes of a form whose author was signed out meanwhile."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from config.access.models import Outcome
from config.access.signins import note
from config.signin import factor, kept, pages
from config.signin.forms import SignInForm


class DeskSite(admin.AdminSite):
    login_form = SignInForm
    login_template = "signin/sign_in.html"

    def has_permission(self, request):
        return super().has_permission(request) and factor.is_met(request)

    def get_urls(self):
        own = [
            path("second-factor/", pages.second_factor, name="second_factor"),
            path("your-form/", self.admin_view(pages.kept_form), name="kept"),
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def inner(request, *args, **kwargs):
            leaving = request.path == reverse("admin:logout", current_app=self.name)
            if request.method == "POST" and not leaving and not self.has_permission(request):
                return self.ask_again(request)
            return guarded(request, *args, **kwargs)

        return inner

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        if request.method == "GET" and factor.must_enrol(request):
            return HttpResponseRedirect(reverse("admin:second_factor"))
        packed = request.POST.get(kept.FIELD, "")
        context = {"kept": packed, "needs_code": self._needs_code(request), **(extra_context or {})}
        response = super().login(request, context)
        if request.method == "POST":
            note(account=request.POST.get("username", ""), outcome=_outcome(request, response))
        if request.method == "POST" and response.status_code == 302 and kept.unpack(packed):
            # The same answer, elsewhere: it carries the new token's cookie.
            response["Location"] = show_kept(request, packed).url
        return response

    def logout(self, request, extra_context=None):
        account = request.user.get_username()
        response = super().logout(request, extra_context)
        if account:
            note(account=account, outcome=Outcome.SIGNED_OUT)
        return response

    def ask_again(self, request):
        """Return the page that asks to sign in and carries the form that was sent, with the status 403."""
        packed = kept.pack(request)
        if packed and factor.must_enrol(request):
            return show_kept(request, packed)
        context = {
            **self.each_context(request),
            "title": "Log in",
            "app_path": reverse("admin:login"),
            "next": reverse("admin:index") if packed else request.get_full_path(),
            "form": self.login_form(request),
            "username": request.user.get_username(),
            "kept": packed,
            "lost": not packed,
            "needs_code": self._needs_code(request),
        }
        page = TemplateResponse(request, self.login_template, context, status=403)
        page["Cache-Control"] = "no-store"
        return page

    def _needs_code(self, request):
        return super().has_permission(request) and not factor.is_met(request)


def _outcome(request, response):
    """Return what became of a sign-in form; the page of who is locked out takes the answer's place later."""
    if getattr(request, "axes_locked_out", False):
        return Outcome.LOCKED_OUT
    return Outcome.SIGNED_IN if response.status_code == 302 else Outcome.FAILED


def show_kept(request, packed):
    """Put a kept form into the session and lead to the page that shows it."""
    request.session[kept.FIELD] = packed
    return HttpResponseRedirect(reverse("admin:kept"))
