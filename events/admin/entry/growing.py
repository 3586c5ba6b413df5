"""Lines that a page grows or loses between two answers: added, removed, pasted, or all of a province.

Works on what was posted, so that whatever was typed comes back as it was.
"""

import re

from django.http import QueryDict

from events.admin.entry.line_form import LineForm
from events.admin.entry.line_formset import EMPTY, MOST
from events.admin.entry.places import PlaceReader, districts_of
from events.pages.words import counted

PREFIX = "lines"
_MARKS = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_ANEW = ("choice", "asked", "cite", "anyway", "warned", "DELETE")


def grown(data: QueryDict, *, more: bool) -> tuple[QueryDict, list[str]]:
    """Return what was posted with its lines grown, and a sentence for each thing that was done to them.

    `more` adds empty lines. Where nothing was asked for, the answer is the same data and no sentence.
    """
    lines, notes = _read(data), []
    kept = [line for line in lines if not line.get("DELETE")]
    kept, expanded = _expanded(kept, notes)
    pasted, rest = _pasted(data.get("paste", ""), MOST - len([line for line in kept if _is_typed(line)]), notes)
    if not (more or expanded or pasted or notes):
        return data, []
    if pasted:
        kept = [line for line in kept if _is_typed(line)]
    return _written(data, [*kept, *pasted], rest, EMPTY if more else 1), notes


def _read(data):
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = min(int(total), MOST) if total.isdecimal() and len(total) < 6 else 0
    names = [*LineForm.base_fields, "DELETE"]
    return [
        {name: data[key] for name in names if (key := f"{PREFIX}-{number}-{name}") in data} for number in range(count)
    ]


def _is_typed(line):
    return any(line.get(name, "").strip() for name in LineForm.TYPED)


def _expanded(lines, notes):
    """Return the lines with those of a whole province as one line a district, and whether there were any."""
    places, found, done = PlaceReader(), [], False
    for line in lines:
        text = line.get("place", "")
        chosen = line.get("choice", "") if line.get("asked") == text else ""
        province = places.read(text, chosen=chosen).province if text else ""
        theirs = _of_province(province, line, places) if province else [line]
        if province and len(lines) + len(found) + len(theirs) > MOST:
            notes.append(f"All of a province is too much here: a page takes {MOST} lines. Save these first.")
            theirs = [line]
        elif province:
            done = True
            notes.append(
                f"All of {places.index.places[province].name}: {counted(len(theirs), 'line')}, each marked as claimed "
                "of the whole province. Look at them, remove those that were not meant, and save."
            )
        found += theirs
    return found, done


def _of_province(province, line, places):
    """Return a line for each district of a province, marked as a claim about all of it."""
    kept = {name: value for name, value in line.items() if name not in _ANEW}
    return [
        kept | {"place": (name := places.name(code)), "choice": code, "asked": name, "bulk": "on"}
        for code in districts_of(province)
    ]


def _pasted(text, room, notes):
    """Return the lines of a pasted text, and the text that is left where there is no room for them."""
    places = [_MARKS.sub("", row).strip().rstrip(".;,")[:200] for row in text.replace("\x00", "").splitlines()]
    places = [place for place in places if place]
    if len(places) > room:
        notes.append(
            f"{counted(len(places), 'line')} were pasted: a page takes {MOST}. Paste fewer, or save these first."
        )
        return [], text
    if places:
        notes.append(f"{counted(len(places), 'line')} made of the pasted text: look at them and save.")
    return [{"place": place} for place in places], ""


def _written(data, lines, paste, empty):
    written = data.copy()
    for key in [key for key in written if key.startswith(f"{PREFIX}-")]:
        del written[key]
    written["paste"] = paste
    written[f"{PREFIX}-TOTAL_FORMS"] = min(len(lines) + empty, MOST)
    written[f"{PREFIX}-INITIAL_FORMS"] = "0"
    for number, line in enumerate(lines):
        for name, value in line.items():
            written[f"{PREFIX}-{number}-{name}"] = value
    return written
