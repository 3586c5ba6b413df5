"""Marz as it is served, with the addresses of `benchmarks.api.urls`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

settings.ROOT_URLCONF = "benchmarks.api.urls"

from config.wsgi import application  # noqa: E402 – its addresses are settled first

__all__ = ["application"]
