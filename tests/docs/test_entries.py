"""Where people come from: the table kept, and a shorter run that says the same."""

from __future__ import annotations

import pytest

from schakel.answers.chain_names import FOCUS, chain_names
from schakel.answers.entries import SCHOOL, WORK, entering, kept
from schakel.answers.entries_table import entries_table
from schakel.answers.projection import package_hash
from schakel.catalog.catalog import load

CATALOG = load("oost")
ADVICE = "run: python -m schakel.answers.entries_table oost"


def test_the_table_is_of_this_chain():
    assert set(kept(CATALOG)["tables"]) == {package_hash(CATALOG)}, ADVICE


def test_fewer_draws_say_about_the_same():
    keys = ["region", "family", "origin"]
    both = entries_table(CATALOG, draws=60).join(kept(CATALOG), on=keys, suffix="_kept")
    assert len(both) == len(kept(CATALOG)), ADVICE
    for row in both.to_dicts():
        inside = row["part_low_kept"] - 1 <= row["part"] <= row["part_high_kept"] + 1
        assert inside, (row["family"], row["origin"], ADVICE)


@pytest.mark.parametrize("family", chain_names(CATALOG).members[FOCUS])
def test_those_who_come_in_are_counted_once(family):
    found = entering(CATALOG, family, CATALOG.region.area)
    middles = {entry.origin: entry.people for entry in found.entries}
    for entry in found.entries:
        assert entry.people.low <= entry.people.middle <= entry.people.high <= found.total.high
        if entry.within:
            assert entry.people.middle <= middles[entry.within].high
    # Quantiles do not add up exactly; a whole origin that is missing or counted twice would show.
    alone = sum(entry.people.middle for entry in found.entries if not entry.within)
    assert alone == pytest.approx(found.total.middle, rel=0.05)
    for kind in (SCHOOL, WORK):
        parts = [entry.people.middle for entry in found.entries if entry.within == kind]
        assert sum(parts) == pytest.approx(middles[kind].middle, rel=0.08)
