"""What a browser posts from the page of fast entry, and what it shows in answer."""

PAGE = "/admin/events/entry/"


def filled(*lines, action="draft", **overrides):
    """Return the form of a new report by the Associated Press of 22 June 2021; each line is {field: text}."""
    form = {
        "report-url": "https://apnews.com/imam-sahib-falls",
        "report-title": "District falls",
        "report-source": "AP",
        "report-published": "2021-06-22",
        "report-language": "en",
        "said-attribution": "district police chief",
        "lines-TOTAL_FORMS": len(lines),
        "lines-INITIAL_FORMS": 0,
        "action": action,
    }
    for number, line in enumerate(lines):
        form |= {f"lines-{number}-{name}": value for name, value in line.items()}
    return form | overrides


def fall(place="Imam Sahib", **overrides):
    """Return a line: the Taliban take a district."""
    return {"place": place, "kind": "captured", "controller": "taliban"} | overrides


def mistakes(response):
    """Return [(where, sentence)] that the page shows above the form."""
    assert response.status_code == 200, response.status_code
    return [(where, sentence) for _, where, sentence in response.context["mistakes"]]


def line_values(response, *names):
    """Return what the lines of the page hold in these fields, without the empty lines."""
    forms = [form for form in response.context["lines"].forms if form.is_filled]
    return [tuple(form[name].value() or "" for name in names) for form in forms]
