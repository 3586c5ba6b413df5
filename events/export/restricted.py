"""Restricted reports in a package: a stand-in for each of their sources, so that standings come out the same."""

from itertools import count
from typing import Any

from django.db.models.functions import Coalesce

from events.control.restriction import RESTRICTED, grade_of_root
from events.export.table import Table
from events.models import Report, Source, SourceKind

STAND_IN = "restricted-{}"
REASON = "The editors know the source and grade it."


class StandIns:
    """The stand-ins for the sources of restricted reports, numbered in the order of their first report.

    `of_report` is {row number of a report: slug}, `grades` is {slug: grade}.
    """

    def __init__(self):
        reports = Report.objects.public().filter(restricted=True).order_by("id")
        rows = reports.annotate(root=Coalesce("origin__source_id", "source_id"), grade=grade_of_root())
        listed = set(Source.objects.listed().values_list("slug", flat=True))
        free = (slug for slug in map(STAND_IN.format, count(1)) if slug not in listed)
        slugs: dict[int, str] = {}
        self.of_report: dict[int, str] = {}
        self.grades: dict[str, str] = {}
        for number, root, grade in rows.values_list("pk", "root", "grade"):
            if root not in slugs:
                slugs[root] = next(free)
            self.of_report[number] = slugs[root]
            self.grades[slugs[root]] = grade

    def rows(self, table: Table) -> list[tuple]:
        """Return the public rows of a table in order, as tuples of the values of its columns."""
        rows = list(table.values(table.rows())) if table.report is None else list(self._masked(table))
        if table.model is Source and self.grades:
            # As the database sorts, byte by byte.
            rows = sorted([*rows, *self._sources(table)], key=lambda row: row[0].encode())
        return rows

    def _masked(self, table: Table):
        fields = [column.field or column.name for column in table.columns]
        paths = (table.of_report("pk"), table.of_report("restricted"), *(column.path for column in table.columns))
        for report, restricted, *values in table.rows().values_list(*paths):
            hidden = self._hidden(table, report) if restricted else {}
            yield tuple(hidden.get(name, value) for name, value in zip(fields, values, strict=True))

    def _hidden(self, table: Table, report: int) -> dict[str, Any]:
        """Return {field: value}; a report needs a source, and a title or an address."""
        needed = {"source": self.of_report[report], "title": RESTRICTED}
        return table.hidden | {name: value for name, value in needed.items() if name in table.hidden}

    def _sources(self, table: Table):
        for slug, grade in self.grades.items():
            known = {"slug": slug, "name": RESTRICTED, "kind": SourceKind.OTHER.value, "reliability": grade}
            values = known | {"reason": REASON}
            yield tuple(values.get(column.name, column.kind.empty) for column in table.columns)
