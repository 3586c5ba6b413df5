import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command

from districts.models import District
from events.accounts import make_administrator
from events.models import ControlEvent


class Command(BaseCommand):
    help = "Bring the database up to date; fill an empty one with the shipped record; make an account if there is none."

    def handle(self, *, verbosity, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if not District.objects.exists() and not ControlEvent.objects.exists():
            call_command("import_package", settings.BASE_DIR / "fixtures" / "afghanistan")
        if not get_user_model().objects.exists():
            password = secrets.token_urlsafe(15)
            admin = make_administrator(name="admin", password=password)
            self.stdout.write(f"Made an account; this is shown once. User: {admin}  Password: {password}")
