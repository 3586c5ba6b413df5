"""Forms as their pages would post them."""


def posted_by(response):
    """Return what the forms of an admin page would send, unchanged."""
    form = response.context["adminform"].form
    inlines = [inline.formset for inline in response.context["inline_admin_formsets"]]
    parts = [form, *(part for inline in inlines for part in [inline.management_form, *inline.forms])]
    data = {}
    for field in (field for part in parts for field in part):
        data[field.html_name] = _posted(field.value())
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = _posted(field.value())
    return {name: value for name, value in data.items() if value is not False}


def _posted(value):
    if value is None:
        return ""
    return ",".join(value) if isinstance(value, list) else value
