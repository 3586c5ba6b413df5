import csv

from django.core.management.base import BaseCommand, CommandError

from events.ingest.pace import Pace
from events.links import check, due, words
from events.models import LinkCheck

SECONDS_A_HOST = 2
HEADER = ["report", "answer", "last_alive", "address"]


class Command(BaseCommand):
    help = "Ask the address of each report whether its page is still there, and list the dead ones; 1 if there are any."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, metavar="N", help="no more than so many, longest unchecked first")
        parser.add_argument("--format", choices=["table", "csv"], default="table")

    def handle(self, *, limit, format, **options):
        reports, pace, checked = due() if limit is None else due()[:limit], Pace(SECONDS_A_HOST), []
        for report in reports:
            pace.wait(report.url)
            checked.append(check(report).pk)
        dead = LinkCheck.objects.dead().filter(pk__in=checked).select_related("report")
        rows = [[one.report.code, words(one), last_alive(one), one.report.url] for one in dead]
        if format == "csv":
            csv.writer(self.stdout, lineterminator="\n").writerows([HEADER, *rows])
        elif rows:
            self.stdout.write(
                "\n".join(f"{code:6}  {alive:10}  {url}\n        {why}" for code, why, alive, url in rows)
            )
        if rows:
            raise CommandError(f"{len(rows)} of {len(checked)} addresses are dead.")
        self.stderr.write(f"None of {len(checked)} addresses is dead.")


def last_alive(link):
    """Return the day on which a check last found the page, or never."""
    return f"{link.alive_at:%Y-%m-%d}" if link.alive_at else "never"
