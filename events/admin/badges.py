"""The admin's badges and states, in the words of the public pages."""

from django.utils.html import format_html

from events.pages.words import standing_words


def badge(slug, words):
    """Return words in a badge whose colour is named by a standing, a status, a stance or a grade."""
    return format_html('<span class="badge is-{}">{}</span>', slug, words)


def standing_badge(event):
    """Return the badge of an event's stored standing; a claim says whose it is."""
    return badge(event.standing, standing_words(event.standing, event))


def state_words(controller, contested):
    """Return a state in words: Taliban, or Afghan government, contested."""
    return f"{controller}, contested" if contested else controller
