import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from events.roles import ROLES
from tests.people import PASSWORD, make_person
from tests.signing_in import make_app

pytestmark = pytest.mark.django_db

USERS = reverse("admin:auth_user_changelist")
ADD = reverse("admin:auth_user_add")


def page_of(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def form_of(user, **overrides):
    form = {"username": user.username, "groups": list(user.groups.values_list("pk", flat=True))}
    form |= {"is_active": "on"} if user.is_active else {}
    form |= {"is_staff": "on"} if user.is_staff else {}
    form |= {name: value for name, value in overrides.items() if value is not None}
    return {name: value for name, value in form.items() if overrides.get(name, "") is not None}


@pytest.fixture
def administrator(client, db):
    """Return an Administrator who is signed in and no superuser."""
    person = make_person("Administrator", name="ada")
    client.force_login(person)
    return person


def test_an_administrator_makes_an_account_with_a_role(client, administrator):
    role = Group.objects.get(name="Contributor")
    password = {"password1": PASSWORD, "password2": PASSWORD}

    client.post(ADD, {"username": "new", "is_staff": "on", "groups": [role.pk], **password})

    made = User.objects.get(username="new")
    assert (made.is_staff, made.is_superuser, list(made.groups.all())) == (True, False, [role])


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        pytest.param("short one", "at least 12 characters", id="short"),
        pytest.param("123456789012345", "entirely numeric", id="only-digits"),
        pytest.param("administrator", "too common", id="common"),
        pytest.param("farida.rahimi1", "too similar to the username", id="like-the-name"),
    ],
)
def test_a_weak_password_is_refused_in_words(client, administrator, password, sentence):
    answer = client.post(ADD, {"username": "farida.rahimi", "password1": password, "password2": password})

    assert sentence in answer.content.decode()
    assert not User.objects.filter(username="farida.rahimi").exists()


def test_an_administrator_makes_nobody_a_superuser_himself_included(client, administrator):
    client.post(page_of(administrator), form_of(administrator, is_superuser="on", user_permissions=["1"]))

    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert not administrator.user_permissions.exists()


def test_an_administrator_neither_changes_nor_signs_in_as_a_superuser(client, administrator, admin_user):
    changed = client.post(page_of(admin_user), form_of(admin_user, is_active=None))
    password = reverse("admin:auth_user_password_change", args=[admin_user.pk])
    taken_over = client.post(password, {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"})

    admin_user.refresh_from_db()
    assert (changed.status_code, taken_over.status_code) == (403, 403)
    assert admin_user.is_active
    assert not admin_user.check_password(PASSWORD)


def test_the_last_administrator_does_not_lock_himself_out(client, administrator):
    answer = client.post(page_of(administrator), form_of(administrator, is_active=None))

    administrator.refresh_from_db()
    assert "the last account that can manage the others" in answer.content.decode()
    assert administrator.is_active


def test_an_administrator_may_go_where_another_stays(client, administrator):
    make_person("Administrator", name="other")

    client.post(page_of(administrator), form_of(administrator, groups=[Group.objects.get(name="Editor").pk]))

    assert list(administrator.groups.values_list("name", flat=True)) == ["Editor"]


def test_an_account_is_closed_and_never_deleted(client, administrator):
    person = make_person("Analyst")

    deleted = client.post(reverse("admin:auth_user_delete", args=[person.pk]), {"post": "yes"})
    client.post(page_of(person), form_of(person, is_active=None))

    person.refresh_from_db()
    assert deleted.status_code == 403
    assert not person.is_active


def test_an_administrator_removes_a_second_factor_that_was_lost(client, administrator):
    person = make_person("Analyst")
    make_app(person)

    client.post(USERS, {"action": "remove_second_factor", "_selected_action": [person.pk]})

    assert not person.totpdevice_set.exists()
    assert not person.staticdevice_set.exists()


def test_nobody_sees_the_secrets_of_the_second_factors(admin_client):
    page = admin_client.get(reverse("admin:index")).content.decode()

    assert "/admin/otp_totp/" not in page
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_four_roles_are_neither_changed_nor_deleted_by_an_administrator(client, administrator, role):
    group = Group.objects.get(name=role)
    before = group.permissions.count()

    client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "Anything", "permissions": []})
    client.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"})

    group.refresh_from_db()
    assert (group.name, group.permissions.count()) == (role, before)
