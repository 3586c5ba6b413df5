"""Make a line of values from each row of a sheet; what one row alone can have wrong is said on its column."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

import tablib
from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from districts.name_index import Place
from events.ingest.outcomes import Wrong
from events.ingest.spreadsheet.cells import Address, Clock, Day, Plain, Word, actor_words, flag
from events.ingest.spreadsheet.columns import COLUMNS, INDEPENDENT, NAMES, REQUIRED
from events.ingest.spreadsheet.reports import Reports
from events.ingest.spreadsheet.sheets import Sheet, SheetRow
from events.ingest.spreadsheet.sources import NamedSource
from events.models import Actor, Citation, EventKind, Report, Scope, Source, Stance
from events.pages.words import day

ALWAYS_CONTESTED = (EventKind.CONTESTED, EventKind.RELOCATED)
NEVER_CONTESTED = (EventKind.HELD, EventKind.ASSESSED, EventKind.ASSUMED)
LONGEST_ID = 100


@dataclass(slots=True, eq=False)
class Line:
    """The values of one row, named as its columns; `place` is the district that it names.

    `given` has the columns whose cells were not empty, `wrong` what is wrong with the others.
    """

    row: SheetRow
    cells: dict[str, str]
    report_url: str = ""
    report_title: str = ""
    source: Source | NamedSource | str | None = None
    published: datetime.date | None = None
    district: str = ""
    province: str = ""
    place: Place | None = None
    date: datetime.date | None = None
    date_earliest: datetime.date | None = None
    date_latest: datetime.date | None = None
    time: datetime.time | None = None
    kind: str = ""
    controller: Actor | None = None
    opponent: Actor | None = None
    contested: bool | None = None
    summary: str = ""
    voice: Actor | None = None
    stance: str = ""
    scope: str = ""
    attribution: str = ""
    claimed_date: datetime.date | None = None
    note: str = ""
    external_id: str = ""
    wrong: list[Wrong] = field(default_factory=list)

    def __str__(self):
        return f"row {self.number}"

    @property
    def number(self) -> int:
        """The row's number in the spreadsheet."""
        return self.row.number

    def gives(self, column: str) -> bool:
        """Return whether the cell of a column is not empty."""
        return bool(self.cells[column])

    def refuse(self, column: str, right: str) -> None:
        """Note that a cell is wrong and what would be right."""
        self.wrong.append(Wrong(column, self.cells[column], right))

    @property
    def what(self) -> str:
        """The row in a few words: as it is understood, or as it is written where it is not."""
        if self.wrong or not self.place:
            return ", ".join(filter(None, (self.cells[name] for name in ("district", "province", "date", "kind"))))
        words = EventKind(self.kind).label
        return f"{self.place.name}, {day(self.date)}: {words}, {self.controller.name} against {self.opponent.name}"


class LineResource(Resource):
    """Reads lines; it writes nothing: what a line becomes depends on the others and on the record."""

    class Meta:
        force_init_instance = True
        instance_loader_class = BaseInstanceLoader
        using_db = "default"
        use_transactions = False
        skip_diff = True

    def __init__(self, sheet: Sheet, mapping: dict[str, str], places, reports: Reports):
        super().__init__()
        self.sheet, self.mapping, self.places, self.reports = sheet, mapping, places, reports
        self.lines: list[Line] = []
        self.actors = list(Actor.objects.order_by("slug"))
        kinds = _kinds(sheet, self.actors)
        self.fields = {name: Field(attribute=name, column_name=name, widget=kinds[name]) for name in NAMES}
        self._in_order = list(self.fields.values())

    def dataset(self) -> tablib.Dataset:
        """Return the sheet's rows with our columns; a column that it has not is empty."""
        rows = tablib.Dataset(headers=NAMES)
        headers = [self.mapping.get(name) for name in NAMES]
        for row in self.sheet.rows:
            rows.append([row.cells[header] if header else "" for header in headers])
        return rows

    def before_import_row(self, row, *, row_number, **kwargs):
        self.row = self.sheet.rows[row_number - 1]

    def init_instance(self, row=None):
        self.lines.append(Line(self.row, row))
        return self.lines[-1]

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        headers = {theirs: ours for ours, theirs in self.mapping.items()}
        unread = {headers[theirs]: right for theirs, right in instance.row.wrong.items() if theirs in headers}
        said = {name: errors[0].message for name, errors in (import_validation_errors or {}).items()} | unread
        for name, right in said.items():
            instance.refuse(name, right)
        self._complete(instance, set(said))
        if instance.wrong:
            raise ValidationError({one.column: one.right for one in instance.wrong})

    def get_import_fields(self):
        # Asked twice a row; the library would put them in order each time.
        return self._in_order

    def save_instance(self, instance, is_create, row, **kwargs):
        pass

    def save_m2m(self, obj, row, **kwargs):
        pass

    def _complete(self, line: Line, bad: set[str]) -> None:
        """Fill what a row leaves to be understood and check what only its cells together can have wrong."""
        line.date_earliest, line.date_latest = line.date_earliest or line.date, line.date_latest or line.date
        if line.contested is None:
            line.contested = line.kind in ALWAYS_CONTESTED
        if not {"district", "province"} & bad:
            self._find_place(line)
        if not {"source", "report_url"} & bad:
            self._find_source(line)
        for column, right in _faults(line):
            if column not in bad:
                line.refuse(column, right)

    def _find_place(self, line: Line) -> None:
        found = self.places(line.district, line.province)
        line.place = found.district
        if not line.place:
            line.refuse("district", f"a district, by its code or in a spelling that means one. {found.explanation}")

    def _find_source(self, line: Line) -> None:
        found, right = self.reports.source_of(line.source, line.report_url)
        line.source = found
        if right:
            line.refuse("source", right)


def _kinds(sheet: Sheet, actors: list[Actor]) -> dict[str, Plain]:
    """Return {column: how its cells are read}."""
    needs = {column.name: {"required": column.name in REQUIRED, "example": column.example} for column in COLUMNS}
    lengths = {
        "report_url": Report._meta.get_field("url").max_length,
        "report_title": Report._meta.get_field("title").max_length,
        "source": Source._meta.get_field("name").max_length,
        "attribution": Citation._meta.get_field("attribution").max_length,
        "external_id": LONGEST_ID,
    }
    days = ("published", "date", "date_earliest", "date_latest", "claimed_date")
    return (
        {name: Plain(longest=lengths.get(name), **needs[name]) for name in NAMES}
        | {"report_url": Address(longest=lengths["report_url"], **needs["report_url"])}
        | {name: Day(from_1904=sheet.from_1904, **needs[name]) for name in days}
        | {"time": Clock(**needs["time"]), "contested": flag(**needs["contested"])}
        | _words(needs, actors)
    )


def _words(needs: dict[str, dict], actors: list[Actor]) -> dict[str, Word]:
    """Return {column: how its cells are read} for the columns that hold one of some words."""
    parties = [actor for actor in actors if actor.is_party]
    sides = {"words": actor_words(parties), "shown": ", ".join(actor.slug for actor in parties)}
    heard = ", ".join([INDEPENDENT, *(actor.slug for actor in actors)])
    choices = {"kind": (EventKind, None), "stance": (Stance, Stance.ASSERTS), "scope": (Scope, Scope.DISTRICT)}
    return (
        {name: Word(**sides, **needs[name]) for name in ("controller", "opponent")}
        | {"voice": Word(actor_words(actors, independent=True), shown=heard, **needs["voice"])}
        | {
            name: Word(_both(each), shown=", ".join(each.values), default=default and default.value, **needs[name])
            for name, (each, default) in choices.items()
        }
    )


def _both(choices) -> dict[str, str]:
    """Return {word: value} for choices by their values and by their labels."""
    return {word: value for value, label in choices.choices for word in (value, str(label))}


def _faults(line: Line) -> Iterator[tuple[str, str]]:
    """Yield (column, what would be right) for cells that contradict one another."""
    if not (line.gives("report_url") or line.gives("report_title")):
        yield "report_url", "the report's address; or else its title."
    if line.date and line.date_earliest > line.date:
        yield "date_earliest", f"a day not after {line.date}, the best day."
    if line.date and line.date_latest < line.date:
        yield "date_latest", f"a day not before {line.date}, the best day."
    if line.controller and line.controller == line.opponent:
        yield "opponent", f"the other side: {line.controller.slug} is the controller."
    if line.kind in ALWAYS_CONTESTED and not line.contested:
        yield "contested", f"yes, or empty: an event of the kind {line.kind} is contested."
    if line.kind in NEVER_CONTESTED and line.contested:
        yield "contested", f"no, or empty: an event of the kind {line.kind} is not contested."
    if line.date_earliest and line.published and (line.date_earliest - line.published).days > 1:
        yield (
            "published",
            f"a day not before {line.date_earliest - datetime.timedelta(days=1)}: no report is older than the eve of "
            "what it is about.",
        )


def read_lines(sheet: Sheet, mapping: dict[str, str], places, reports: Reports) -> list[Line]:
    """Return a line for each row of a sheet, in their order; a line that is wrong says what.

    `places` takes a district's and a province's name and returns a `Found`. A fault of ours is raised as it is.
    """
    resource = LineResource(sheet, mapping, places, reports)
    result = resource.import_data(resource.dataset())
    for error in [*result.base_errors, *(one for row in result.error_rows for one in row.errors)]:
        raise error.error
    return resource.lines
