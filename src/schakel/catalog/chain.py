"""Reads the tables of the chain of a region: those of its parents, with its own laid over them.

A table is a CSV file, a Parquet file, or both: what is built and large is Parquet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import polars as pl

from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain_regions import Division, brought, division
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
_NEEDED = ("stages", "flows", "parameters")


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
    inherited = [package.folder / FOLDER for package in catalog.packages[:-1]]
    own = [catalog.packages[-1].folder / FOLDER]
    if scenario is not None:
        own.append(scenario_folder(catalog, scenario))
    folders = [*inherited, *own]
    settings = _merged_yaml(folders, "chain.yaml", problems)
    about = _merged_yaml(folders, "parameters.yaml", problems)
    regions = tuple(sorted(catalog.territory.touching(catalog.region.area, REGION_KIND)))
    divided = _division(catalog, inherited, regions, problems)
    wanted = divided.wanted if divided else None
    tables = {}
    for name in _SAYS:
        of_parents = list(_rows(inherited, name, problems, wanted))
        if divided and name in ("stocks", "parameters"):
            of_parents = _in_regions(of_parents, name, about, divided)
        tables[name] = tuple(_laid_over(of_parents, _rows(own, name, problems), name))
    missing = [name for name in _NEEDED if not tables[name]]
    if not problems and (missing or not settings or not about):
        found = ", ".join(f"no {name}" for name in missing) or "no chain.yaml or parameters.yaml"
        advice = "add them to the package, or name a parent that has them"
        problems.append(Problem(str(folders[-1]), found, "the tables of a chain", advice))
    if not problems:
        problems += _without_stocks(catalog, regions, tables["stocks"])
    if problems:
        raise SchakelError(problems)
    kept = tuple(row for row in tables["stocks"] if row.get("region") in regions)
    return ChainFiles(settings, about, regions, {**tables, "stocks": kept})


def has_chain(catalog: Catalog) -> bool:
    """Whether a region or one of its parents declares a chain."""
    folders = (package.folder / FOLDER for package in catalog.packages)
    return any((folder / "chain.yaml").is_file() for folder in folders)


def _division(
    catalog: Catalog, inherited: list[Path], regions: tuple[str, ...], problems: list[Problem]
) -> Division | None:
    """How the regions divide those of the parents; None when no parent tells."""
    rows = list(_rows(inherited, "municipalities", problems))
    for row in rows:
        if not (row.get("municipality") and row.get("region") and _is_number(row.get("value"))):
            found, advice = f"{row.get('municipality')}, {row.get('value')}", "mend the row"
            problems.append(
                Problem(row["where"], found, "a municipality, a region and its pupils", advice)
            )
    if problems or not rows:
        return None
    held = catalog.territory.municipalities
    return division(rows, {region: held[region] for region in regions})


def _is_number(text: str | None) -> bool:
    try:
        return text is not None and float(text) >= 0
    except ValueError:
        return False


def _in_regions(
    rows: list[Row], name: str, about: Mapping[str, Mapping[str, Any]], divided: Division
) -> list[Row]:
    """Rows of stocks or parameters of the nation, brought to the regions."""
    if name == "stocks":
        return brought(rows, divided, adds=True)
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(str(row["parameter"]), []).append(row)
    found = []
    for parameter, mine in by_name.items():
        said = about.get(parameter, {})
        whole = said.get("sums_over") == "region"
        found += brought(mine, divided, adds=whole or said.get("unit") == "persons", whole=whole)
    return found


def _without_stocks(
    catalog: Catalog, regions: tuple[str, ...], stocks: tuple[Row, ...]
) -> Iterator[Problem]:
    """What is wrong when a region has no labour-market region, or one of these has no stocks."""
    folder = catalog.packages[-1].folder
    if not regions:
        yield Problem(
            str(folder / "areas" / "memberships.csv"),
            f"no labour-market region in {catalog.region.area}",
            "municipalities that lie in labour-market regions",
            "add memberships, and areas of the kind labour_market_region",
        )
    known = {row.get("region") for row in stocks}
    for region in regions:
        if region not in known:
            yield Problem(
                str(folder / FOLDER / "stocks.csv"),
                f"no stocks of {region} ({catalog.areas[region].label.en})",
                "stocks of each labour-market region, or of one that holds its municipalities",
                "add rows for it, or mend its municipalities in areas/memberships.csv",
            )


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


def _rows(
    folders: list[Path], name: str, problems: list[Problem], regions: frozenset[str] | None = None
) -> Iterator[Row]:
    """The rows of a table, of these regions; a later package replaces those with the same key."""
    found: dict[tuple[tuple[str, str], ...], Row] = {}
    for folder in folders:
        for path in (folder / f"{name}.csv", folder / f"{name}.parquet"):
            read = _read if path.suffix == ".csv" else partial(_read_parquet, regions=regions)
            for number, row in read(path, problems) if path.is_file() else ():
                found[_key(row, name)] = {**row, "where": f"{path}:{number}"}
    yield from found.values()


def _laid_over(parents: list[Row], own: Iterator[Row], name: str) -> Iterator[Row]:
    """The rows of parents, replaced by own ones with the same key."""
    found = {_key(row, name): row for row in parents}
    found.update({_key(row, name): row for row in own})
    yield from found.values()


def _key(row: Row, name: str) -> tuple[tuple[str, str], ...]:
    says = _SAYS.get(name, set())
    return tuple(sorted((k, v) for k, v in row.items() if k not in says and k != "where"))


def _read(path: Path, problems: list[Problem]) -> Iterator[tuple[int, Row]]:
    """Rows of a CSV file with the numbers of their lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        advice = "save it as UTF-8 and try again"
        problems.append(Problem(str(path), str(error), "a UTF-8 CSV file", advice))
        return
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        if None in row:
            problems.append(
                Problem(str(path), str(row), "as many cells as the head has", "mend the line")
            )
            continue
        yield number, {key: text.strip() for key, text in row.items() if text and text.strip()}


def _read_parquet(
    path: Path, problems: list[Problem], regions: frozenset[str] | None
) -> Iterator[tuple[int, Row]]:
    """Rows of a Parquet file with their numbers; of these regions, or of all."""
    try:
        table = pl.read_parquet(path).with_row_index("row", offset=1)
    except (OSError, pl.exceptions.PolarsError) as error:
        advice = "build it again, or take the release with its tables"
        problems.append(Problem(str(path), str(error), "a Parquet table", advice))
        return
    if regions is not None and "region" in table.columns:
        table = table.filter(pl.col("region").is_in(regions))
    for row in table.iter_rows(named=True):
        yield row.pop("row"), {key: value for key, value in row.items() if value is not None}
