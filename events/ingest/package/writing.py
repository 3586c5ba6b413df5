"""Write a package's rows: new ones are added, changed ones updated, all others left alone."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Model

from districts.cells import draw_cells
from districts.models import Country, PlaceName
from events.control.perspectives import set_sides
from events.control.recording import Recording
from events.export.columns import Column
from events.export.table import Table, public_records
from events.export.tables import TABLES
from events.ingest.package.contents import DESCRIPTOR, Contents
from events.ingest.package.held import Held
from events.ingest.package.rows import Rows
from events.ingest.problems import PackageRefusedError, Problem
from events.models import CasualtyClaim, Citation, ControlEvent

SPELLINGS = {"provinces": ("province_names", "province_id"), "districts": ("names", "district_id")}

STATEMENTS = {"citations": Citation, "casualties": CasualtyClaim}


@dataclass
class Written:
    """The row numbers of a table that were added, changed and removed, and how many rows the package has."""

    rows: int = 0
    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


def write(rows: Rows, contents: Contents, record: Recording) -> dict[str, Written]:
    """Write what differs and tell the record what it touches; return {table: Written}."""
    held = Held(rows)
    written = {table.name: _compare(table, rows, held) for table in TABLES}
    for name in _statements(contents):
        written[name].removed = _absent(name, rows)
    _touch(written, record)
    redraw = _write_country(contents, record)
    for table in TABLES:
        _write(table, rows, written[table.name])
    _set_sides(contents, record)
    for name, model in _statements(contents).items():
        model.objects.filter(pk__in=written[name].removed).delete()
    _touch(written, record)
    if redraw or any(written[name].added or written[name].changed for name in ("provinces", "districts")):
        draw_cells()
    _note(written, record)
    return written


def _compare(table: Table, rows: Rows, held: Held) -> Written:
    """Return which rows of a table are not in the database, and which are different there."""
    instances = {row.instance.pk: row.instance for row in rows.sound[table.name]}
    attributes = [column.attribute for column in _columns(table, rows)]
    stored = {
        number: values
        for number, *values in table.model._base_manager.filter(pk__in=instances).values_list("pk", *attributes)
    }
    found = Written(rows=len(instances))
    for number, instance in instances.items():
        if number not in stored:
            found.added += [number] if held.needs(table, instance) else []
        elif held.keeps(table, instance):
            continue
        elif stored[number] != [getattr(instance, attribute) for attribute in attributes]:
            found.changed.append(number)
    return found


def _columns(table: Table, rows: Rows) -> list[Column]:
    """Return the columns that the package has of a table."""
    return rows.sound[table.name][0].columns if rows.sound[table.name] else []


def _statements(contents: Contents) -> dict[str, type[Model]]:
    """Return {table: model} of what belongs to an event and that the package has a table of."""
    return {name: model for name, model in STATEMENTS.items() if name not in contents.left_out}


def _absent(name: str, rows: Rows) -> list[int]:
    """Return the citations or losses that the database has of the package's events and the package has not."""
    events = [row.instance.pk for row in rows.sound["events"]]
    kept = [row.instance.pk for row in rows.sound[name]]
    found = STATEMENTS[name].objects.filter(event__in=events).exclude(pk__in=kept)
    return list(found.values_list("pk", flat=True))


def _touch(written: dict[str, Written], record: Recording) -> None:
    """Touch the districts of what changes; called before and after, since a row may leave a district or an event."""
    events = written["events"]
    record.touch_events(ControlEvent.objects.filter(pk__in=events.added + events.changed))
    for name, model in STATEMENTS.items():
        said = model.objects.filter(pk__in=written[name].added + written[name].changed + written[name].removed)
        record.touch(*said.values_list("event__district_id", flat=True))
    changed = {name: written[name].changed for name in ("reports", "sources", "actors")}
    if any(changed.values()):
        record.touch_events(ControlEvent.objects.resting_on(**changed))


def _write_country(contents: Contents, record: Recording) -> bool:
    """Write the country, its outline and the package's metadata; return whether the outline is another one."""
    name = contents.outline["features"][0]["properties"]["name"]
    country = Country.objects.first() or Country()
    before = (country.name, country.outline, country.descriptor)
    if before == (name, contents.outline, contents.metadata):
        return False
    country.name, country.outline, country.descriptor = name, contents.outline, contents.metadata
    record.note("package", contents.metadata["name"], contents.metadata, created=country.pk is None)
    country.save()
    return before[1] != contents.outline


def _set_sides(contents: Contents, record: Recording) -> None:
    """Give the sides that the package names their own versions; a package that names none changes nothing."""
    sides = contents.metadata.get("marz", {}).get("sides")
    if sides is None:
        return
    try:
        set_sides(sides, record)
    except ValueError as error:
        raise PackageRefusedError([Problem(DESCRIPTOR, str(error))]) from error


def _write(table: Table, rows: Rows, written: Written) -> None:
    instances = {row.instance.pk: row.instance for row in rows.sound[table.name]}
    fields = [column.field or column.name for column in _columns(table, rows) if column.attribute != "id"]
    if written.changed:
        changed = [instances[number] for number in written.changed]
        table.model._base_manager.bulk_update(changed, fields, batch_size=500)
    if written.added:
        table.model._base_manager.bulk_create([instances[number] for number in written.added], batch_size=1000)
        _move_sequence(table.model)


def _move_sequence(model: type[Model]) -> None:
    """Let the next row that the database numbers itself come after those numbered here; a number is never reused."""
    table, column = connection.ops.quote_name(model._meta.db_table), model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(sequence, GREATEST(nextval(sequence), last)) FROM"  # noqa: S608
            f" (SELECT pg_get_serial_sequence(%s, %s)::regclass AS sequence, MAX({column}) AS last FROM {table})"
            " AS numbers",
            [model._meta.db_table, column],
        )


def _note(written: dict[str, Written], record: Recording) -> None:
    """Log the public objects other than events; a new spelling is logged as a change of its place."""
    for table in TABLES:
        if table.log:
            added = set(written[table.name].added)
            changed = written[table.name].changed + _respelled(table.name, written)
            for number, snapshot in public_records(table, [*added, *changed]).items():
                record.note(table.log, snapshot[table.key[0]], snapshot, created=number in added)


def _respelled(name: str, written: dict[str, Written]) -> list[int]:
    if name not in SPELLINGS:
        return []
    spellings, place = SPELLINGS[name]
    numbers = written[spellings].added + written[spellings].changed
    return list(PlaceName.objects.filter(pk__in=numbers).values_list(place, flat=True).distinct())
