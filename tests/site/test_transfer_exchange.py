"""Export and import of the ledger: the same out as in, all or nothing, with its history."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry, Page

from schakel.catalog.ledger import TABLES, columns
from schakel.catalog.ledger_reading import read
from schakel.site.pacts import models as m
from schakel.site.pacts.transfer import writing
from schakel.site.pacts.transfer.applying import carry_out
from schakel.site.pacts.transfer.files import MEGABYTE, Refused, unpacked
from schakel.site.pacts.transfer.planning import prepare
from schakel.site.pacts.transfer.shape import MODELS, rows_of
from tests.support.login import person

pytestmark = pytest.mark.django_db
ODD = "'=+-@;,\t\"\r\n é€<b>𝄞\u200b|x0."


def empty() -> None:
    """Take everything out of the ledger of Oost, by an import of tables without rows."""
    heads = [(f"{table}.csv", ",".join(columns(table)).encode()) for table in TABLES]
    assert carry_out(read(heads), "oost", complete=True).faults == []


def bring_in(*files: tuple[str, str], complete: bool = False, user: object = None) -> object:
    reading = read([(name, text.encode()) for name, text in files])
    return carry_out(reading, "oost", complete, user)


def kinds(plan: object) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.kind) for fault in plan.faults]


def small_ledger(text: str, amount: Decimal) -> None:
    """One row or more of every table, with an odd text wherever text may stand."""
    name = f"x{text}"
    body = m.Organisation.objects.create(key="body", name=name, kind="school", web="https://a.nl/=")
    above = m.Pact.objects.create(key="z-above", region="oost", kind="national", name_nl=name)
    pact = m.Pact.objects.create(
        key="a-pact", region="oost", kind="regional", name_nl=name, about_nl=text, parent=above
    )
    m.PactStatus.objects.create(pact=pact, status="merged", merged_into=above, text_nl=text)
    m.PactMunicipality.objects.create(pact=pact, municipality="GM0193")
    m.PactPartner.objects.create(pact=pact, organisation=body, valid_until=date(2024, 1, 1))
    m.Role.objects.create(
        key="r", pact=pact, office_nl=name, organisation=body, person=name, as_of=date(2025, 1, 1)
    )
    agreed = m.Agreement.objects.create(key="agreed", pact=pact, title_nl=name, public=True)
    m.AgreementPartner.objects.create(agreement=agreed, organisation=body)
    m.Promise.objects.create(agreement=agreed, label_nl=name, promised=amount, evidence_nl=text)
    practice = Page.objects.filter(content_type__model="practicepage").first()
    action = m.Action.objects.create(
        key="act", agreement=agreed, title_nl=name, about_nl=text, owner=body, practice=practice
    )
    m.ActionPartner.objects.create(action=action, organisation=body)
    for _twice in range(2):
        m.Milestone.objects.create(action=action, label_nl=name, evidence=text)
        m.Money.objects.create(action=action, funder=body, year=2025, pledged=amount, note=text)
    meeting = m.Meeting.objects.create(
        key="meet", pact=pact, day=date(2025, 5, 1), title=name, agenda=text
    )
    m.Decision.objects.create(meeting=meeting, text=name, action=action)


def test_what_is_exported_comes_back_to_the_letter() -> None:
    empty()
    assert not m.Organisation.objects.exists()
    comes_back()


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(
    text=st.text(alphabet=st.sampled_from(ODD), max_size=20),
    amount=st.decimals(0, 10**11, places=2),
    excel=st.booleans(),
)
def comes_back(text: str, amount: Decimal, excel: bool) -> None:
    with transaction.atomic():
        small_ledger(text, amount)
        first = writing.archive("oost", personal=True, excel=excel)
        empty()
        plan = carry_out(read(unpacked([("ledger.zip", first)])), "oost")
        assert plan.faults == []
        assert all(plan.counts[table]["added"] for table in TABLES)
        assert writing.archive("oost", personal=True, excel=excel) == first
        transaction.set_rollback(True)


def test_the_ledger_of_a_first_start_imports_as_unchanged() -> None:
    plan = prepare(read(unpacked([("a.zip", writing.archive("oost"))])), "oost", complete=True)
    assert plan.faults == []
    for table, counts in plan.counts.items():
        assert counts == {
            "added": 0,
            "changed": 0,
            "unchanged": rows_of(table, "oost").count(),
            "removed": 0,
        }, table


def test_personal_data_leave_only_when_asked_for_and_survive_an_import_without_them() -> None:
    role = m.Role.objects.filter(pact__region="oost").first()
    m.Role.objects.filter(pk=role.pk).update(person="Iemand", email="iemand@example.org")
    plain = writing.table("roles", "oost")
    assert b"Iemand" not in plain
    assert b"person" not in plain.splitlines()[0]
    assert b"Iemand" in writing.table("roles", "oost", personal=True)
    changed = plain.decode("utf-8-sig").replace(role.office_nl, "Ander ambt")
    assert bring_in(("roles.csv", changed)).faults == []
    role.refresh_from_db()
    assert (role.office_nl, role.person) == ("Ander ambt", "Iemand")


def test_an_export_for_excel_has_semicolons_and_decimal_commas() -> None:
    m.Money.objects.update(pledged=Decimal("1250.50"))
    text = writing.table("money", "oost", excel=True).decode("utf-8-sig")
    assert ";1250,50;" in text


def test_only_organisations_that_no_other_region_has_for_itself_come_along() -> None:
    other = m.Pact.objects.create(key="other", region="west", kind="regional", name_nl="West")
    theirs = m.Organisation.objects.create(key="theirs", name="T")
    m.PactPartner.objects.create(pact=other, organisation=theirs)
    m.Organisation.objects.create(key="nobodys", name="N")
    keys = {row.key for row in rows_of("organisations", "oost")}
    assert "nobodys" in keys
    assert "theirs" not in keys


def test_one_fault_and_nothing_at_all_is_applied() -> None:
    plan = bring_in(
        ("organisations.csv", "key,name\nnew-one,Nieuw\n"),
        ("agreements.csv", "key,pact,title_nl\na-new,no-such-pact,Titel\n"),
    )
    assert kinds(plan) == [(2, "pact", "unknown_key")]
    assert plan.counts["organisations"]["added"] == 1
    assert not m.Organisation.objects.filter(key="new-one").exists()


def test_rows_go_only_when_the_tables_are_complete_and_nothing_needs_them() -> None:
    action = m.Action.objects.filter(agreement__pact__region="oost").first()
    rest = "key,agreement,title_nl\n" + "".join(
        f"{row.key},{row.agreement.key},Titel\n" for row in rows_of("actions", "oost")[1:]
    )
    gone = rows_of("actions", "oost").first()
    assert bring_in(("actions.csv", rest)).counts["actions"]["removed"] == 0
    m.Milestone.objects.create(action=gone, label_nl="Nog nodig")
    refused = bring_in(("actions.csv", rest), complete=True)
    assert {fault.kind for fault in refused.faults} == {"in_use"}
    assert rows_of("actions", "oost").filter(pk=gone.pk).exists()
    for table in ("milestones", "money", "action_partners", "decisions"):
        MODELS[table].objects.filter(action=gone).delete()
    assert bring_in(("actions.csv", rest), complete=True).faults == []
    assert not m.Action.objects.filter(pk=gone.pk).exists()
    assert action is not None


def test_a_pact_above_others_goes_only_with_them_or_when_they_let_go() -> None:
    above = m.Pact.objects.create(key="above", region="oost", kind="national", name_nl="Boven")
    m.Pact.objects.filter(key="twente").update(parent=above)
    rest = "key,region,kind,name_nl\n" + "".join(
        f"{row.key},oost,{row.kind},Naam\n" for row in rows_of("pacts", "oost") if row != above
    )
    refused = bring_in(("pacts.csv", rest), complete=True)
    assert kinds(refused) == [(0, "key", "in_use")]
    m.Pact.objects.filter(key="twente").update(parent=None)
    assert bring_in(("pacts.csv", rest), complete=True).faults == []


def test_a_municipality_that_is_in_the_pact_already_is_refused() -> None:
    standing = m.PactMunicipality.objects.filter(pact__region="oost").first()
    text = "pact,municipality,valid_from\n"
    text += f"{standing.pact.key},{standing.municipality},2099-01-01\n"
    assert kinds(bring_in(("pact_municipalities.csv", text))) == [
        (2, "municipality", "municipality_twice")
    ]


def test_every_change_is_in_the_history_with_who_did_it() -> None:
    user = person("importer", "programme_manager")
    action = rows_of("actions", "oost").first()
    funder = rows_of("organisations", "oost").first()
    text = f"action,funder,year,pledged\n{action.key},{funder.key},2031,77\n"
    assert bring_in(("money.csv", text), user=user).faults == []
    entry = ModelLogEntry.objects.for_instance(action).first()
    assert (entry.action, entry.user_id) == ("pacts.import", user.pk)
    action.refresh_from_db()
    revision = action.latest_revision
    assert revision == entry.revision
    assert {row["year"] for row in revision.content["money"]} >= {2031}
    assert revision.as_object().title_nl == action.title_nl


def test_markup_is_kept_as_text() -> None:
    text = 'key,name\nscript,"<script>alert(1)</script>"\n'
    assert bring_in(("organisations.csv", text)).faults == []
    assert m.Organisation.objects.get(key="script").name == "<script>alert(1)</script>"
    javascript = "key,name,web\nj,J,javascript:alert(1)\n"
    assert kinds(bring_in(("organisations.csv", javascript))) == [(2, "web", "address")]


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (lambda: zipped({"money.csv": b"0" * (60 * MEGABYTE)}), "too_large"),
        (lambda: zipped({"money.csv": b"0" * (20 * MEGABYTE)}), "bomb"),
        (lambda: zipped({f"{n}.csv": b"x" for n in range(60)}), "too_many"),
        (lambda: b"PK\x03\x04 is not a zip", "zip"),
    ],
)
def test_a_zip_that_would_fill_memory_is_not_opened(content: object, kind: str) -> None:
    with pytest.raises(Refused) as told:
        unpacked([("bad.zip", content())])
    assert told.value.fault.kind == kind
