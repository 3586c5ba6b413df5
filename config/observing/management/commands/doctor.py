from django.core.management.base import BaseCommand, CommandError

from config.observing.doctor import MEND, examine


class Command(BaseCommand):
    help = "Look at all that an operator has to look after, and say what to do; exit with 1 if anything is to mend."

    def handle(self, **options):
        findings = list(examine())
        for one in findings:
            self.stdout.write(f"{one.grade:<5} {one.subject}: {one.what}")
            if one.advice:
                self.stdout.write(f"      → {one.advice}")
        ill = [one.subject for one in findings if one.grade == MEND]
        if ill:
            raise CommandError(f"To mend: {', '.join(ill)}.")
