"""The history of what the record holds, written by triggers of the database, so that no write avoids it."""

import pghistory


def tracked(name: str, *, exclude: tuple[str, ...] = ()):
    """Return a decorator of a model that keeps each row as it was added, changed and deleted, in a model `name`.

    A version holds the row after an addition or a change, and the row before a deletion. Versions are never
    rewritten, and outlive the rows that they are of. `exclude` names fields that are left out.
    """
    return pghistory.track(
        pghistory.InsertEvent("added"),
        pghistory.UpdateEvent("changed"),
        pghistory.DeleteEvent("deleted"),
        model_name=name,
        exclude=list(exclude),
        append_only=True,
        obj_field=pghistory.ObjForeignKey(related_name="versions", related_query_name="version_row"),
        meta={"ordering": ["pgh_id"]},
    )
