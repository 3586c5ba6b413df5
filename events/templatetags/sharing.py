"""Template tags that tell other programs what a page is: its one address, its card, its feeds, how to embed it."""

from dataclasses import replace
from urllib.parse import urlencode

from django import template
from django.utils.safestring import mark_safe

from events.embeds import linked_data
from events.embeds.oembed import frame, size
from events.embeds.subject import KINDS, Subject
from events.pages.words import upper_first

register = template.Library()


@register.simple_block_tag
def written(content):
    """Return what stands between the tags, for a text that a page needs more than once."""
    return content


@register.inclusion_tag("sharing/_head.html", takes_context=True)
def shared_head(context):
    """Show the links and descriptions of a page's head; nothing on a page for what went wrong."""
    request, asked, name = context.get("request"), context.get("asked"), page_of(context)
    if not name:
        return {}
    subject = subject_of(context, name)
    sentence = context.get("sentence")
    return {
        "request": request,
        "subject": subject,
        "address": subject.page if subject else plain_address(request),
        "title": subject.title if subject else context["page_title"],
        "description": f"{upper_first(sentence)}." if subject and sentence else context["page_description"],
        "pictured": subject or pictured(context),
        "linked": [mark_safe(linked_data.as_text(data)) for data in about(name, subject, request, asked)],  # noqa: S308
    }


@register.inclusion_tag("sharing/_embed.html", takes_context=True)
def embed_this(context):
    """Show how to embed the map, the province or the district of a page; nothing on other pages."""
    subject = subject_of(context, page_of(context))
    if subject is None:
        return {}
    width, height = size(subject)
    return {"subject": subject, "code": frame(subject, width, height)}


def page_of(context):
    """Return the name of the page that is shown; None for an error and for what is no page of the record."""
    match = getattr(context.get("request"), "resolver_match", None)
    return match.url_name if match and not match.namespaces and context.get("asked") else None


def subject_of(context, name):
    """Return what a page shows where it can be embedded; None for other pages."""
    if name not in KINDS:
        return None
    place = None if name == "home" else context.get(name)
    return Subject(context["request"], context["asked"], name, place) if place or name == "home" else None


def pictured(context):
    """Return what the card of a page shows that cannot be embedded: where and when its event was, or the country.

    The country is shown on the last day that the page is about.
    """
    asked, event = context["asked"], context.get("event")
    day = event.date if event else context.get("last")
    if day:
        moment, given = replace(asked.moment, as_of=day), asked.given | {"as_of": day.isoformat()}
        asked = replace(asked, moment=moment, given=given)
    return Subject(context["request"], asked, "district" if event else "home", event.district if event else None)


def plain_address(request):
    """Return the one address of a page with its parameters in order, without those that are empty."""
    given = sorted((name, value) for name, value in request.GET.items() if value.strip())
    return request.build_absolute_uri(request.path) + (f"?{urlencode(given)}" if given else "")


def about(name, subject, request, asked):
    """Yield what a page is about, as JSON-LD."""
    if name in ("home", "data"):
        yield linked_data.dataset(request, asked)
    elif subject and name == "province":
        yield linked_data.province(request, subject.place)
    elif subject:
        yield linked_data.district(request, subject.place)
