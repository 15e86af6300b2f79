"""A liaison changes what belongs to the own pacts, and nothing of others, by any address."""

from __future__ import annotations

import pytest
from django.db.models import Model
from django.test import Client

from schakel.site.pacts.models import (
    Action,
    Agreement,
    Liaison,
    Meeting,
    Organisation,
    Pact,
    Role,
)
from schakel.site.pacts.office.permissions import own_pacts, policy_for
from tests.site.ledger import Rows, address, refused, rows, saved
from tests.support.forms import opened
from tests.support.login import logged_in, person

pytestmark = pytest.mark.django_db
TABLES = (Action, Agreement, Meeting, Role)


@pytest.fixture
def twente() -> Rows:
    return rows("Proefland")


@pytest.fixture
def zwolle() -> Rows:
    return rows("Verderop")


@pytest.fixture
def liaison(twente: Rows, zwolle: Rows) -> Client:
    return logged_in("lies", "liaison", [twente.pact])


def of(found: Rows, model: type[Model]) -> Model:
    return next(row for row in found.held if isinstance(row, model))


@pytest.mark.parametrize("model", TABLES)
def test_a_liaison_opens_and_saves_what_is_of_the_own_pact(
    liaison: Client, twente: Rows, model: type[Model]
) -> None:
    row = of(twente, model)
    for view in ("edit", "history", "usage", "inspect"):
        assert liaison.get(address(row, view)).status_code == 200, view
    saved(liaison, row, opened(liaison, address(row, "edit")))


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("view", ["edit", "delete", "history", "history_results", "usage"])
def test_a_liaison_gets_nowhere_in_what_is_of_another_pact(
    liaison: Client, zwolle: Rows, model: type[Model], view: str
) -> None:
    at = address(of(zwolle, model), view)
    for response in (liaison.get(at), liaison.post(at, {})):
        assert response.status_code == 302
        assert response["Location"] == "/admin/", "sent away, with a message"


def test_a_form_of_another_pact_cannot_be_sent(liaison: Client, twente: Rows, zwolle: Rows) -> None:
    form = opened(liaison, address(twente.action, "edit"))
    response = liaison.post(address(zwolle.action, "edit"), {**form, "title_nl": "Gekaapt"})
    assert response.status_code == 302
    zwolle.action.refresh_from_db()
    assert zwolle.action.title_nl == "Actie Verderop"


def test_earlier_versions_of_another_pact_stay_shut(liaison: Client, zwolle: Rows) -> None:
    first = zwolle.action.save_revision()
    second = zwolle.action.save_revision()
    for at in (
        address(zwolle.action, "revisions_revert", first.pk),
        address(zwolle.action, "revisions_compare", first.pk, second.pk),
    ):
        assert liaison.get(at)["Location"] == "/admin/"


def test_an_own_action_cannot_be_moved_to_another_pact(
    liaison: Client, twente: Rows, zwolle: Rows
) -> None:
    at = address(twente.action, "edit")
    form = opened(liaison, at)
    refused(liaison, at, {**form, "agreement": str(zwolle.agreement.pk)})
    twente.action.refresh_from_db()
    assert twente.action.agreement == twente.agreement


@pytest.mark.parametrize("model", [Agreement, Meeting, Role])
def test_nothing_of_one_own_is_moved_to_another_pact(
    liaison: Client, twente: Rows, zwolle: Rows, model: type[Model]
) -> None:
    row = of(twente, model)
    form = opened(liaison, address(row, "edit"))
    refused(liaison, address(row, "edit"), {**form, "pact": str(zwolle.pact.pk)})
    row.refresh_from_db()
    assert row.pact == twente.pact


def test_nothing_is_added_to_another_pact(liaison: Client, twente: Rows, zwolle: Rows) -> None:
    at = address(Action, "add")
    form = {**opened(liaison, at), "title_nl": "Nieuw", "status": "planned"}
    refused(liaison, at, {**form, "agreement": str(zwolle.agreement.pk)})
    assert not Action.objects.filter(title_nl="Nieuw").exists()
    assert liaison.post(at, {**form, "agreement": str(twente.agreement.pk)}).status_code == 302
    assert Action.objects.get(title_nl="Nieuw").key == "nieuw"


def test_the_lists_to_choose_from_hold_own_pacts_only(
    liaison: Client, twente: Rows, zwolle: Rows
) -> None:
    said = liaison.get(address(Action, "add")).content.decode()
    assert "Afspraak Proefland" in said
    assert "Afspraak Verderop" not in said
    for name in ("agreement", "pact"):
        at = f"/admin/snippets/choose/pacts/{name}/"
        said = liaison.get(at).content.decode() + liaison.get(f"{at}results/").content.decode()
        assert "Proefland" in said
        assert "Verderop" not in said


def test_the_list_shows_all_and_leads_to_a_form_only_for_own_rows(
    liaison: Client, twente: Rows, zwolle: Rows
) -> None:
    said = liaison.get(address(Action, "list") + "?q=test-actie").content.decode()
    assert address(twente.action, "edit") in said
    assert address(zwolle.action, "edit") not in said
    assert address(zwolle.action, "inspect") in said


def test_several_at_once_are_not_removed_either(twente: Rows, zwolle: Rows) -> None:
    client = logged_in("lies", "liaison", [twente.pact])
    group = client.user.groups.get()
    policy = policy_for(Action)
    group.permissions.add(*policy._get_permission_objects_for_actions(["delete"]))
    at = (
        f"/admin/bulk/pacts/action/delete/?id={zwolle.action.pk}&id={twente.action.pk}&next=/admin/"
    )
    client.post(at)
    assert Action.objects.filter(pk=zwolle.action.pk).exists()
    assert not Action.objects.filter(pk=twente.action.pk).exists()


def test_what_a_liaison_reads_of_others_holds_no_person(liaison: Client, zwolle: Rows) -> None:
    Role.objects.filter(pk=zwolle.role.pk).update(
        person="Jo Proef", email="jo@example.org", telephone="0612345678"
    )
    said = liaison.get(address(zwolle.role, "inspect")).content.decode()
    assert "Voorzitter Verderop" in said
    for private in ("Jo Proef", "jo@example.org", "0612345678"):
        assert private not in said


def test_who_has_the_right_from_another_group_is_not_held(twente: Rows, zwolle: Rows) -> None:
    lies = person("lies", "liaison", [twente.pact])
    assert own_pacts(lies, Action) == {twente.pact.pk}
    both = person("both", "liaison", [twente.pact])
    person("both", "editor")
    assert own_pacts(both, Action) == {twente.pact.pk}, "editors may not change actions"
    assert own_pacts(both, Role) is None, "but they may change roles"
    manager = person("manager", "programme_manager")
    assert own_pacts(manager, Action) is None
    users = policy_for(Action).users_with_any_permission_for_instance(["change"], zwolle.action)
    assert lies not in users
    assert manager in users


def test_a_visitor_and_a_user_without_a_role_get_nowhere(twente: Rows) -> None:
    assert "/login" in Client().get(address(twente.action, "edit"))["Location"]
    assert logged_in("nobody").get(address(twente.action, "edit")).status_code in (302, 403)


@pytest.mark.parametrize("role", ["programme_manager", "administrator"])
def test_who_keeps_which_pact_is_for_managers(role: str, twente: Rows) -> None:
    client = logged_in(role, role)
    form = opened(client, address(Liaison, "add"))
    lies = person("lies", "liaison")
    sent = {**form, "user": str(lies.pk), "pact": str(twente.pact.pk)}
    assert client.post(address(Liaison, "add"), sent).status_code == 302
    assert own_pacts(person("lies"), Action) == {twente.pact.pk}


@pytest.mark.parametrize("role", ["liaison", "editor", "fund_adviser"])
def test_others_give_nobody_a_pact(role: str, twente: Rows) -> None:
    client = logged_in(f"{role}-2", role)
    assert client.get(address(Liaison, "add"))["Location"] == "/admin/"


def test_a_table_that_nobody_holds_is_guarded_by_the_permissions_alone(twente: Rows) -> None:
    client = logged_in("editor2", "editor")
    assert client.get(address(twente.organisation, "edit")).status_code == 200
    assert client.get(address(Organisation, "add"))["Location"] == "/admin/"
    assert client.get(address(twente.pact, "edit")).status_code == 200
    assert client.get(address(Pact, "add"))["Location"] == "/admin/"
