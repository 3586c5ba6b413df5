"""What the page of entry shows of its forms: the mistakes in order, and each line read back in words."""

from events.admin.entry.evidence import published_among
from events.admin.entry.line_form import BULK
from events.admin.entry.weighing import digest, is_settled
from events.admin.event_forms import link_to
from events.models import ControlEvent, Scope, Source, Stance
from events.pages.words import days_text, headline
from events.roles import why_not


def context_of(user, report, said, lines, evidence, *, asked):
    """Return the context of the page; `asked` tells whether mistakes are shown, or the lines are still being made."""
    if not asked:
        _quieten([report, said, *lines.forms])
    rows = rows_of(lines)
    return {
        "report": report,
        "known": report.known and {"report": report.known, "link": link_to(report.known)},
        "said": said,
        "lines": lines,
        "rows": rows,
        "evidence": evidence,
        "published": published_in(rows),
        "bulk": BULK,
        "mistakes": _mistakes(report, said, lines, evidence) if asked else [],
        "sources": Source.objects.order_by("name").values_list("name", flat=True),
        "may_publish": not why_not(user, "publish"),
    }


def _quieten(forms):
    """Take back what is wrong with fields that nobody has asked to save yet, but for districts that are not clear."""
    for form in forms:
        for name in [name for name in form.errors if name != "place"] if form.is_bound else ():
            del form.errors[name]


def rows_of(lines):
    """Return a row a line: its form, its number, its choices, its doubts and what it comes to."""
    filled = lines.filled if lines.is_bound else []
    names = lines.sides.actors
    return [
        {
            "form": form,
            "number": number,
            "choices": _choices(form) if form in filled else (),
            "chosen": form["choice"].value() or "",
            "doubts": form.doubts,
            "cites": _cites(form),
            "digest": digest(form.doubts),
            "is_open": form.has_more,
            "is_settled": form in filled and form.is_valid() and is_settled(form),
            "words": _read_back(form, lines.places, names) if form in filled else "",
        }
        for number, form in enumerate(lines.forms, start=1)
    ]


def published_in(rows):
    """Return the ids of the published events among those that the rows may cite."""
    return published_among({code for row in rows for code in row["cites"]})


def _choices(form):
    """Return the places to choose from, where the text means several or one was chosen."""
    chosen = form["choice"].value()
    return form.meant.choices if not form.code or (chosen == form.code and not form["bulk"].value()) else ()


def _cites(form):
    """Return the ids of the events that the line may be a citation of instead, each once."""
    codes = [f"E{doubt.event:04d}" for doubt in form.doubts if doubt.event]
    if form.cite:
        codes.append(form.cite.code)
    return list(dict.fromkeys(codes))


def _read_back(form, places, actors):
    """Return a line in words: what was understood of it; "" while that is not whole."""
    facts = form.facts
    if not form.code:
        return ""
    place = f"{places.name(form.code)} ({form.code})"
    if not all(facts.get(name) for name in ("kind", "controller", "opponent", "date_earliest", "date_latest")):
        return f"{place}."
    sides = {name: actors[facts[name]] for name in ("controller", "opponent")}
    what = headline(ControlEvent(kind=facts["kind"], **sides))
    return f"{place}, {days_text(facts['date_earliest'], facts['date_latest'])}: {what}. {_who(form.said, actors)}"


def _who(said, actors):
    """Return who says so in words: Denied by Afghan government, “spokesman Aman”, of its province."""
    voice = actors[said["voice"]].name if said["voice"] in actors else said["voice"] or "the source itself"
    quoted = f", “{said['attribution']}”" if said["attribution"] else ""
    scope = "" if said["scope"] == Scope.DISTRICT else f", of {Scope(said['scope']).label}"
    return f"{'Denied' if said['stance'] == Stance.DENIES else 'Said'} by {voice}{quoted}{scope}."


def _mistakes(report, said, lines, evidence):
    """Return [(id of the field, where, sentence)] in the order of the page."""
    found = [*mistakes_in(report, "Report"), *mistakes_in(said, "Who says so")]
    found += [("entry-lines", "Lines", sentence) for sentence in (lines.non_form_errors() if lines.is_bound else ())]
    for number, form in enumerate(lines.forms if lines.is_bound else (), start=1):
        found += mistakes_in(form, f"Line {number}")
        if form.doubts and not form.non_field_errors() and not is_settled(form):
            found += [(f"{form.prefix}-doubts", f"Line {number}", doubt.sentence) for doubt in form.doubts]
    return [*found, *mistakes_in(evidence, "New evidence")]


def mistakes_in(form, where):
    """Yield (id of the field, where it is, sentence) for each mistake of a form."""
    for name, sentences in form.errors.items():
        bound = form[name] if name in form.fields else None
        target = bound.id_for_label if bound and not bound.is_hidden else f"{form.prefix}-head"
        for sentence in sentences:
            yield target, f"{where}, {bound.label}" if bound and not bound.is_hidden else where, sentence
