from django.core.management.base import BaseCommand, CommandError

from events.archiving import CopyRefusedError, archive, remove_strays
from events.ingest.fetching import FetchError
from events.ingest.pace import Pace
from events.models import Report
from events.models.numbering import number_of

SECONDS_A_HOST = 2


class Command(BaseCommand):
    help = "Save the page of each report that has an address and no copy yet, with its SHA-256 and the time."

    def add_arguments(self, parser):
        parser.add_argument("--report", nargs="+", metavar="R0001", help="these reports, though they have a copy")
        parser.add_argument("--limit", type=int, metavar="N", help="no more than so many reports")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be fetched")
        parser.add_argument("--clean", action="store_true", help="only remove files that belong to no copy")

    def handle(self, *, report, limit, dry_run, clean, **options):
        if clean:
            self.stdout.write(f"Files that belonged to no copy: {remove_strays()} removed.")
            return
        pace, failed = Pace(SECONDS_A_HOST), 0
        reports = chosen(report)[:limit] if limit is not None else chosen(report)
        for each in reports:
            if dry_run:
                self.stdout.write(f"{each.code} {each.url}")
                continue
            pace.wait(each.url)
            failed += not self.keep(each)
        self.stdout.write(f"{len(reports)} to fetch." if dry_run else f"{len(reports) - failed} saved.")
        if failed:
            raise CommandError(f"{failed} of {len(reports)} could not be saved.")

    def keep(self, report):
        try:
            copy = archive(report)
        except (FetchError, CopyRefusedError) as error:
            self.stderr.write(f"{report.code} {error}")
            return False
        self.stdout.write(f"{report.code} {copy.name}, {copy.size:,} bytes, SHA-256 {copy.sha256}")
        return True


def chosen(codes):
    """Return the reports of some ids, or all that have no copy yet; those without an address are left out.

    Raises CommandError for what is not the id of a report.
    """
    reports = Report.objects.exclude(url="").order_by("id")
    if codes is None:
        return list(reports.filter(archived_copies__isnull=True))
    try:
        numbers = {number_of(code, "R"): code for code in codes}
    except ValueError as error:
        raise CommandError(str(error)) from None
    missing = set(numbers) - set(Report.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    if missing:
        raise CommandError(f"There is no report {', '.join(numbers[number] for number in sorted(missing))}.")
    return list(reports.filter(pk__in=numbers))
