"""Take a record back to what it said at a moment of its history: a correction, never a rewriting of the history."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey

from events.control.history import PARTS, instant_of, version_model, versions_of
from events.control.merging import survivor_of
from events.control.values import Reader, fields_of
from events.models import Citation, ControlEvent, Status

# What a restored record keeps as it is: its state in the desk's life, and what follows from other rows.
KEPT = ("status", "standing", "author", "merged_into", "review_note", "public", "slug", "code")


@dataclass(slots=True)
class Restoration:
    """What taking a record back would do, and why it cannot be done ("" = it can).

    `facts` are {field: value}; `drop`, `change` and `add` rows of its parts, with the versions that they become.
    A row of `change` may stand with the event that a merge gave it to: it is taken back from there.
    """

    facts: dict = field(default_factory=dict)
    again: bool = False
    drop: list = field(default_factory=list)
    change: list = field(default_factory=list)
    add: list = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    problem: str = ""


def restoration(obj, key: int) -> Restoration:
    """Return what it takes to restore a record to a moment, by the moment's key."""
    try:
        moment = instant_of(key)
    except OverflowError:
        return Restoration(problem="There is no such moment in its history.")
    chains = versions_of(obj)
    then = _at(chains[0][2], moment)
    if then is None:
        return Restoration(problem="It was not in the record at that moment.")
    found = Restoration(again=_counts_again(obj, then))
    reader = Reader([*chains, (type(obj), None, [obj])])
    _take_facts(found, obj, then, reader)
    if isinstance(obj, ControlEvent):
        for model, name in PARTS[ControlEvent]:
            _take_parts(
                found, obj, (model, name), [chain for part, _, chain in chains if part is model], moment, reader
            )
        _refuse_uncited(found, obj)
        _refuse_stripped(found, obj)
    found.problem = found.problem or _missing(found, obj)
    if not (found.sentences or found.problem):
        found.problem = "Nothing would change: this is what it says now."
    return found


def restore(*, obj, plan: Restoration) -> list[str]:
    """Write a restoration and return the names of the record's own fields that it changed.

    Raises ValidationError where the plan has a problem or the record would break a rule; IntegrityError where the
    database refuses it. It runs inside `recording()`, whose caller touches what follows from the record.
    """
    if plan.problem:
        raise ValidationError(plan.problem)
    for row in plan.drop:
        row.delete()
    for row, version in plan.change:
        _fill(row, version).save()
    for model, version in plan.add:
        row = _fill(model(), version)
        row.pk = None if model.objects.filter(pk=version.pgh_obj_id).exists() else version.pgh_obj_id
        row.full_clean(exclude=["id"])
        row.save(force_insert=True)
    for name, value in plan.facts.items():
        setattr(obj, obj._meta.get_field(name).attname, value)
    if plan.again:
        obj.status, obj.merged_into = Status.PUBLISHED, None
    obj.full_clean()
    obj.save()
    return list(plan.facts)


def _at(chain, moment):
    """Return the version of a row that stood at a moment, None where there was none."""
    last = next((row for row in reversed(chain) if row.pgh_created_at <= moment), None)
    return None if last is None or last.pgh_label == "deleted" else last


def _counts_again(obj, then):
    return isinstance(obj, ControlEvent) and obj.status == Status.RETRACTED and then.status == Status.PUBLISHED


def _take_facts(found, obj, then, reader):
    model = type(obj)
    for name, label in fields_of(model):
        column = model._meta.get_field(name).attname
        if name not in KEPT and getattr(obj, column) != getattr(then, column):
            found.facts[name] = getattr(then, column)
            found.sentences.append(f"{label}: {reader.value(model, name, obj)} → {reader.value(model, name, then)}")
    if found.again:
        found.sentences.append("It is published again.")


def _take_parts(found, obj, part, chains, moment, reader):
    model, name = part
    then = {chain[0].pgh_obj_id: row for chain in chains if (row := _at(chain, moment))}
    then = {number: row for number, row in then.items() if getattr(row, f"{name}_id") == obj.pk}
    now = {row.pk: row for row in model.objects.filter(**{name: obj})}
    given = _given_away(found, obj, model, then.keys() - now.keys())
    for number in sorted(now.keys() - then.keys()):
        found.drop.append(now[number])
        found.sentences.append(f"{reader.name(model, now[number])} is taken away")
    for number, version in sorted(then.items()):
        if number in given:
            found.change.append((given[number], version))
            found.sentences.append(f"{reader.name(model, version)} comes back from {given[number].event.code}")
        elif number not in now:
            found.add.append((model, version))
            found.sentences.append(f"{reader.name(model, version)} comes back")
        elif different := reader.differences(model, now[number], version):
            found.change.append((now[number], version))
            said = "; ".join(f"{label}: {before} → {after}" for label, before, after in different)
            found.sentences.append(f"{reader.name(model, version)}: {said}")


def _given_away(found, obj, model, numbers):
    """Return {number: row} of what a merge gave to the event that stayed: evidence must not count for both."""
    if not (found.again and obj.merged_into_id):
        return {}
    return model.objects.filter(event=survivor_of(obj)).select_related("event").in_bulk(numbers)


def _taken_back(found, obj):
    return [row for row, _ in found.change if isinstance(row, Citation) and row.event_id != obj.pk]


def _refuse_stripped(found, obj):
    """The event that stayed after a merge keeps a citation too."""
    taken = [row.pk for row in _taken_back(found, obj)]
    if not taken:
        return
    survivor = survivor_of(obj)
    if survivor.status == Status.PUBLISHED and not survivor.citations.exclude(pk__in=taken).exists():
        found.problem = f"{survivor.code} would be left without a citation: retract it first, or cite a report there."


def _refuse_uncited(found, obj):
    """A published event keeps a citation, whatever it had at that moment."""
    counts = found.again or obj.status == Status.PUBLISHED
    left = obj.citations.count() + sum(model is Citation for model, _ in found.add) + len(_taken_back(found, obj))
    left -= sum(isinstance(row, Citation) for row in found.drop)
    if counts and left == 0:
        found.problem = "It had no citation at that moment, and a published event needs one."


def _missing(found, obj):
    """Return a sentence on what the record referred to at that moment and is no more, "" where all is there."""
    wanted = [(type(obj)._meta.get_field(name), value) for name, value in found.facts.items()]
    versions = [(type(row), version) for row, version in found.change] + found.add
    for model, version in versions:
        wanted += [(field, getattr(version, field.attname)) for field in model._meta.concrete_fields]
    for field_of, value in wanted:
        if isinstance(field_of, ForeignKey) and value is not None:
            target = field_of.related_model
            if not target._default_manager.filter(pk=value).exists():
                return f"{_last_name(target, value)} was deleted since: it cannot be referred to again."
    return ""


def _last_name(model, number):
    last = version_model(model).objects.filter(pgh_obj=number).order_by("pgh_id").last()
    code = model(pk=number).code if hasattr(model(pk=number), "code") and model.__name__ == "Report" else ""
    said = next((getattr(last, name) for name in ("title", "name", "slug") if getattr(last, name, "")), "")
    return f"{model._meta.verbose_name} {code} {said}".replace("  ", " ").strip().capitalize()


def _fill(row, version):
    for each in type(row)._meta.concrete_fields:
        if not each.primary_key:
            setattr(row, each.attname, getattr(version, each.attname))
    return row
