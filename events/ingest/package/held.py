"""What a package may not overwrite: restricted reports, of which it can only have what is public."""

from events.export.table import Table
from events.ingest.package.rows import Rows
from events.models import Report


class Held:
    """The restricted reports of the record, and what rests on them; a package leaves all of it as it is.

    `reports` are their row numbers. A package may add what is new: a citation, a tally, a count of losses.
    """

    def __init__(self, rows: Rows):
        self.reports = set(Report.objects.filter(restricted=True).values_list("pk", flat=True))
        self._stand_ins = self._unneeded(rows)

    def keeps(self, table: Table, instance) -> bool:
        """Return whether a row that the record has stays as it is there."""
        if table.report is None or not self.reports:
            return False
        return (getattr(instance, f"{table.report}_id") if table.report else instance.pk) in self.reports

    def needs(self, table: Table, instance) -> bool:
        """Return whether a row that the record has not is written: not a stand-in for a source that it knows."""
        return table.name != "sources" or instance.slug not in self._stand_ins

    def _unneeded(self, rows: Rows) -> set[str]:
        """Return the slugs of the sources that the package has for restricted reports of the record alone."""
        uses = [(row.instance.pk, row.values["source"]) for row in rows.sound["reports"]]
        uses += [(row.instance.report_id, row.values["source"]) for row in rows.sound["tallies"]]
        return {slug for report, slug in uses if report in self.reports} - {
            slug for report, slug in uses if report not in self.reports
        }
