"""What is doubtful about the lines, and whether the analyst has seen it and saves them nevertheless."""

import hashlib

from events.admin.entry.line_form import LineForm
from events.control.surroundings import doubts_about


def weigh(forms: list[LineForm], *, published) -> bool:
    """Note on each valid line its doubts; return whether all of them are settled.

    A line's doubts are settled when it cites another event instead, or is saved anyway with these very doubts shown.
    """
    fresh = [form for form in forms if not form.cite]
    found = doubts_about([form.happening(published) for form in fresh], in_turn=True)
    for form, doubts in zip(fresh, found, strict=True):
        form.doubts = doubts
    return all(is_settled(form) for form in forms)


def is_settled(form: LineForm) -> bool:
    """Return whether nothing is doubtful about a line, or what is was seen."""
    seen = form.cleaned_data.get("anyway") and form.cleaned_data.get("warned") == digest(form.doubts)
    return bool(form.cite or not form.doubts or seen)


def digest(doubts) -> str:
    """Return a short text that changes with the doubts; a tick holds for those that were shown with it."""
    said = "\n".join(doubt.sentence for doubt in doubts)
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""
