"""Forms as their pages would post them."""


def posted_by(response):
    """Return what the forms of an admin page would send, unchanged."""
    form = response.context["adminform"].form
    inline = response.context["inline_admin_formsets"][0].formset
    data = {}
    for field in (field for each in [form, inline.management_form, *inline.forms] for field in each):
        data[field.html_name] = _posted(field.value())
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = _posted(field.value())
    return {name: value for name, value in data.items() if value is not False}


def _posted(value):
    if value is None:
        return ""
    return ",".join(value) if isinstance(value, list) else value
