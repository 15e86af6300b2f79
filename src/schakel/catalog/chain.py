"""Reads the tables of the chain of a region: those of its parents, with its own laid over them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.catalog.reading import read_yaml

FOLDER = "chain"
SCENARIOS = "scenarios"
REGION_KIND: Literal["labour_market_region"] = "labour_market_region"
Row = dict[str, Any]
# Columns that say how much or why, not which: a row replaces another with the same other columns.
_SAYS = {
    "stages": {"axes", "link", "label_nl", "label_en"},
    "flows": {"share", "phase", "capacity", "otherwise", "otherwise_share", "link", "label_nl",
              "label_en"},
    "capacities": {"share", "label_nl", "label_en"},
    "parameters": {"value", "low", "high", "distribution", "valid_until", "source", "evidence",
                   "method", "note"},
    "stocks": {"value", "low", "high", "status", "source", "method"},
    "mobility": {"value", "source", "evidence", "method"},
    "values": {"group", "label_nl", "label_en"},
}  # fmt: skip
_NEEDED = ("stages", "flows", "parameters", "stocks")


@dataclass(frozen=True)
class ChainFiles:
    """The declared chain of a region. Rows say under `where` in which file and line they stand.

    `settings` is chain.yaml, `about` parameters.yaml; `regions` are the labour-market regions.
    """

    settings: dict[str, Any]
    about: dict[str, dict[str, Any]]
    regions: tuple[str, ...]
    tables: dict[str, tuple[Row, ...]]


def read_chain(catalog: Catalog, scenario: str | None = None) -> ChainFiles:
    """The chain of a region, with the rows of a scenario laid over its parameters.

    Raises SchakelError when a region has no chain or no such scenario, or for broken files.
    """
    problems: list[Problem] = []
    folders = [package.folder / FOLDER for package in catalog.packages]
    if scenario is not None:
        folders.append(scenario_folder(catalog, scenario))
    settings = _merged_yaml(folders, "chain.yaml", problems)
    about = _merged_yaml(folders, "parameters.yaml", problems)
    tables = {name: tuple(_rows(folders, name, problems)) for name in _SAYS}
    missing = [name for name in _NEEDED if not tables[name]]
    if not problems and (missing or not settings or not about):
        found = ", ".join(f"no {name}" for name in missing) or "no chain.yaml or parameters.yaml"
        advice = "add them to the package, or name a parent that has them"
        problems.append(Problem(str(folders[-1]), found, "the tables of a chain", advice))
    if problems:
        raise SchakelError(problems)
    regions = tuple(sorted(catalog.territory.touching(catalog.region.area, REGION_KIND)))
    kept = tuple(row for row in tables["stocks"] if row.get("region") in regions)
    return ChainFiles(settings, about, regions, {**tables, "stocks": kept})


def scenarios(catalog: Catalog) -> dict[str, Path]:
    """The scenarios of a region by name: folders below `chain/scenarios` with their own tables."""
    found = {}
    for package in catalog.packages:
        for path in sorted((package.folder / FOLDER / SCENARIOS).glob("*/parameters.csv")):
            found[path.parent.name] = path.parent
    return found


def scenario_folder(catalog: Catalog, name: str) -> Path:
    """The folder of a scenario. Raises UnknownName."""
    known = scenarios(catalog)
    if name not in known:
        listed = ", ".join(known) or "none: this region has no scenarios"
        raise UnknownName(Problem("--scenario", repr(name), listed, "choose one of these"))
    return known[name]


def _merged_yaml(folders: list[Path], name: str, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for folder in folders:
        if (folder / name).is_file():
            content = read_yaml(folder / name, problems)
            if isinstance(content, dict):
                found.update(content)
            elif content is not None:
                problems.append(
                    Problem(str(folder / name), f"a {type(content).__name__}", "keys with values",
                            "write each as “key: value”")
                )  # fmt: skip
    return found


def _rows(folders: list[Path], name: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows of a table; a later package replaces those with the same key."""
    found: dict[tuple[tuple[str, str], ...], Row] = {}
    for folder in folders:
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        for number, row in enumerate(_read(path, problems), start=2):
            key = tuple(sorted((k, v) for k, v in row.items() if k not in _SAYS[name]))
            found[key] = {**row, "where": f"{path}:{number}"}
    yield from found.values()


def _read(path: Path, problems: list[Problem]) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        advice = "save it as UTF-8 and try again"
        problems.append(Problem(str(path), str(error), "a UTF-8 CSV file", advice))
        return
    for row in csv.DictReader(io.StringIO(text)):
        if None in row:
            problems.append(
                Problem(str(path), str(row), "as many cells as the head has", "mend the line")
            )
            continue
        yield {key: value.strip() for key, value in row.items() if value and value.strip()}
