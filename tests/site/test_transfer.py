"""The ledger with which a region starts: its tables, once, through the same checks as an import."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schakel.base.errors import SchakelError
from schakel.catalog.catalog import package_folder
from schakel.site.pacts.models import Organisation, Pact
from schakel.site.pacts.transfer import loading
from schakel.site.pacts.transfer.shape import MODELS, rows_of

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
