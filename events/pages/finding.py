"""The one sentence that says who held a district: since when, on whose word, and how it came to be so."""

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, pgettext

from districts import languages
from events.pages import words
from events.templatetags import record


def finding(place, asked, row, deciding, beginning):
    """Return the sentence about a district on the day shown: Imam Sahib on 6 September 2021: Taliban, since …; ….

    `row` is one of `told`, `deciding` and `beginning` are entries of `turning_points`, None where they are not known.
    """
    facts = {"place": languages.name_of(place), "day": record.day(asked.as_of)}
    if asked.is_last_day:
        text = gettext("{place} on {day}, the last day of the record: {clauses}.")
    else:
        text = gettext("{place} on {day}: {clauses}.")
    return format_html(text, clauses=_joined(_clauses(row, deciding, beginning)), **facts)


def _clauses(row, deciding, beginning):
    """Return what there is to say of a holder, as clauses in order."""
    clauses = [_since(row, beginning)]
    if deciding is None or deciding == beginning:
        clauses += [standing(row["standing"], deciding), beginning and came(beginning)]
        return [*clauses, gettext("contested") if row["contested"] else ""]
    clauses.append(beginning and came(beginning))
    day = record.days_of(deciding.event)
    text = gettext("contested since {day}") if row["contested"] else gettext("no longer contested since {day}")
    return [*clauses, format_html(text, day=day), standing(row["standing"], deciding)]


def _joined(clauses):
    """Return clauses as one text, without those that are empty."""
    first, *others = [clause for clause in clauses if clause]
    for clause in others:
        first = format_html(pgettext("two clauses of a sentence", "{first}; {second}"), first=first, second=clause)
    return first


def _since(row, beginning):
    actor = languages.name_of(row["holder"])
    if beginning is None:
        return format_html(gettext("{actor}, since {day}"), actor=actor, day=record.day(row["held_since"]))
    text = gettext("{actor}, since {day} or earlier") if beginning.maybe_earlier else gettext("{actor}, since {day}")
    return format_html(text, actor=actor, day=record.days_of(beginning.event))


def standing(word, entry):
    """Return on whose word a state stands, as a clause: confirmed by provincial police and 3 outlets."""
    if word == "assumed":
        return gettext("assumed from a national figure, which does not name the district")
    if entry is None or not entry.witnesses:
        return words.standing_words(word)
    facts = {"who": _who(entry.witnesses), "against": _denying(entry)}
    texts = {
        "confirmed": gettext("confirmed by {who}"),
        "reported": gettext("reported by {who}"),
        "claimed": gettext("claimed by {who} and confirmed by nobody"),
        "disputed": gettext("disputed: {who} for it, {against} against it"),
        "refuted": gettext("refuted: {who} for it, {against} against it"),
    }
    return format_html(texts[word], **facts)


def _who(witnesses):
    """Return the first witness and how many other outlets there are: provincial police and 3 outlets."""
    first, number = witnesses[0], len(witnesses) - 1
    name = _said(first)
    if not number:
        return name
    if first.attribution == first.report.source.name:
        text = ngettext("{who} and {number} other outlet", "{who} and {number} other outlets", number)
    else:
        text = ngettext("{who} and {number} outlet", "{who} and {number} outlets", number)
    return format_html(text, who=name, number=languages.number(number))


def _denying(entry):
    return _said(entry.denying[0]) if entry.denying else gettext("nobody")


def _said(citation):
    return format_html("<bdi{}>{}</bdi>", record.english(), citation.attribution)


def came(entry):
    """Return how a holder came to hold a district, as a clause: taken from the Afghan government."""
    event, before = entry.event, entry.before
    loser = before.controller if before else event.opponent
    if event.kind == "captured":
        return format_html(gettext("taken from {loser}"), loser=words.the(loser))
    if event.kind == "handed_over":
        return format_html(gettext("handed over by {loser} without a fight"), loser=words.the(loser))
    if before:
        return format_html(gettext("held by {loser} before"), loser=words.the(loser))
    return gettext("nobody is known to have held it before")
