"""Who comes to work in each occupation family in a year, by where they come from.

    python -m schakel.answers.entries_table oost

writes `chain/entries.parquet` into the region's package: quantiles over draws of the chain model.
The draws are keyed: twice gives the same.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from schakel.answers.chain_names import FOCUS, ChainNames, chain_names
from schakel.answers.entries import (
    COLUMNS,
    FROM_FOCUS,
    FROM_OTHER,
    SCHOOL,
    TOTAL,
    WORK,
    file_of,
    within,
)
from schakel.answers.projected import ALL, HIGH, LOW
from schakel.answers.projection import chain_of, package_hash
from schakel.catalog.catalog import Catalog, load
from schakel.chain.compiled import Chain, Floats
from schakel.chain.entries import Entries, entries

DRAWS, SEED = 1000, 1


def entries_table(catalog: Catalog, draws: int = DRAWS, seed: int = SEED) -> pl.DataFrame:
    """Persons and percent of all who come in, per area, family and origin, with 80% intervals.

    Raises what `entries` raises, and SchakelError for a region without a chain.
    """
    chain, names = chain_of(catalog), chain_names(catalog)
    assert chain.market is not None
    origins = origins_of(chain, names)
    mine = [chain.market.families.index(family) for family in names.members[FOCUS]]
    made = entries(chain, range(1, draws + 1), seed)
    found = np.stack([by_origin(chain, names, each)[..., mine] for each in made])
    found = np.concatenate((found, found.sum(axis=1, keepdims=True)), axis=1)
    total = found.sum(axis=2, keepdims=True)
    sums = [
        found[:, :, [within(catalog, origin) == kind for origin in origins]].sum(2, keepdims=True)
        for kind in (SCHOOL, WORK)
    ]
    people = np.concatenate((found, *sums, total), axis=2)
    parts = 100 * people / np.maximum(total, 1e-300)
    keys = ([*chain.regions, ALL], [*origins, SCHOOL, WORK, TOTAL], names.members[FOCUS])
    table = pl.DataFrame(list(_rows(keys, people, parts)), schema=list(COLUMNS)[:-3], orient="row")
    return table.filter(pl.col("high") > 0).with_columns(
        year=pl.lit(chain.start), draws=pl.lit(draws), tables=pl.lit(package_hash(catalog))
    )


def origins_of(chain: Chain, names: ChainNames) -> tuple[str, ...]:
    """Where people may come from: a link of the chain, a flow from outside, or other work."""
    flows = dict.fromkeys(origin_of(names, flow) for flow in chain.flows)
    return (*(each for each in flows if each), FROM_FOCUS, FROM_OTHER)


def origin_of(names: ChainNames, flow: str) -> str:
    """The link of the stage that a flow comes from; itself when it comes from outside the chain."""
    source = names.ends.get(flow, ("", ""))[0]
    return names.link_of_stage[source] if source else flow


def by_origin(chain: Chain, names: ChainNames, found: Entries) -> Floats:
    """Who come into each family, (R, origins, O), in the order of `origins_of`."""
    origins = origins_of(chain, names)
    made = np.zeros((len(chain.regions), len(origins), found.flows.shape[2]))
    for number, flow in enumerate(chain.flows):
        if origin := origin_of(names, flow):
            made[:, origins.index(origin)] += found.flows[:, number]
    assert chain.market is not None
    families = chain.market.families
    for place, family in enumerate(families):
        kind = FROM_FOCUS if family in names.members[FOCUS] else FROM_OTHER
        others = np.arange(len(families)) != place
        made[:, origins.index(kind)] += found.moves[:, place] * others
    return made


def _rows(
    keys: Sequence[Sequence[str]], people: Floats, parts: Floats
) -> Iterator[tuple[object, ...]]:
    """A row per area, origin and family; arrays are (draws, areas, origins, families)."""
    counts, shares = (np.quantile(each, (LOW, 0.5, HIGH), axis=0) for each in (people, parts))
    for area, region in enumerate(keys[0]):
        for place, origin in enumerate(keys[1]):
            for number, family in enumerate(keys[2]):
                where = (slice(None), area, place, number)
                yield (region, family, origin, *counts[where].round(1), *shares[where].round(2))


def write(catalog: Catalog) -> Path:
    """Make the table of a region anew."""
    path = file_of(catalog)
    path.parent.mkdir(exist_ok=True)
    entries_table(catalog).write_parquet(path, compression="zstd", statistics=False)
    return path


def main(regions: Sequence[str]) -> None:
    """Write the tables of some regions."""
    for region in regions:
        print(write(load(region)))


if __name__ == "__main__":
    main(sys.argv[1:])
