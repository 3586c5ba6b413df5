"""The values of properties for places that were reconciled before."""

from districts.reconcile.asking import Wanted


def extension(ids: list[str], wanted: list[Wanted]) -> dict:
    """Return {meta, rows}: the properties asked for, and {id: {property: [cell …]}}; an unknown id has no values.

    What several properties are read from is read once.
    """
    rows: dict[str, dict] = {code: {} for code in ids}
    read: dict[tuple, dict] = {}
    for each in wanted:
        source = (each.property.rows, *each.settings.items())
        if source not in read:
            read[source] = each.property.rows(list(rows), **each.settings)
        for code, row in rows.items():
            row[each.property.id] = each.property.cells(read[source].get(code))
    return {"meta": [each.property.meta() for each in wanted], "rows": rows}
