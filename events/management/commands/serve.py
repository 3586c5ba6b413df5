import subprocess
import sys

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import DatabaseError, connection

from districts.availability import is_away
from events.serving import server

AWAY = (
    "The database of DATABASE_URL does not answer: readers are answered from the replicas, writers 503. "
    "The database is prepared as soon as it answers."
)


class Command(BaseCommand):
    help = "Prepare the database, then serve Marz on this machine until Ctrl-C."

    def handle(self, **options):
        later = self.prepare()
        # The workers are forked from here, and a pool's threads do not survive a fork.
        connection.close()
        connection.close_pool()
        self.stdout.write(f"Marz is at http://{settings.HOST}:{settings.PORT}. Ctrl-C stops it.")
        self.stdout.flush()
        address = {"host": settings.HOST, "port": settings.PORT}
        try:
            server("config.wsgi:application", **address, threads=settings.THREADS, workers=settings.WORKERS).serve()
        finally:
            if later:
                later.terminate()
                later.wait()

    def prepare(self):
        """Prepare the database; where it is away and replicas can be read, return the process that does so later."""
        try:
            call_command("prepare")
        except DatabaseError as error:
            if not settings.REPLICAS or not is_away(error):
                raise
        else:
            return None
        self.stderr.write(AWAY)
        return subprocess.Popen([sys.executable, settings.BASE_DIR / "manage.py", "prepare", "--wait"])
