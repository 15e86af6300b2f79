"""How the parts of a chain are called: stages, flows, capacities, families and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import ChainFiles, Row, read_chain
from schakel.catalog.types import Text

FOCUS = "technology"  # the group of occupation families that a pact is about


@dataclass(frozen=True)
class ChainNames:
    """Names by id. `groups` has the group of each occupation family, `link` that of a stage.

    `group_names` are those of the groups and `members` their families: a group may be a part of a
    larger one, which then has its families too.
    `ends` has the stages between which a flow runs, empty where people come in or go out;
    `sources` the ids of what the tables of the chain rest on.
    """

    stages: Mapping[str, Text]
    flows: Mapping[str, Text]
    capacities: Mapping[str, Text]
    families: Mapping[str, Text]
    parameters: Mapping[str, Text]
    groups: Mapping[str, str]
    group_names: Mapping[str, Text]
    members: Mapping[str, tuple[str, ...]]
    link_of_stage: Mapping[str, str]
    link_of_flow: Mapping[str, str]
    ends: Mapping[str, tuple[str, str]]
    sources: tuple[str, ...]


@lru_cache(maxsize=4)
def chain_names(catalog: Catalog) -> ChainNames:
    """The names in a region's chain. Raises SchakelError for files that are missing or broken."""
    files = read_chain(catalog)
    tables = files.tables
    families, groups = (_values(files, axis) for axis in ("family", "group"))
    return ChainNames(
        stages={row["stage"]: _text(row, row["stage"]) for row in tables["stages"]},
        flows={row["flow"]: _text(row, row["flow"]) for row in tables["flows"]},
        capacities={row["capacity"]: _text(row, row["capacity"]) for row in tables["capacities"]},
        families={row["value"]: _text(row, row["value"]) for row in families},
        parameters={name: Text(nl=row["nl"], en=row["en"]) for name, row in files.about.items()},
        groups={row["value"]: row["group"] for row in families},
        group_names={row["value"]: _text(row, row["value"]) for row in groups},
        members={row["value"]: _members(row["value"], groups, families) for row in groups},
        link_of_stage={row["stage"]: row.get("link", "") for row in tables["stages"]},
        link_of_flow={row["flow"]: row.get("link", "") for row in tables["flows"]},
        ends=dict(_ends(files)),
        sources=tuple(sorted({row.get("source", "") for row in _sourced(tables)} - {""})),
    )


def _values(files: ChainFiles, axis: str) -> list[Row]:
    return [row for row in files.tables["values"] if row["axis"] == axis]


def _members(group: str, groups: list[Row], families: list[Row]) -> tuple[str, ...]:
    """The families of a group, those of its parts included, in their own order."""
    inside = {group, *(row["value"] for row in groups if row.get("group") == group)}
    return tuple(row["value"] for row in families if row["group"] in inside)


def _text(row: Mapping[str, str], name: str) -> Text:
    return Text(nl=row.get("label_nl", name), en=row.get("label_en", name))


def _sourced(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Row]:
    for name in ("parameters", "stocks", "mobility"):
        yield from tables[name]


def _ends(files: ChainFiles) -> Iterator[tuple[str, tuple[str, str]]]:
    """Flows as declared, what becomes of those without a place, and the moves of the market."""
    for row in files.tables["flows"]:
        source = _stage(row.get("source", ""))
        yield row["flow"], (source, _stage(row.get("target", "")))
        if row.get("capacity"):
            yield f"{row['flow']}_otherwise", (source, _stage(row.get("otherwise", "")))
    market = files.settings.get("market") or {}
    workers, seekers = market.get("workers", ""), market.get("seekers", "")
    yield "separation", (workers, seekers)
    yield "hire", (seekers, workers)
    yield "hire_elsewhere", (seekers, workers)
    yield "longer", (seekers, seekers)


def _stage(place: str) -> str:
    return place.partition("[")[0]
