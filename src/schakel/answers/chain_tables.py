"""The chain of a region as the engine takes it."""

from __future__ import annotations

from functools import lru_cache

from schakel.answers.measure_draws import measure_problems
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import has_chain, read_chain, scenarios
from schakel.chain import compile_chain
from schakel.chain.tables import ChainTables, MarketNames

_SETTINGS = {"start", "substeps", "axes", "enters_first", "groups", "market"}


def chain_problems(catalog: Catalog) -> list[Problem]:
    """What is wrong in the tables of a region's chain and its scenarios; nothing without one.

    And what indicators say under `projected` that is not in the chain.
    """
    found: list[Problem] = []
    for scenario in (None, *scenarios(catalog)) if has_chain(catalog) else ():
        try:
            found += measure_problems(compile_chain(chain_tables(catalog, scenario)), catalog)
        except SchakelError as error:
            found += error.problems
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4)
def chain_tables(catalog: Catalog, scenario: str | None = None) -> ChainTables:
    """The tables of a region's chain. Raises SchakelError for files that are missing or broken."""
    files = read_chain(catalog, scenario)
    settings = files.settings
    unknown = sorted(set(settings) - _SETTINGS)
    if unknown:
        raise SchakelError(
            Problem("chain.yaml", ", ".join(unknown), ", ".join(sorted(_SETTINGS)), "remove these")
        )
    market = settings.get("market")
    return ChainTables(
        axes={name: [str(value) for value in values] for name, values in settings["axes"].items()},
        groups={"region": files.regions, **settings.get("groups", {})},
        stages=files.tables["stages"],
        flows=files.tables["flows"],
        parameters=files.tables["parameters"],
        about=files.about,
        stocks=files.tables["stocks"],
        capacities=files.tables["capacities"],
        enters_first=settings.get("enters_first", ("year", "duration")),
        substeps=int(settings.get("substeps", 1)),
        start=int(settings["start"]),
        market=MarketNames(**market) if market else None,
        mobility=files.tables["mobility"],
    )
