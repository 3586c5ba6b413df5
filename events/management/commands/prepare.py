import secrets
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError

from districts.availability import is_away, look_again
from districts.models import Country, District
from events.accounts import make_administrator
from events.models import ControlEvent

AGAIN = 5  # seconds between two looks at a database that is away


class Command(BaseCommand):
    help = "Bring the database up to date; fill an empty one with the record; make an account if there is none."

    def add_arguments(self, parser):
        parser.add_argument("--wait", action="store_true", help="for a database that is away, until it answers")

    def handle(self, *, wait, **options):
        while True:
            try:
                return self.prepare()
            except DatabaseError as error:
                if not wait or not is_away(error):
                    raise
            look_again()
            time.sleep(AGAIN)

    def prepare(self):
        call_command("migrate", interactive=False, verbosity=0)
        if not District.objects.exists() and not ControlEvent.objects.exists():
            call_command("import_package", settings.RECORD.folder)
        self.refuse_another_country()
        if not get_user_model().objects.exists():
            password = secrets.token_urlsafe(15)
            admin = make_administrator(name="admin", password=password)
            self.stdout.write(f"Made an account; this is shown once. User: {admin}  Password: {password}")

    def refuse_another_country(self):
        described = Country.objects.values_list("descriptor", flat=True).first() or {}
        held, wanted = described.get("name"), settings.RECORD.name
        if held and held != wanted:
            raise CommandError(
                f"The database holds the record {held}, and RECORD is {wanted}: its days, lists and languages are "
                "others. Set RECORD to the package of the database, or DATABASE_URL or DATA_DIR to another database."
            )
