"""Template tags of the pages: days, standings, and addresses that keep what the page shows."""

from django import template
from django.utils.html import format_html, format_html_join

from events.pages import losses as claims
from events.pages import words

register = template.Library()


@register.simple_tag
def day(date):
    """Return a day in words inside a time element."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words.day(date))


@register.simple_tag
def days_of(event):
    """Return an event's day, or the days between which it lies, inside time elements."""
    pieces = words.days(event.date_earliest, event.date_latest)
    return format_html_join("–", '<time datetime="{}">{}</time>', ((piece.iso, piece.text) for piece in pieces))


@register.simple_tag
def badge(standing, event=None):
    """Return the badge of a standing; with its event it names who claims it."""
    return format_html('<span class="badge is-{}">{}</span>', standing, words.standing_words(standing, event))


@register.simple_tag
def actor(row, *, empty="unknown"):
    """Return an actor's name behind a mark of its colour; `empty` where there is none."""
    if row is None:
        return format_html('<span class="who unknown">{}</span>', empty)
    return format_html('<span class="who {}">{}</span>', row.slug, row.name)


@register.simple_tag(takes_context=True)
def kept(context, **changes):
    """Return the query string that keeps what the page shows, with some parameters changed."""
    return context["asked"].query_with(**changes)


@register.filter
def the(row):
    """Return an actor's name inside a sentence."""
    return words.the(row)


@register.filter
def headline(event):
    """Return what an event says, in a few words."""
    return words.headline(event)


@register.filter
def counts(tally):
    """Return what a tally counts, in words."""
    return words.counts(tally)


@register.filter
def losses(claim):
    """Return a count of losses as it was said."""
    return claims.number(claim)


@register.filter
def upper_first(text):
    """Return a text with its first letter as a capital."""
    return words.upper_first(text)


@register.filter
def thousands(number):
    """Return a number with its thousands set apart, without decimals."""
    return f"{number:,.0f}"
