"""Whether the places have changed, also where no version says so: boundaries that were loaded, rows written by hand."""

from districts.remembered import Remembered

_WRITTEN = "SELECT xmin::text::bigint AS written FROM {}"
_SHAPED = " UNION ALL ".join(_WRITTEN.format(table) for table in ("districts_province", "districts_district"))

# A row's `xmin` is the transaction that wrote it last, and transactions are numbered upwards.
PLACES = f"SELECT count(*) AS places, sum(written) AS placed FROM ({_SHAPED}) AS places"  # noqa: S608 – as above
SPELLINGS = (
    "SELECT count(*) AS spellings, sum(written) AS spelled "  # noqa: S608 – as above
    f"FROM ({_WRITTEN.format('districts_placename')}) AS spellings"
)

_places = Remembered(PLACES)


def places_version():
    """Return numbers that differ whenever a place, spellings left out, was added, changed or removed."""
    return _places()
