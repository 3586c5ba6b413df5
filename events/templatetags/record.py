"""Template tags of the pages: days, standings, and addresses that keep what the page shows."""

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from districts import languages
from districts.country import name_of_country
from events.control import fulltext
from events.pages import losses as claims
from events.pages import words

register = template.Library()


@register.simple_tag
def day(date):
    """Return a day in words inside a time element."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), languages.day(date))


@register.simple_tag
def about(date, *, certain):
    """Return a day that may not be exact in words, inside a time element: about 21 June 2021."""
    if certain:
        return day(date)
    return mark_safe(gettext("about %(day)s") % {"day": day(date)})  # noqa: S308 – the text is our own


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
def actor(row, *, empty=""):
    """Return an actor's name behind a mark of its colour; `empty`, by default "unknown", where there is none."""
    if row is None:
        return format_html('<span class="who unknown">{}</span>', empty or gettext("unknown"))
    return format_html('<span class="who {}">{}</span>', row.slug, languages.name_of(row))


@register.simple_tag(takes_context=True)
def kept(context, **changes):
    """Return the query string that keeps what the page shows, with some parameters changed."""
    return context["asked"].query_with(**changes)


@register.filter
def day_text(date):
    """Return a day in words as plain text, where no element can stand."""
    return languages.day(date)


@register.filter
def local(instant):
    """Return the local day on which an instant falls."""
    return timezone.localdate(instant)


@register.filter
def instant(at):
    """Return an instant as the day and the local time: 3 June 2021, 14:05."""
    return words.instant(at)


@register.simple_tag
def tally_count(tally):
    """Return a published count as it was said: at least 87 of 421."""
    return words.tally_count(tally)


@register.simple_tag
def english():
    """Return the attributes of an element whose text is English only; none on a page in English."""
    return "" if languages.active() == "en" else mark_safe(' lang="en" dir="auto"')


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
def number(value):
    """Return a number with its thousands set apart and in the language's digits, without decimals."""
    return languages.number(value)


@register.filter
def digits(text):
    """Return a text with its digits as the language writes them."""
    return languages.digits(text)


@register.filter
def named(row):
    """Return the name of a place or an actor in the language of the page."""
    return languages.name_of(row)


@register.filter
def spoken(text):
    """Return a text that is kept in English, such as a perspective's name, in the language of the page."""
    return gettext(text) if text else ""


@register.simple_tag
def country():
    """Return the country's name in the language of the page."""
    return name_of_country()


@register.simple_tag
def language_tag():
    """Return the BCP 47 tag of the page's language."""
    return languages.tag()


@register.simple_tag(takes_context=True)
def in_languages(context):
    """Return this page in each language, as [{code, tag, name, url, address, current}]; urls are paths with a query.

    Addresses are whole, but where the request came to a host that is not ours: then they are paths too.
    """
    request = context["request"]
    try:
        origin = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        origin = ""
    return [
        {
            "code": code,
            "tag": languages.tag(code),
            "name": name,
            "url": url,
            "address": origin + url,
            "current": code == languages.active(),
        }
        for code, name in settings.LANGUAGES
        for url in [translate_url(request.get_full_path(), code)]
    ]


@register.filter
def marked(text):
    """Return a text of `events.control.fulltext`, escaped, with the words found inside mark elements."""
    return mark_safe(escape(text).replace(fulltext.BEGIN, "<mark>").replace(fulltext.END, "</mark>"))  # noqa: S308
