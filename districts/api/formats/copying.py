"""CSV that PostgreSQL writes: `COPY (…) TO STDOUT` of the columns of a serializer, passed on as it comes."""

from collections.abc import Iterator

from django.db import connections

from districts.api.columns import Column, columns
from districts.api.formats.csv_text import CHUNK, head
from districts.api.rows import selected

_PLAIN = "{0}::text"
# As `text` in `districts.api.columns` and `guard` write them.
_WRITTEN = {
    "datetime": "replace(to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '.000000', '') || 'Z'",
    "list": "array_to_string({0}, '; ')",
}
_GUARDED = "CASE WHEN {0} ~ '^''*[=+\\-@\\t]' THEN '''' || {0} ELSE {0} END"


def chunks(serializer_class, queryset, *, tags: bool = False) -> Iterator[bytes]:
    """Yield the table of a queryset, the same bytes as `csv_text.chunks` would make of its rows.

    Neither the rows nor the text are ever held whole: memory stays the same however many there are.
    """
    table = columns(serializer_class)
    sql, params = selected(serializer_class, queryset)
    cells = ", ".join(_written(column, f"c{number}") for number, column in enumerate(table, 1))
    statement = f"COPY (SELECT {cells} FROM ({sql}) AS cells) TO STDOUT WITH (FORMAT csv)"  # noqa: S608
    yield head(table, tags=tags).encode()
    with connections[queryset.db].cursor() as cursor, cursor.copy(statement, params) as copied:
        held = bytearray()
        for data in copied:
            held += data
            if len(held) >= CHUNK:
                yield bytes(held)
                held.clear()
        yield bytes(held)


def _written(column: Column, cell: str) -> str:
    """Return the SQL of a column's text; an empty text is written as null is, without quotes."""
    written = _WRITTEN.get(column.type, _PLAIN).format(cell)
    if column.type not in ("string", "list") or column.codes:
        return written
    return f"NULLIF({_GUARDED.format(written)}, '')"
