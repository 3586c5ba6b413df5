"""Hold rows that are not in the database yet against the constraints of their model, a query a constraint."""

import json
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import CheckConstraint, ForeignKey, JSONField, Model, Q, QuerySet, UniqueConstraint

from events.export.table import Table
from events.ingest.package.rows import Row, Rows


def check_model(rows: Rows, table: Table) -> None:
    """Refuse the rows that a field, the model's `clean` or a constraint would; keep the others."""
    rows.keep(table, [row for row in rows.sound[table.name] if _is_clean(rows, row)])
    candidates = as_stored([row.instance for row in rows.sound[table.name]])
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, CheckConstraint):
            _check(rows, table, constraint, candidates)
    for fields, condition, message in _uniques(table):
        _check_unique(rows, table, fields, condition, message, candidates)


def _is_clean(rows: Rows, row: Row) -> bool:
    """Ask the fields and `clean`, which know their row alone; who is referred to is checked already."""
    given = {column.attribute for column in row.table.columns}
    left_out = [field.name for field in row.table.model._meta.fields if field.attname not in given or _refers(field)]
    errors = {}
    for validate in (lambda: row.instance.clean_fields(exclude=left_out), row.instance.clean):
        try:
            validate()
        except ValidationError as error:
            errors |= error.message_dict
    for field, messages in errors.items():
        rows.refuse(row, _column(row.table, field), " ".join(messages))
    return not errors


def _refers(field) -> bool:
    return isinstance(field, ForeignKey)


def _column(table: Table, field: str) -> str:
    column = table.column_of(field)
    return column.name if column else table.key[-1]


def _check(rows: Rows, table: Table, constraint: CheckConstraint, candidates: str) -> None:
    sound = rows.sound[table.name]
    queryset = table.model._base_manager.exclude(constraint.condition).values_list("pk")
    broken = {number for (number,) in among(candidates, queryset)}
    column = _column(table, _first_field(constraint.condition))
    for row in sound:
        if row.instance.pk in broken:
            rows.refuse(row, column, str(constraint.violation_error_message))
    rows.keep(table, [row for row in sound if row.instance.pk not in broken])


def _first_field(condition: Q) -> str:
    first = condition.children[0]
    return _first_field(first) if isinstance(first, Q) else first[0].split("__")[0]


def as_stored(instances: list[Model]) -> str:
    """Return instances of a model as the JSON that `among` asks about."""
    return json.dumps([_as_stored(instance) for instance in instances], cls=DjangoJSONEncoder)


def among(candidates: str, queryset: QuerySet) -> list[tuple]:
    """Return what a queryset of a model would give if its table held these rows and nothing else.

    The queryset may only ask about fields of the model itself.
    """
    table = connection.ops.quote_name(queryset.model._meta.db_table)
    question, parameters = queryset.order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        # A name that a WITH clause gives stands before the table of that name.
        stand_in = f"WITH {table} AS (SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb))"  # noqa: S608
        cursor.execute(f"{stand_in} {question}", [candidates, *parameters])
        return cursor.fetchall()


def _as_stored(instance: Model) -> dict:
    fields = (
        field for field in instance._meta.concrete_fields if not (field.generated or isinstance(field, JSONField))
    )
    return {field.column: getattr(instance, field.attname) for field in fields}


def _uniques(table: Table):
    """Yield (fields, condition, message) of what may not repeat, but for the key, which is checked already."""
    keys = {table.column(name).field or name for name in table.key}
    for field in table.model._meta.fields:
        if field.unique and not field.primary_key and field.name not in keys:
            yield [field.name], Q(**{f"{field.name}__isnull": False}), "A value that no other row has."
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and not keys.issuperset(constraint.fields):
            yield constraint.fields, constraint.condition or Q(), str(constraint.violation_error_message)


def _check_unique(rows: Rows, table: Table, fields, condition: Q, message: str, candidates: str) -> None:
    """Refuse rows that repeat another one, be it of the package or one that only the database has."""
    sound = {row.instance.pk: row for row in rows.sound[table.name]}
    queryset = table.model._base_manager.filter(condition).values_list(
        *(_attribute(table, name) for name in fields), "pk"
    )
    first = {tuple(values): None for *values, _ in queryset.exclude(pk__in=sound)}
    repeats = defaultdict(str)
    for *values, number in sorted(among(candidates, queryset), key=_last):
        values = tuple(values)
        if number in sound and values in first:
            where = f"row {first[values].line} is the same." if first[values] else "The record has it already."
            repeats[number] = f"{message} {where[0].upper()}{where[1:]}"
        else:
            first[values] = sound.get(number)
    for number, right in repeats.items():
        rows.refuse(sound[number], _column(table, fields[-1]), right)
    rows.keep(table, [row for number, row in sound.items() if number not in repeats])


def _attribute(table: Table, name: str) -> str:
    return table.model._meta.get_field(name).attname


def _last(values: tuple):
    return values[-1]
