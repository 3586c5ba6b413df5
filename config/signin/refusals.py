"""What is said when a form comes without a valid token."""

from django.contrib import admin
from django.shortcuts import render

from config.signin import kept
from config.signin.site import show_kept


def csrf_failure(request, reason=""):
    """Return a page that gives a form of our own back to its author, or says in plain words why it was refused.

    A form from elsewhere is never given back: its author is somebody else.
    """
    packed = kept.pack(request) if kept.is_from_here(request) else ""
    if packed and admin.site.has_permission(request):
        return show_kept(request, packed)
    if packed:
        return admin.site.ask_again(request)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
