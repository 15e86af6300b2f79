"""The groups that a start makes: as roles.yaml says, again after every upgrade."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
)

from schakel.base.errors import UnknownName
from schakel.site.accounts.review import make_workflow
from schakel.site.accounts.roles import apply_roles, group_of, role_named, roles, shown_name
from schakel.site.pages.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


def names(group: Group) -> set[str]:
    """Permissions of a group as app.codename."""
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_every_role_has_a_group_with_a_name_in_both_languages() -> None:
    assert set(roles()) == {
        "liaison", "editor", "programme_manager", "fund_adviser", "administrator",
    }  # fmt: skip
    for role in roles().values():
        group = group_of(role.id)
        assert shown_name(group.name, "nl") == role.name.nl
        assert shown_name(group.name, "en") == role.name.en == group.name
    assert shown_name("Onze eigen groep", "nl") == "Onze eigen groep"


@pytest.mark.parametrize("role", roles())
def test_every_name_in_the_file_exists(role: str) -> None:
    rows = Permission.objects.values_list("content_type__app_label", "codename")
    known = {f"{app}.{codename}" for app, codename in rows}
    for pattern in role_named(role).may:
        assert any(fnmatchcase(name, pattern) for name in known), pattern
    for rights in role_named(role).pages:
        assert issubclass(apps.get_model(rights.below), Page)
        assert {f"wagtailcore.{codename}" for codename in rights.may} <= known
    of_files = {name.split(".")[1] for name in known if name.startswith(("wagtaild", "wagtaili"))}
    assert set(role_named(role).files) <= of_files


def test_an_upgrade_sets_a_role_to_what_the_file_says() -> None:
    group = group_of("liaison")
    before = names(group), group.page_permissions.count(), group.collection_permissions.count()
    group.permissions.add(Permission.objects.get(codename="add_user"))
    group.permissions.remove(Permission.objects.get(codename="change_action"))
    publish = Permission.objects.get(codename="publish_page")
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=group, page=root, permission=publish)
    GroupCollectionPermission.objects.filter(group=group).delete()
    apply_roles()
    after = names(group), group.page_permissions.count(), group.collection_permissions.count()
    assert after == before


def test_a_group_of_ones_own_is_left_alone() -> None:
    group = Group.objects.create(name="Onze eigen groep")
    group.permissions.add(Permission.objects.get(codename="add_user"))
    apply_roles()
    assert names(group) == {"accounts.add_user"}


def test_a_role_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownName) as refused:
        role_named("chef")
    assert "liaison" in refused.value.problems[0].expected


def test_a_liaison_adds_news_in_every_language_and_nothing_else() -> None:
    rows = GroupPagePermission.objects.filter(group=group_of("liaison"))
    assert {row.page_id for row in rows} >= {page.pk for page in NewsIndexPage.objects.all()}
    assert {row.permission.codename for row in rows} == {"add_page"}


def test_pages_go_to_review_by_the_editors_and_a_second_time_changes_nothing() -> None:
    workflow = NewsPage.objects.first().get_workflow()
    task = workflow.tasks.get().specific
    assert set(task.groups.all()) == {group_of("editor"), group_of("administrator")}
    make_workflow()
    assert GroupApprovalTask.objects.filter(active=True, groups=group_of("editor")).count() == 1
    assert list(Workflow.objects.filter(active=True)) == [workflow]
    assert not Group.objects.filter(name="Moderators").exists(), "Wagtail's own, in nobody's use"
