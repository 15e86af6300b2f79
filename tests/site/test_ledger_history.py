"""Who changed what and when; two who save at once; what is erased when a role ends."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from wagtail.models import Revision

from schakel.site.pacts.models import Action, Milestone, Money, PactMunicipality, Role
from schakel.site.pacts.upkeep import erase_ended_roles
from schakel.site.pages import generation
from tests.site.ledger import Rows, address, milestone, rows, saved
from tests.site.looking import words
from tests.support.forms import fields, opened, with_row
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Rows:
    return rows("Proefland")


@pytest.fixture
def manager() -> Client:
    return logged_in("manager", "programme_manager")


@pytest.fixture
def other() -> Client:
    return logged_in("collega", "programme_manager")


def test_the_first_change_of_what_was_imported_is_told_in_words(
    manager: Client, here: Rows
) -> None:
    milestone(here.action, "Eerste groep", due=date(2026, 12, 1))
    form = opened(manager, address(here.action, "edit"))
    changed = {
        **form,
        "status": "done",
        "links": ["vmbo", "primary"],
        "milestones-0-done_on": "2026-11-12",
    }
    saved(manager, here.action, changed)
    said = words(manager, address(here.action, "history"))
    assert "Status: loopt → klaar" in said
    assert "Schakels van de keten: Vmbo → Basisschool, Vmbo" in said
    assert "Mijlpaal “Eerste groep”: Gehaald op: – → 12 november 2026" in said
    assert "manager" in said


def test_rows_that_come_and_go_are_told(manager: Client, here: Rows) -> None:
    milestone(here.action, "Eerste groep")
    form = opened(manager, address(here.action, "edit"))
    money = {"funder": str(here.organisation.pk), "year": "2026", "granted": "1.250,50"}
    sent = with_row({**form, "milestones-0-DELETE": "on"}, "money", {**money, "id": ""})
    saved(manager, here.action, sent)
    said = words(manager, address(here.action, "history"))
    assert "Geld “School Proefland, 2026” toegevoegd (Toegekend: 1.250,50)" in said
    assert "Mijlpaal “Eerste groep” weggehaald" in said


def test_what_an_import_changed_is_not_put_on_who_saves_next(manager: Client, here: Rows) -> None:
    saved(manager, here.action, opened(manager, address(here.action, "edit")))
    Action.objects.filter(pk=here.action.pk).update(title_nl="Door de import")
    form = opened(manager, address(here.action, "edit"))
    saved(manager, here.action, {**form, "status": "done"})
    said = words(manager, address(here.action, "history"))
    assert "Status: loopt → klaar" in said
    assert "→ Door de import" not in said


def test_a_history_asks_little(manager: Client, here: Rows, django_assert_max_num_queries) -> None:
    for status in ("done", "running") * 8:
        form = opened(manager, address(here.action, "edit"))
        saved(manager, here.action, {**form, "status": status})
    with django_assert_max_num_queries(30):
        manager.get(address(here.action, "history"))


def test_the_second_of_two_is_told_who_and_when_and_loses_nothing(
    manager: Client, other: Client, here: Rows
) -> None:
    at = address(here.action, "edit")
    saved(manager, here.action, opened(manager, at))
    first, second = opened(manager, at), opened(other, at)
    saved(manager, here.action, {**first, "title_nl": "Van de eerste"})
    typed = {**second, "about_nl": "Van de tweede"}
    response = other.post(at, typed)
    page = response.content.decode()
    assert response.status_code == 200
    assert "manager heeft dit op" in page
    assert "Van de tweede" in page, "what was typed is still there"
    loaded = second["loaded_revision_id"]
    assert address(here.action, "revisions_compare", loaded, "latest") in page
    here.action.refresh_from_db()
    assert (here.action.title_nl, here.action.about_nl) == ("Van de eerste", "")


def test_a_second_press_saves_knowingly_and_the_other_version_stays_in_the_history(
    manager: Client, other: Client, here: Rows
) -> None:
    at = address(here.action, "edit")
    first, second = opened(manager, at), opened(other, at)
    saved(manager, here.action, {**first, "title_nl": "Van de eerste"})
    page = other.post(at, {**second, "title_nl": "Van de tweede"}).content.decode()
    again = fields(page)
    assert again["title_nl"] == "Van de tweede"
    saved(other, here.action, again)
    here.action.refresh_from_db()
    assert here.action.title_nl == "Van de tweede"
    said = words(manager, address(here.action, "history"))
    assert "Titel in het Nederlands: Van de eerste → Van de tweede" in said


def test_a_row_that_the_first_added_survives_the_second(
    manager: Client, other: Client, here: Rows
) -> None:
    at = address(here.action, "edit")
    first, second = opened(manager, at), opened(other, at)
    row = {"label_nl": "Van de eerste", "id": ""}
    saved(manager, here.action, with_row(first, "milestones", row))
    page = other.post(at, {**second, "status": "done"}).content.decode()
    saved(other, here.action, fields(page))
    assert Milestone.objects.get(action=here.action).label_nl == "Van de eerste"


def test_a_row_that_the_first_removed_is_not_lost_by_the_second(
    manager: Client, other: Client, here: Rows
) -> None:
    milestone(here.action, "Eerste groep")
    milestone(here.action, "Tweede groep")
    at = address(here.action, "edit")
    first, second = opened(manager, at), opened(other, at)
    saved(manager, here.action, {**first, "milestones-0-DELETE": "on"})
    page = other.post(at, {**second, "milestones-0-evidence": "Verslag"}).content.decode()
    saved(other, here.action, fields(page))
    kept = {row.label_nl: row.evidence for row in here.action.milestones.all()}
    assert kept == {"Eerste groep": "Verslag", "Tweede groep": ""}


def test_who_saves_twice_alone_is_not_bothered(manager: Client, here: Rows) -> None:
    for title in ("Een", "Twee", "Drie"):
        form = opened(manager, address(here.action, "edit"))
        saved(manager, here.action, {**form, "title_nl": title})


def test_who_a_person_is_never_stands_in_the_history(manager: Client, here: Rows) -> None:
    for person, mail in (("Jo Proef", "jo@example.org"), ("An Test", "an@example.org")):
        form = opened(manager, address(here.role, "edit"))
        saved(manager, here.role, {**form, "person": person, "email": mail})
    first, second = here.role.revisions.order_by("pk")[1:3]
    pages = [
        manager.get(address(here.role, "history")).content.decode(),
        manager.get(address(here.role, "revisions_compare", first.pk, second.pk)).content.decode(),
    ]
    for page in pages:
        assert "gewijzigd" in page
        for private in ("Jo Proef", "jo@example.org", "An Test", "an@example.org"):
            assert private not in page


def test_what_is_private_is_erased_when_the_role_ends_also_from_its_versions(
    manager: Client, here: Rows
) -> None:
    form = opened(manager, address(here.role, "edit"))
    private = {"person": "Jo Proef", "email": "jo@example.org", "telephone": "0612345678"}
    saved(manager, here.role, {**form, **private, "valid_until": "2026-12-01"})
    assert erase_ended_roles(date(2026, 11, 30)) == 0
    assert Role.objects.get(pk=here.role.pk).person == "Jo Proef"
    assert erase_ended_roles(date(2026, 12, 1)) == 1
    kept = Role.objects.get(pk=here.role.pk)
    assert (kept.person, kept.email, kept.telephone) == ("", "", "")
    assert kept.office_nl == "Voorzitter Proefland"
    versions = json.dumps(list(Revision.objects.for_instance(kept).values_list("content")))
    assert not any(word in versions for word in private.values())
    assert erase_ended_roles(date(2026, 12, 2)) == 0


def test_a_role_past_its_date_is_pointed_out(manager: Client, here: Rows) -> None:
    at = address(here.role, "edit")
    assert "Klopt het nog?" not in words(manager, at)
    Role.objects.filter(pk=here.role.pk).update(as_of=date.today() - timedelta(days=400))
    assert "Klopt het nog?" in words(manager, at)
    Role.objects.filter(pk=here.role.pk).update(valid_until=date.today())
    assert "Deze rol eindigde op" in words(manager, at)
    assert "voorbij sinds" in words(manager, address(Role, "list") + "?q=Voorzitter+Proefland")


def test_municipalities_that_do_not_fit_the_figures_are_pointed_out(
    manager: Client, here: Rows
) -> None:
    here.pact.area = "PACT-TWENTE"
    here.pact.save()
    PactMunicipality.objects.create(pact=here.pact, municipality="GM0153")
    PactMunicipality.objects.create(pact=here.pact, municipality="GM0193")
    said = words(manager, address(here.pact, "edit"))
    assert "Wel in het pact, maar niet in het gebied van de cijfers: Zwolle." in said
    assert "Wel in het gebied van de cijfers, maar niet in het pact: Almelo," in said


def test_a_change_of_any_row_makes_kept_pages_old(here: Rows) -> None:
    before = generation.current()
    row = Money.objects.create(action=here.action, funder=here.organisation, year=2026, pledged=1)
    middle = generation.current()
    row.delete()
    assert before < middle < generation.current()
