"""Whether the places have changed, also where no version says so: boundaries that were loaded, rows written by hand."""

from django.db import connection

_PLACES = """
    SELECT xmin::text::bigint AS written FROM districts_province
    UNION ALL SELECT xmin::text::bigint FROM districts_district
"""
_SPELLINGS = "UNION ALL SELECT xmin::text::bigint FROM districts_placename"
_QUERIES = {
    spellings: f"SELECT count(*), sum(written) FROM ({_PLACES} {also}) AS places"  # noqa: S608 – both parts stand above
    for spellings, also in ((True, _SPELLINGS), (False, ""))
}


def places_version(*, spellings=True):
    """Return numbers that differ whenever a place or, unless left out, a spelling was added, changed or removed.

    A row's `xmin` is the transaction that wrote it last, and transactions are numbered upwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[spellings])
        return cursor.fetchone()
