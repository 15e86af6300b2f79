"""The tables of skills of a region's packages as the network that moves are asked of."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import polars as pl

from schakel.answers.occupation_tables import paths_table
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.moves import MoveRules
from schakel.paths.moves import Weights
from schakel.paths.network import Likeness, Lists, Network, Requirements, network

_FULL = np.float32(255)  # what a similarity of 1 is stored as


def move_rules(catalog: Catalog) -> MoveRules:
    """How moves are scored and called in a region. Raises SchakelError where nothing says so."""
    if catalog.moves is None:
        raise SchakelError(
            Problem(
                "paths/moves.yaml",
                "no such file in " + ", ".join(str(p.folder) for p in catalog.packages),
                "the rules of moves",
                "take the file of the package nl as an example",
            )
        )
    return catalog.moves


def weights(catalog: Catalog) -> Weights:
    """The weights of a score, for the engine."""
    return Weights(**move_rules(catalog).weights.model_dump())


@lru_cache(maxsize=2)
def path_network(catalog: Catalog) -> Network:
    """All occupations of ESCO tied by skills, in the order of occupations.parquet."""
    asked = paths_table(catalog, "requirements.parquet")
    skills = paths_table(catalog, "skills.parquet")
    vectors = paths_table(catalog, "description_vectors.parquet")["vector"]
    return network(
        Requirements(*(asked[name].to_numpy() for name in ("occupation", "skill", "essential"))),
        _likeness(paths_table(catalog, "skill_neighbours.parquet"), len(skills)),
        _groups(skills),
        vectors.to_numpy().astype(np.float32),
        _branches(paths_table(catalog, "occupations.parquet")["isco"]),
    )


def _likeness(table: pl.DataFrame, skills: int) -> Likeness:
    table = table.sort("skill", "neighbour")
    others = Lists.of_pairs(table["skill"].to_numpy(), table["neighbour"].to_numpy(), skills)
    return Likeness(others, table["similarity"].to_numpy().astype(np.float32) / _FULL)


def _groups(skills: pl.DataFrame) -> Lists:
    lists = skills["groups"].to_list()
    rows = np.repeat(np.arange(len(lists)), [len(codes) for codes in lists])
    _, group = np.unique([code for codes in lists for code in codes], return_inverse=True)
    return Lists.of_pairs(rows, group, len(lists))


def _branches(isco: pl.Series) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """The major, sub-major, minor and unit group of each occupation, as numbers."""
    return np.stack([isco.str.slice(0, n).cast(pl.Int32).to_numpy() for n in range(1, 5)], axis=1)
