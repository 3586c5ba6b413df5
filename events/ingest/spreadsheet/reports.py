"""Which report a row cites: one of the record, found by any form of its address or by its title, or a new one."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from events.ingest.folding import fold
from events.ingest.spreadsheet.sources import NamedSource, Sources
from events.models import Report, Source
from events.models.numbering import code_of
from events.pages.words import day

_FACTS = ("source_id", "url", "title", "published", "origin_id")


@dataclass(eq=False)
class CitedReport:
    """A report that rows cite: `number` is its key, None for a new one, and `row` the first row that cites it."""

    source: Source | NamedSource
    published: datetime.date
    number: int | None = None
    url: str = ""
    title: str = ""
    origin: int | None = None
    row: int = 0

    @property
    def code(self) -> str:
        """Its public id; nothing for a new one."""
        return code_of(self.number, "R")


class Reports:
    """The reports of the record as they are and ever were, and those that a sheet adds."""

    def __init__(self, sources: Sources):
        self.sources = sources
        self.new: list[CitedReport] = []
        self._made: dict[tuple, CitedReport] = {}
        self._known = {
            number: CitedReport(sources.by_number[source], published, number, url, title, origin)
            for number, source, url, title, published, origin in Report.objects.values_list("pk", *_FACTS)
        }
        self._folded: dict[str, str] = {}

    @cached_property
    def _at(self) -> dict[str, dict[int, None]]:
        """The numbers of the reports that have, or once had, each folded address."""
        found = defaultdict(dict)
        addresses = [(report.number, report.url) for report in self._known.values() if report.url]
        changed = _versions().exclude(url="").values_list("pgh_obj_id", "url").distinct()
        for number, url in [*addresses, *changed]:
            if number in self._known:
                found[self._fold(url)][number] = None
        return found

    @cached_property
    def _titled(self) -> dict[tuple, int]:
        """The numbers of the reports by source, title and day of publication, as they are or once were."""
        rows = _versions().exclude(title="").values_list("pgh_obj_id", "source_id", "title", "published").distinct()
        found = {tuple(facts): number for number, *facts in rows if number in self._known}
        return found | {
            (report.source.pk, report.title, report.published): report.number for report in self._known.values()
        }

    def source_of(self, name: str, address: str) -> tuple[Source | NamedSource | None, str]:
        """Return the source that a row means, and what would be right where there is none."""
        known = {self._known[number].source for number in self._numbers(address)} if address and not name else set()
        return (known.pop(), "") if len(known) == 1 else self.sources.find(name, address)

    def cited(self, line) -> CitedReport | None:
        """Return the report that a line cites, a new one where the record has none; None where the line is wrong."""
        known = self._of_record(line)
        if known or line.wrong:
            return known
        key = (line.source, self._fold(line.report_url) if line.report_url else (line.report_title, line.published))
        made = self._made.get(key)
        if made is None:
            made = CitedReport(line.source, line.published, None, line.report_url, line.report_title, row=line.number)
            self._made[key] = made
            self.new.append(made)
        _agree(line, made)
        return None if line.wrong else made

    def _of_record(self, line) -> CitedReport | None:
        """Return the report of the record that a line cites, None where there is none; refuse another source's."""
        if not line.report_url:
            number = self._titled.get((getattr(line.source, "pk", None), line.report_title, line.published))
            return self._known.get(number)
        at = [self._known[number] for number in self._numbers(line.report_url)]
        ours = next((report for report in at if report.source == line.source), None)
        if at and not ours:
            line.refuse("source", f"{at[0].source.slug}: {at[0].code}, at this address, is of {at[0].source.name}.")
        return ours

    def _numbers(self, address: str) -> list[int]:
        return list(self._at.get(self._fold(address), ()))

    def _fold(self, address: str) -> str:
        if address not in self._folded:
            self._folded[address] = fold(address)
        return self._folded[address]

    def original(self, report: CitedReport) -> CitedReport:
        """Return the report that a report repeats, or itself."""
        return self._known.get(report.origin, report)


def _versions():
    return Report.versions.rel.related_model.objects


def _agree(line, made: CitedReport) -> None:
    """Refuse a row that says of a new report what an earlier row does not."""
    if line.published != made.published:
        line.refuse("published", f"{day(made.published)}, as in row {made.row}: both cite the same report.")
    if line.report_title and made.title and line.report_title != made.title:
        line.refuse("report_title", f"“{made.title}”, as in row {made.row}: both cite the same report.")
    made.title = made.title or line.report_title
