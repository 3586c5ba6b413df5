"""Bring the catalogues of the pages' languages up to date with the texts."""

from django.conf import settings
from django.core.management.base import BaseCommand

from districts import translations


class Command(BaseCommand):
    help = "Writes locale/…/django.po and django.mo with the texts that the pages have now; translations are kept."

    def handle(self, **options):
        for path in translations.compile_own(settings.RECORD.folder / "locale"):
            self.stdout.write(f"{path}: compiled.")
        for code, name in settings.LANGUAGES[1:]:
            total, lacking = translations.update(code)
            self.stdout.write(f"{name} ({code}): {total} texts, {lacking} to translate.")
