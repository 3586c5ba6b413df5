"""Rows of a record's page that a form may come without."""


class OptionalRows:
    """A formset that changes nothing where the form has no part for it, as one of a page that does not show it."""

    def __init__(self, data=None, files=None, *args, prefix=None, **kwargs):
        prefix = prefix or self.get_default_prefix()
        if data is not None and f"{prefix}-TOTAL_FORMS" not in data:
            data = data.copy()
            data.update({f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0})
        super().__init__(data, files, *args, prefix=prefix, **kwargs)
