"""Each role against each action, and the two-person rule."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from events.models import ControlEvent, Standing, Status
from events.roles import ACTIONS, ADMINISTRATOR, ANALYST, CONTRIBUTOR, EDITOR, ROLES, why_not
from tests.people import make_person

pytestmark = pytest.mark.django_db

# action: the roles that may do it to somebody's event; for one of whose standing is asked, to a claimed one
ALLOWED = {
    "draft": {CONTRIBUTOR, ANALYST, EDITOR, ADMINISTRATOR, "superuser"},
    "submit": {CONTRIBUTOR, ANALYST, EDITOR, ADMINISTRATOR, "superuser"},
    "publish": {ANALYST, EDITOR, ADMINISTRATOR, "superuser"},
    "update": {ANALYST, EDITOR, ADMINISTRATOR, "superuser"},
    "import": {ANALYST, EDITOR, ADMINISTRATOR, "superuser"},
    "correct": {EDITOR, ADMINISTRATOR, "superuser"},
    "retract": {EDITOR, ADMINISTRATOR, "superuser"},
    "merge": {EDITOR, ADMINISTRATOR, "superuser"},
    "grade": {EDITOR, ADMINISTRATOR, "superuser"},
}
PEOPLE = ["", *ROLES, "superuser"]


def event_of(author=None, *, status=Status.DRAFT, standing=Standing.CLAIMED):
    """Return an event that is in no database: the rules ask for nothing else of it."""
    return ControlEvent(id=7, author=author, status=status, standing=standing)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_role_does_what_is_its_own(role, action):
    sentence = why_not(make_person(role), action)

    assert (sentence == "") == (role in ALLOWED[action]), sentence


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_does_anything_without_an_account(action):
    assert why_not(AnonymousUser(), action)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_account_that_was_closed_does_nothing(action):
    person = make_person("superuser")
    person.is_active = False

    assert why_not(person, action)


@pytest.mark.parametrize("standing", Standing.values)
@pytest.mark.parametrize("action", ["publish", "update"])
@pytest.mark.parametrize("role", [CONTRIBUTOR, ANALYST, EDITOR, ADMINISTRATOR, "superuser"])
def test_an_analyst_publishes_what_is_only_claimed_or_disputed_and_an_editor_all(role, action, standing):
    sentence = why_not(make_person(role), action, event_of(), standing=standing)

    unproven = standing in ("claimed", "disputed")
    assert (sentence == "") == (role not in (CONTRIBUTOR, ANALYST) or (role == ANALYST and unproven)), sentence


@pytest.mark.parametrize("standing", Standing.values)
@pytest.mark.parametrize("action", ["publish", "update", "correct", "merge"])
@pytest.mark.parametrize("role", [EDITOR, ADMINISTRATOR, "superuser"])
def test_what_settles_an_event_needs_a_second_person(role, action, standing):
    author, other = make_person(role), make_person(role)

    own = why_not(author, action, event_of(author), standing=standing)
    others = why_not(other, action, event_of(author), standing=standing)

    assert (own == "") == (standing in ("claimed", "disputed")), own
    assert others == ""


def test_the_second_person_can_be_done_without(settings):
    settings.TWO_PERSON_RULE = False
    author = make_person(EDITOR)

    assert why_not(author, "publish", event_of(author), standing="confirmed") == ""


def test_an_event_of_a_package_has_no_author_to_be_another_person_than():
    assert why_not(make_person(EDITOR), "publish", event_of(None), standing="confirmed") == ""


@pytest.mark.parametrize("action", ["update", "correct", "merge"])
def test_an_author_goes_on_with_what_others_settled(action):
    author = make_person(EDITOR)
    event = event_of(author, status=Status.PUBLISHED, standing="confirmed")

    assert why_not(author, action, event, standing="confirmed") == ""
    assert why_not(author, action, event, standing="claimed") == ""
    assert why_not(author, action, event, standing="reported")


def test_an_author_does_not_bring_back_alone_what_was_retracted():
    author = make_person(EDITOR)
    event = event_of(author, status=Status.RETRACTED, standing="confirmed")

    assert why_not(author, "correct", event, standing="confirmed")


def test_an_event_whose_new_standing_is_not_given_is_taken_as_it_stands():
    analyst = make_person(ANALYST)

    assert why_not(analyst, "update", event_of(status=Status.PUBLISHED, standing="claimed")) == ""
    assert why_not(analyst, "update", event_of(status=Status.PUBLISHED, standing="confirmed"))


@pytest.mark.parametrize("action", ["draft", "submit"])
@pytest.mark.parametrize("role", ROLES)
def test_a_contributor_changes_only_his_own_drafts(role, action):
    person, other = make_person(role), make_person(CONTRIBUTOR)

    own = why_not(person, action, event_of(person))
    others = why_not(person, action, event_of(other))

    assert own == ""
    assert (others == "") == (role != CONTRIBUTOR), others


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETRACTED])
def test_what_was_published_is_no_draft(status):
    author = make_person("superuser")

    sentence = why_not(author, "draft", event_of(author, status=status))

    assert sentence == f"E0007 is {status}, so it is no draft any more: correct, update or retract it."


@pytest.mark.parametrize(
    ("role", "action", "own", "standing", "sentence"),
    [
        pytest.param(
            CONTRIBUTOR,
            "publish",
            True,
            "claimed",
            "Publishing E0007 needs the role Analyst. Submit it for review.",
            id="no-role",
        ),
        pytest.param(
            ANALYST,
            "publish",
            False,
            "confirmed",
            "Publishing E0007 that is confirmed needs the role Editor. Submit it for review.",
            id="settling",
        ),
        pytest.param(
            ANALYST,
            "update",
            False,
            "confirmed",
            "Adding evidence to E0007 that is confirmed needs the role Editor. Log a draft with the new evidence.",
            id="evidence-for-what-is-settled",
        ),
        pytest.param(
            EDITOR,
            "publish",
            True,
            "reported",
            "Publishing E0007 that would be reported needs a second person: you logged it yourself. "
            "Leave it in review for another Editor.",
            id="two-persons",
        ),
        pytest.param(
            CONTRIBUTOR,
            "draft",
            False,
            "",
            "Logging E0007 needs its author or the role Analyst: somebody else logged it. Tell them what to change.",
            id="others-draft",
        ),
        pytest.param(
            CONTRIBUTOR,
            "grade",
            False,
            "",
            "Grading a source needs the role Editor. A source without a grade counts as F.",
            id="grade",
        ),
    ],
)
def test_a_refusal_says_the_action_the_role_and_what_to_do(role, action, own, standing, sentence):
    person = make_person(role)
    event = event_of(person if own else make_person(CONTRIBUTOR))

    assert why_not(person, action, event, standing=standing) == sentence


def test_an_unknown_action_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        why_not(make_person(EDITOR), "publsh")


def test_every_role_sees_all_and_only_administrators_see_accounts():
    seen = {}
    for name in ROLES:
        codes = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
        seen[name] = {f"{app}.{code}" for app, code in codes}

    for name in ROLES:
        assert seen[name] >= {"events.view_controlevent", "events.view_logentry", "districts.view_district"}
        assert ("auth.change_user" in seen[name]) == (name == ADMINISTRATOR)
    assert seen[CONTRIBUTOR] < seen[ANALYST] < seen[EDITOR] < seen[ADMINISTRATOR]
