"""The fitted rates are what the fit gives, and hold the labour market near what is published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schakel.answers.calibration import calibrated_rows, calibration, calibration_page
from schakel.answers.chain_tables import chain_tables
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate
from schakel.facts.chain.targets import Targets
from schakel.facts.chain.work import OCTOBER
from tests.support.pages import same_page

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "regions/nl"
ADVICE = "run: python -m schakel.answers.calibration regions/nl > docs/method/calibration.md"


@pytest.fixture(scope="module")
def found():
    return calibration(load("nl"))


def test_the_page_is_what_the_fit_gives(found):
    made = calibration_page(found, Targets.of(PACKAGE))
    same_page((ROOT / "docs/method/calibration.md").read_text(encoding="utf-8"), made, ADVICE)


def test_the_rows_are_what_the_fit_gives(found):
    with (PACKAGE / "chain/parameters_given.csv").open(encoding="utf-8", newline="") as file:
        kept = {(row["parameter"], row["family"]): row for row in csv.DictReader(file)}
    for row in calibrated_rows(found):
        old = kept[row["parameter"], row["family"]]
        for name in ("value", "low", "high"):
            assert float(old[name]) == pytest.approx(float(row[name]), rel=2e-3), ADVICE
        assert (old["evidence"], old["source"]) == ("calibrated", row["source"])


def test_what_stocks_do_not_show_keeps_its_prior(found):
    for estimate in found.estimates:
        assert 0 < estimate.kept < 1.001
        if estimate.prior.parameter == "gamma_u":
            assert estimate.value == pytest.approx(estimate.prior.value, rel=0.02)
            assert estimate.low == pytest.approx(estimate.prior.low, rel=0.02)


def test_seekers_of_october_are_the_part_of_the_year_that_the_start_takes(found):
    """In the second October of the path, as a part of the mean of the first two years."""
    chain = compile_chain(chain_tables(load("nl")))
    path = simulate(chain, years=1)
    october = sum(seekers[1] for seekers in path.stock("seekers", by="family").values())
    assert october / found.rates.seekers.sum() == pytest.approx(OCTOBER, abs=0.03)


def test_in_a_class_no_family_gains_or_loses_vacancies_at_a_stroke():
    """Families of a class start with 3% to 12% open, and do not run to one another."""
    chain = compile_chain(chain_tables(load("oost")))
    path = simulate(chain, years=1)
    before, after = (path.vacancies[year].sum(axis=0)[:9] for year in (0, 1))
    assert after == pytest.approx(before, rel=0.12)


def test_vacancies_of_technical_families_no_longer_fall_in_the_first_year():
    chain = compile_chain(chain_tables(load("oost")))
    path = simulate(chain, years=1)
    technical = path.vacancies[:, :, :9].sum(axis=(1, 2))
    assert technical[1] == pytest.approx(technical[0], rel=0.1)
