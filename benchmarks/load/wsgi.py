"""Marz as it is served; with HELD=0 no answer of the API is held, so that each is made anew."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

if os.environ.get("HELD") == "0":
    settings.CACHES["answers"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

from config.wsgi import application

__all__ = ["application"]
