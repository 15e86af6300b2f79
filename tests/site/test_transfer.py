"""The ledger with which a region starts: its tables, once, through the same checks as an import."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.test import Client

from schakel.base.errors import SchakelError
from schakel.catalog.folders import package_folder
from schakel.catalog.ledger_reading import read
from schakel.site.pacts.models import Organisation, Pact
from schakel.site.pacts.transfer import loading
from schakel.site.pacts.transfer.applying import carry_out
from schakel.site.pacts.transfer.shape import MODELS, rows_of
from schakel.site.pages import generation

pytestmark = pytest.mark.django_db
LEDGER = package_folder("oost") / "ledger"


@pytest.mark.parametrize("file", sorted(LEDGER.glob("*.csv")), ids=lambda path: path.stem)
def test_a_first_start_takes_every_row_of_every_table(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows_of(file.stem, "oost").count() == len(rows)


def test_a_ledger_that_has_pacts_is_not_filled_again() -> None:
    Pact.objects.filter(region="oost").first().statuses.all().delete()
    before = {table: rows_of(table, "oost").count() for table in MODELS}
    assert not loading.fill("oost")
    assert {table: rows_of(table, "oost").count() for table in MODELS} == before


def test_tables_with_a_fault_fill_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("organisations.csv", b"key,name\nnew,New\n"), ("money.csv", b"action\nnone\n")]
    monkeypatch.setattr(loading, "ledger_files", lambda folder: files)
    Pact.objects.filter(region="oost").update(region="elsewhere")
    with pytest.raises(SchakelError) as told:
        loading.fill("oost")
    assert {"funder", "year"} <= {
        str(problem.key).split(" › ")[1] for problem in told.value.problems
    }
    assert not Organisation.objects.filter(key="new").exists()


def test_what_was_imported_is_found_by_its_words_at_once(client: Client) -> None:
    def found(word: str) -> bool:
        return "Nieuwe meetploeg" in client.get("/nl/oost/zoeken/", {"q": word}).content.decode()

    def brought(about: str, public: str) -> None:
        text = (
            "key,agreement,title_nl,about_nl,public\n"
            f"meetploeg,gelders-vakmanschap,Nieuwe meetploeg,{about},{public}\n"
        )
        plan = carry_out(read([("actions.csv", text.encode())]), "oost")
        assert plan.faults == []
        generation.rise()

    assert not found("meetploeg")
    brought("Zij ijken waterpassen.", "true")
    assert found("meetploeg")
    assert found("waterpassen")
    brought("Zij ijken schuifmaten.", "true")
    assert found("schuifmaten")
    assert not found("waterpassen")
    brought("Zij ijken schuifmaten.", "false")
    assert not found("schuifmaten")
