from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


class Command(BaseCommand):
    help = "Prepare the database, then serve Marz on this machine until Ctrl-C."

    def handle(self, **options):
        call_command("prepare")
        # The workers are forked from here, and a pool's threads do not survive a fork.
        connection.close()
        connection.close_pool()
        self.stdout.write(f"Marz is at http://127.0.0.1:{settings.PORT}. Ctrl-C stops it.")
        self.stdout.flush()
        Granian(
            "config.wsgi:application",
            address="127.0.0.1",
            port=settings.PORT,
            interface=Interfaces.WSGI,
            blocking_threads=settings.THREADS,
            # A reader who does not finish must not keep Ctrl-C from its work: so many seconds, then the worker goes.
            workers_kill_timeout=2,
            log_level=LogLevels.error,
        ).serve()
