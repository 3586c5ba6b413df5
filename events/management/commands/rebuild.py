from django.core.management.base import BaseCommand, CommandError

from districts.models import District
from events.control.rebuild import difference
from events.control.recording import recording
from events.models.numbering import code_of


class Command(BaseCommand):
    help = "Derive all standings and control periods anew, and repair what differs from the evidence."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what differs; exit with 1 if anything does")

    def handle(self, *, check, **options):
        if check:
            found = difference()
            if found:
                raise CommandError(f"{drift(found)} Run rebuild without --check to repair it.")
            self.stdout.write("Standings and control periods are what the evidence says.")
            return
        with recording(reason="Rebuild") as record:
            found = difference()
            record.touch(*District.objects.values_list("pk", flat=True))
        self.stdout.write(drift(found) + " Repaired." if found else "Nothing to repair.")


def drift(found):
    """Return in a sentence how the stored state differs from the evidence."""
    standings = [code_of(number, "E") for number in sorted(found.standings)]
    named = f" ({', '.join(standings[:10])}{', …' if len(standings) > 10 else ''})" if standings else ""
    return (
        f"{len(standings)} stored standings differ from the evidence{named}, {len(found.close)} control periods do "
        f"not follow from it and {len(found.open)} are missing."
    )
