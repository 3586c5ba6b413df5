"""Template tags of the desk: what waits for the person who is signed in."""

from django import template

from events.admin.queue import FIRST, QUEUES, queues_of, waiting

register = template.Library()


@register.inclusion_tag("admin/events/controlevent/_waiting.html", takes_context=True)
def review_queue(context):
    """Show the queues that are not empty, with the first events of each; nothing to who may not see events."""
    user = context["request"].user
    if not user.has_perm("events.view_controlevent"):
        return {"queues": []}
    return {
        "queues": [
            (name, QUEUES[name][0], len(numbers), waiting(numbers[:FIRST]))
            for name, numbers in queues_of(user).items()
            if numbers
        ],
        "shown": True,
    }
