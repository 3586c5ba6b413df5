"""What each role may do with events and evidence, and what to do instead where it may not.

The groups and their permissions are made by the migration 0005_roles. Nothing here asks the database but for a user's
permissions, so a rule is tested as a table.
"""

from django.conf import settings

from events.models import UNPUBLISHED, Standing, Status

CONTRIBUTOR, ANALYST, EDITOR, ADMINISTRATOR = "Contributor", "Analyst", "Editor", "Administrator"
ROLES = (CONTRIBUTOR, ANALYST, EDITOR, ADMINISTRATOR)

# The standings that an Analyst may publish, and anybody his own: the word of one side, said to be no more than that.
UNPROVEN = (Standing.CLAIMED, Standing.DISPUTED)

# action: (permission, what it is called, the least role that has it, what to do instead)
ACTIONS = {
    "draft": ("events.add_controlevent", "Logging", CONTRIBUTOR, "Ask an Administrator for the role."),
    "submit": ("events.change_controlevent", "Submitting", CONTRIBUTOR, "Ask an Administrator for the role."),
    "publish": ("events.publish_claim", "Publishing", ANALYST, "Submit it for review."),
    "update": ("events.update_event", "Adding evidence to", ANALYST, "Log a draft with the new evidence."),
    "correct": ("events.correct_event", "Correcting", EDITOR, "Tell an Editor what is wrong."),
    "retract": ("events.retract_event", "Retracting", EDITOR, "Tell an Editor why it cannot stand."),
    "merge": ("events.merge_event", "Merging", EDITOR, "Tell an Editor which events are the same."),
    "import": ("events.import_events", "Importing", ANALYST, "Give the file to an Analyst."),
    "grade": ("events.change_source", "Grading a source", EDITOR, "A source without a grade counts as F."),
}
WHOLE = {"grade": "", "import": " events"}  # what is said after the action where it is about no one event
SETTLING = ("publish", "update", "correct", "merge")  # what can leave an event with a better standing


def why_not(user, action, event=None, *, standing="") -> str:
    """Return "" where a user may do an action, else the sentence that says what it needs and what to do instead.

    `action` is a key of ACTIONS; another one is a KeyError. `event` is the event as it is stored, None for any one.
    `standing` is the one that it would have afterwards: left out, its present one. Without event and standing the
    answer is whether the user may do it to some event.
    """
    permission, verb, role, instead = ACTIONS[action]
    named = f"{verb}{WHOLE.get(action, f' {event.code}' if event and event.pk else ' an event')}"
    if not user.has_perm(permission):
        return f"{named} needs the role {role}. {instead}"
    if action in ("draft", "submit"):
        return _why_not_draft(user, event, named)
    standing = standing or (event.standing if event else "")
    if action in SETTLING and standing and standing not in UNPROVEN:
        return _why_not_settle(user, action, event, standing, named)
    return ""


def is_own(user, event) -> bool:
    """Return whether a user logged an event. Those of a package are nobody's."""
    return event.author_id is not None and event.author_id == user.pk


def _why_not_draft(user, event, named):
    if event is None or event.pk is None:
        return ""
    if event.status not in UNPUBLISHED:
        return f"{event.code} is {event.status}, so it is no draft any more: correct, update or retract it."
    if is_own(user, event) or user.has_perm("events.publish_claim"):
        return ""
    return f"{named} needs its author or the role {ANALYST}: somebody else logged it. Tell them what to change."


def _why_not_settle(user, action, event, standing, named):
    """Return why a user may not leave an event with a standing that is more than one side's word, or against it."""
    if action in ("publish", "update") and not user.has_perm("events.publish_event"):
        return f"{named} that is {Standing(standing).label} needs the role {EDITOR}. {ACTIONS[action][3]}"
    if settings.TWO_PERSON_RULE and event and is_own(user, event) and _settles(action, event, standing):
        out = "Leave it in review for" if event.status in UNPUBLISHED else "Leave it to"
        return (
            f"{named} that would be {Standing(standing).label} needs a second person: you logged it yourself. "
            f"{out} another Editor."
        )
    return ""


def _settles(action, event, standing):
    return action == "publish" or event.status != Status.PUBLISHED or standing != event.standing
