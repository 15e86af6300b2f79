"""What people type into the forms of the ledger: what is wrong is told, and nothing gets lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from schakel.site.pacts.fields import AmountFormField
from schakel.site.pacts.models import (
    Action,
    Milestone,
    Money,
    Organisation,
    Pact,
    PactMunicipality,
    Promise,
)
from tests.site.ledger import Rows, address, milestone, refused, rows, saved
from tests.support.forms import Fields, opened, with_row
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script><b>vet</b>"


@pytest.fixture
def here() -> Rows:
    return rows("Proefland")


@pytest.fixture
def manager() -> Client:
    return logged_in("manager", "programme_manager")


def form_of(client: Client, row: object) -> Fields:
    return opened(client, address(row, "edit"))


def money(**fields: str) -> Fields:
    usual = {"funder": "", "year": "2026", "link": "", "pledged": "", "granted": "", "spent": ""}
    empty = {"note": "", "source_label": "", "source_address": "", "source_date": ""}
    return {**usual, **empty, "id": "", "DELETE": "", **fields}


def test_dates_that_cross_are_refused(manager: Client, here: Rows) -> None:
    form = {**form_of(manager, here.action), "valid_from": "2026-05-01"}
    said = refused(manager, address(here.action, "edit"), {**form, "valid_until": "2026-04-01"})
    assert "Dit ligt niet na de eerste dag" in said


def test_money_needs_a_funder(manager: Client, here: Rows) -> None:
    form = with_row(form_of(manager, here.action), "money", money(pledged="1.250,50"))
    said = refused(manager, address(here.action, "edit"), form)
    assert "Bij geld hoort een geldgever" in said
    assert not Money.objects.filter(action=here.action).exists()


def test_money_needs_an_amount_that_is_not_below_zero(manager: Client, here: Rows) -> None:
    funder = str(here.organisation.pk)
    for fields, words in (
        ({}, "ten minste één bedrag"),
        ({"granted": "-5"}, "minder dan nul"),
        ({"granted": "twaalf"}, "Schrijf het zoals 1.250,50"),
    ):
        form = with_row(form_of(manager, here.action), "money", money(funder=funder, **fields))
        assert words in refused(manager, address(here.action, "edit"), form)


def test_money_is_for_a_link_of_the_action(manager: Client, here: Rows) -> None:
    row = money(funder=str(here.organisation.pk), pledged="10", link="primary")
    form = with_row(form_of(manager, here.action), "money", row)
    said = refused(manager, address(here.action, "edit"), form)
    assert "Deze actie werkt niet op de schakel “Basisschool”" in said
    saved(manager, here.action, {**form, "links": ["vmbo", "primary"]})
    assert Money.objects.get(action=here.action).link == "primary"


def test_amounts_are_written_as_on_paper(manager: Client, here: Rows) -> None:
    row = money(funder=str(here.organisation.pk), pledged="1.250,50", granted="€ 12.000")
    saved(manager, here.action, with_row(form_of(manager, here.action), "money", row))
    kept = Money.objects.get(action=here.action)
    assert (kept.pledged, kept.granted, kept.spent) == (Decimal("1250.50"), Decimal(12000), None)
    form = form_of(manager, here.action)
    assert (form["money-0-pledged"], form["money-0-granted"]) == ("1.250,50", "12.000")
    saved(manager, here.action, form)
    kept.refresh_from_db()
    assert kept.pledged == Decimal("1250.50")


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("nl", "1.250,50", "1250.50"),
        ("nl", "1250,5", "1250.5"),
        ("nl", "1.250", "1250"),
        ("nl", "1250.50", "1250.50"),
        ("nl", "€ 1.000.000", "1000000"),
        ("en", "1,250.50", "1250.50"),
        ("en", "1,250", "1250"),
        ("en", "1250,50", "1250.50"),
    ],
)
def test_a_number_is_read_in_the_language_of_the_page(
    language: str, typed: str, meant: str
) -> None:
    with override(language):
        assert AmountFormField(max_digits=14, decimal_places=2).clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1.25.0", "1,2,3", "12.3456", "1.250.5,0x", "--5", "1e5"])
def test_a_number_that_means_nothing_is_refused(typed: str) -> None:
    with override("nl"), pytest.raises(ValidationError, match=r"1\.250,50"):
        AmountFormField(max_digits=14, decimal_places=2).clean(typed)


@given(number=st.decimals(0, 10**11, places=2), language=st.sampled_from(["nl", "en"]))
def test_what_the_form_shows_it_also_reads(number: Decimal, language: str) -> None:
    field = AmountFormField(max_digits=14, decimal_places=2)
    with override(language):
        assert field.clean(field.prepare_value(number)) == number


def municipality(code: str, first: str = "", last: str = "") -> Fields:
    return {
        "municipality": code, "valid_from": first, "valid_until": last, "id": "", "DELETE": "",
    }  # fmt: skip


def test_a_municipality_is_in_a_pact_once_a_day(manager: Client, here: Rows) -> None:
    form = with_row(form_of(manager, here.pact), "municipalities", municipality("GM0153"))
    twice = with_row(form, "municipalities", municipality("GM0153", "2026-01-01"))
    said = refused(manager, address(here.pact, "edit"), twice)
    assert "Enschede staat op dezelfde dag twee keer in dit pact" in said
    later = {**twice, "municipalities-0-valid_until": "2026-01-01"}
    saved(manager, here.pact, later)
    assert PactMunicipality.objects.filter(pact=here.pact).count() == 2


def test_a_code_that_is_not_in_the_package_is_refused_and_stays_visible(
    manager: Client, here: Rows
) -> None:
    Pact.objects.filter(pk=here.pact.pk).update(area="AM-ATLANTIS")
    form = form_of(manager, here.pact)
    assert form["area"] == "AM-ATLANTIS"
    said = refused(manager, address(here.pact, "edit"), form)
    assert "“AM-ATLANTIS” staat niet in het pakket" in said


def test_a_partner_is_in_the_list_once(manager: Client, here: Rows) -> None:
    row = {"organisation": str(here.organisation.pk), "id": "", "DELETE": ""}
    form = with_row(with_row(form_of(manager, here.action), "partners", row), "partners", row)
    said = refused(manager, address(here.action, "edit"), form)
    assert "School Proefland staat al in de lijst" in said


def test_a_key_that_is_taken_is_told(manager: Client, here: Rows) -> None:
    there = rows("Verderop")
    form = {**form_of(manager, here.action), "key": there.action.key}
    said = refused(manager, address(here.action, "edit"), form)
    assert "Deze sleutel is al gebruikt. Kies een andere." in said


def test_a_promise_is_not_below_zero(manager: Client, here: Rows) -> None:
    names = [field.name for field in Promise._meta.fields if field.name not in ("id", "agreement")]
    row = {**dict.fromkeys(names, ""), "id": "", "DELETE": "", "label_nl": "100 plaatsen"}
    form = with_row(form_of(manager, here.agreement), "promises", {**row, "promised": "-100"})
    assert "minder dan nul" in refused(manager, address(here.agreement, "edit"), form)


def test_markup_comes_out_as_it_was_typed_and_never_as_markup(manager: Client, here: Rows) -> None:
    milestone(here.action, SCRIPT)
    saved(manager, here.action, {**form_of(manager, here.action), "title_nl": SCRIPT})
    saved(manager, here.action, {**form_of(manager, here.action), "about_nl": SCRIPT})
    saved(manager, here.organisation, {**form_of(manager, here.organisation), "name": SCRIPT})
    saved(manager, here.meeting, {**form_of(manager, here.meeting), "agenda": SCRIPT})
    for at in (
        address(here.action, "edit"),
        address(here.action, "history"),
        address(here.action, "inspect"),
        address(here.action, "delete"),
        address(Action, "list") + "?q=test-actie",
        address(here.organisation, "edit"),
        address(here.meeting, "inspect"),
        address(here.meeting, "edit"),
        "/admin/",
        "/admin/snippets/choose/pacts/action/",
        "/admin/snippets/choose/pacts/organisation/",
    ):
        page = manager.get(at).content.decode()
        assert "<script>alert" not in page, at
        assert "<b>vet" not in page, at


def test_a_list_of_a_hundred_actions_asks_little(
    manager: Client, here: Rows, django_assert_max_num_queries
) -> None:
    Action.objects.bulk_create(
        Action(
            key=f"test-many-{number}",
            agreement=here.agreement,
            title_nl=f"Actie {number}",
            owner=here.organisation,
            links="vmbo mbo_2",
        )
        for number in range(120)
    )
    manager.get(address(Action, "list"))
    with django_assert_max_num_queries(30):
        page = manager.get(address(Action, "list") + "?q=test-many").content.decode()
    assert page.count("School Proefland") >= 50


def test_nothing_is_saved_while_somebody_types(manager: Client, here: Rows) -> None:
    for at in (address(here.action, "edit"), address(Action, "add")):
        page = manager.get(at).content.decode()
        assert "data-w-autosave-interval" not in page
        assert "Kies organisatie" in page or "Kies opnieuw" in page


def test_an_organisation_is_found_by_its_words_and_added_on_the_way(
    manager: Client, here: Rows
) -> None:
    rows("Verderop")
    at = "/admin/snippets/choose/pacts/organisation/"
    found = manager.get(f"{at}results/?q=proefland+school").content.decode()
    assert "School Proefland" in found
    assert "School Verderop" not in found
    sent = {"name": "O&O-fonds <Proef>"}
    kind = {"kind": "o_and_o_fund"}
    manager.post(f"{at}create/", {**sent, **kind})
    added = Organisation.objects.get(name="O&O-fonds <Proef>")
    assert added.key == "oo-fonds-proef"


def test_a_list_is_narrowed_down(manager: Client, here: Rows) -> None:
    there = rows("Verderop")
    Action.objects.filter(pk=there.action.pk).update(links="vmbo_extra primary", status="done")
    Money.objects.create(action=there.action, funder=there.organisation, year=2024, spent=5)
    milestone(there.action, "m")

    def found(query: str) -> str:
        return manager.get(f"{address(Action, 'list')}?q=test-actie&{query}").content.decode()

    for query in ("links=primary", "year=2024", "status=done"):
        assert "Actie Verderop" in found(query), query
        assert "Actie Proefland" not in found(query), query
    only_here = found("links=vmbo") + found(f"agreement__pact={here.pact.pk}")
    assert "Actie Verderop" not in only_here
    assert "Actie Proefland" in only_here


def test_a_milestone_is_added_without_javascript(manager: Client, here: Rows) -> None:
    names = [field.name for field in Milestone._meta.fields if field.name not in ("id", "action")]
    row = {**dict.fromkeys(names, ""), "id": "", "DELETE": "", "label_nl": "Eerste groep begint"}
    saved(manager, here.action, with_row(form_of(manager, here.action), "milestones", row))
    assert Milestone.objects.get(action=here.action).label_nl == "Eerste groep begint"
