"""Who changes occupation: as published per class, as many either way, and so at the start."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.catalog.catalog import load
from schakel.facts.chain.targets import Targets

PACKAGE = load("nl").packages[-1].folder


@pytest.fixture(scope="module")
def moves():
    return Targets.of(PACKAGE).moves


def of_class(moves, name):
    return np.array([each == name for each in moves.classes])


@pytest.mark.parametrize(
    ("name", "quarterly"),
    [("technical", (4.15 + 4.75 + 4.41) / 3), ("ict", (3.23 + 3.04 + 3.91) / 3)],
)
def test_as_many_leave_a_class_as_published(moves, name, quarterly):
    """15.4% of all change in a year, 658 of 937 thousand to another class, by class quarterly."""
    everybody = (5.47 + 6.47 + 6.04) / 3
    published = 0.154 * quarterly / everybody * (937 - 279) / 937
    mine = of_class(moves, name)
    left = moves.between[np.ix_(mine, ~mine)].sum() / moves.workers[mine].sum()
    assert left == pytest.approx(published, rel=0.01)


def test_as_many_come_as_go_for_every_two_families(moves):
    assert moves.between == pytest.approx(moves.between.T)


def test_likeness_asks_for_these_moves_of_the_vacancies_there_are(moves):
    """Applications to a family ÷ (people ÷ vacancies): v (1 − exp(−a ÷ v)) of them are hired."""
    per_step = 1462 / 9385 / 8 * moves.workers
    applications = moves.per_vacancy * moves.vacancies
    hired = moves.vacancies * (1 - np.exp(-applications / moves.vacancies))
    assert hired == pytest.approx(per_step)
    success = hired / applications
    given = moves.asked * moves.vacancies * success * 8
    assert given / given.sum() == pytest.approx(moves.between / moves.between.sum())


def test_of_one_family_likeness_sums_to_one(moves):
    sums = {}
    for row in moves.rows():
        sums[row["family"]] = sums.get(row["family"], 0) + row["value"]
    assert sums == pytest.approx(dict.fromkeys(moves.families, 1.0), abs=1e-4)
