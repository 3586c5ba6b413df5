"""Parquet: columns with their types, read by pandas, R, DuckDB and QGIS."""

import datetime
from collections.abc import Iterable
from itertools import islice

import pyarrow as pa
from pyarrow import parquet

from districts.api.columns import Column, flat, text

MEDIA_TYPE = "application/vnd.apache.parquet"
ROWS_AT_ONCE = 10_000

_TYPES = {
    "string": pa.string(),
    "list": pa.list_(pa.string()),
    "object": pa.string(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
}


def write(file, table: tuple[Column, ...], rows: Iterable) -> None:
    """Write rows into a binary file, ROWS_AT_ONCE of them held at a time; each column carries its description."""
    schema = pa.schema(
        [
            pa.field(column.name, _TYPES[column.type], column.nullable, {"description": column.description})
            for column in table
        ]
    )
    waiting = iter(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(waiting, ROWS_AT_ONCE)):
            values = zip(*(flat(table, row) for row in batch), strict=True)
            arrays = [
                pa.array([_value(column, value) for value in of_column], _TYPES[column.type])
                for column, of_column in zip(table, values, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _value(column, value):
    if column.type == "object":
        return None if value is None else text(value)
    if isinstance(value, str) and column.type == "date":
        return datetime.date.fromisoformat(value)
    if isinstance(value, str) and column.type == "datetime":
        return datetime.datetime.fromisoformat(value)
    return value
