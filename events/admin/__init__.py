"""The admin of the evidence and what follows from it, for the analysts who log it."""

from django.contrib import admin

from events.admin import accounts, aliases, control, events, evidence, places

__all__ = ["accounts", "aliases", "control", "events", "evidence", "places"]

admin.site.site_header = "Marz"
admin.site.site_title = "Marz"
admin.site.index_title = "The record"
