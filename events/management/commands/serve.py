from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection

from events.serving import server


class Command(BaseCommand):
    help = "Prepare the database, then serve Marz on this machine until Ctrl-C."

    def handle(self, **options):
        call_command("prepare")
        # The workers are forked from here, and a pool's threads do not survive a fork.
        connection.close()
        connection.close_pool()
        self.stdout.write(f"Marz is at http://{settings.HOST}:{settings.PORT}. Ctrl-C stops it.")
        self.stdout.flush()
        address = {"host": settings.HOST, "port": settings.PORT}
        server("config.wsgi:application", **address, threads=settings.THREADS, workers=settings.WORKERS).serve()
