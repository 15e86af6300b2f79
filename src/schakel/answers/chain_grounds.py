"""What a number of the chain rests on: the parameters behind it, how well known, and from where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schakel.answers.chain_moves import link_flows
from schakel.answers.chain_names import chain_names
from schakel.answers.chain_rows import CAPACITY_MEASURES
from schakel.answers.estimates import MOVES, Estimate
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import Row, read_chain
from schakel.catalog.types import Text

EVIDENCE: Mapping[str, Text] = {
    "measured": Text(nl="gemeten", en="measured"),
    "estimate": Text(nl="geschat", en="estimated"),
    "calibrated": Text(nl="gekalibreerd", en="calibrated"),
    "assumption": Text(nl="aanname", en="assumption"),
}
_MARKET_PARAMETERS = (
    "demand", "vacancies", "separation", "opening", "adjust_separation", "adjust_opening",
    "self_loop", "longer",
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """A parameter: what it is called, the kinds of evidence of its rows, and their sources.

    `certain` is what is so by definition, such as *everyone*: without uncertainty and source.
    """

    parameter: str
    label: Text
    evidence: tuple[str, ...]
    sources: tuple[str, ...]
    certain: bool


@lru_cache(maxsize=4)
def grounds(catalog: Catalog) -> Mapping[str, Ground]:
    """All parameters of a region's chain."""
    evidence: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in read_chain(catalog).tables["parameters"]:
        evidence[row["parameter"]].add(row.get("evidence", ""))
        sources[row["parameter"]].add(row.get("source", ""))
        kinds[row["parameter"]].add(row.get("distribution", "fixed"))
    return {
        name: Ground(
            name,
            label,
            tuple(kind for kind in EVIDENCE if kind in evidence[name]),
            tuple(sorted(sources[name] - {""})),
            kinds[name] == {"fixed"} and sources[name] == {""},
        )
        for name, label in chain_names(catalog).parameters.items()
    }


def evidence_words(kinds: Iterable[str], language: str) -> str:
    """How well a value is known, in words."""
    joined = " en " if language == "nl" else " and "
    return joined.join(EVIDENCE[kind].in_language(language) for kind in kinds)


def behind(catalog: Catalog, estimate: Estimate) -> tuple[Ground, ...]:
    """The parameters that bear on a number directly; through the chain others do so too."""
    names, found = _parameters(catalog, estimate), grounds(catalog)
    known = (found[name] for name in dict.fromkeys(names) if name in found)
    return tuple(ground for ground in known if not ground.certain)


def stock_sources(catalog: Catalog, estimate: Estimate) -> tuple[str, ...]:
    """The sources of the people in October of the first year, where the number counts people."""
    stages = _stages(catalog, estimate)
    rows = read_chain(catalog).tables["stocks"]
    found = {row.get("source", "") for row in rows if row["stage"] in stages}
    return tuple(sorted(found - {""}))


def _stages(catalog: Catalog, estimate: Estimate) -> set[str]:
    if estimate.measure == "stock":
        return {estimate.key}
    market = read_chain(catalog).settings.get("market") or {}
    return {
        "workers": {market.get("workers", "")},
        "shortage": {market.get("workers", "")},
        "seekers": {market.get("seekers", "")},
    }.get(estimate.measure, set())


def _parameters(catalog: Catalog, estimate: Estimate) -> list[str]:
    tables, ends = read_chain(catalog).tables, chain_names(catalog).ends
    measure, key = estimate.measure, estimate.key
    flows = {row["flow"]: row for row in tables["flows"]}
    if measure == "stock":
        return _of_flows(row for name, row in flows.items() if key in ends[name])
    if measure == "flow":
        return _of_flow(catalog, flows, key)
    if measure == MOVES:
        found = link_flows(chain_names(catalog), key)
        return [name for flow in found for name in _of_flow(catalog, flows, flow)]
    if measure in CAPACITY_MEASURES:
        terms = [row for row in tables["capacities"] if row["capacity"] == key]
        asking = [row for row in flows.values() if row.get("capacity") == key]
        return _of_flows(asking) if measure == "requests" else _of_flows(terms)
    return _of_market(catalog)


def _of_flow(catalog: Catalog, flows: Mapping[str, Row], key: str) -> list[str]:
    row = flows.get(key.removesuffix("_otherwise"))
    return _of_flows([row]) if row else _of_market(catalog)


def _of_market(catalog: Catalog) -> list[str]:
    market = read_chain(catalog).settings.get("market") or {}
    return [market[name] for name in _MARKET_PARAMETERS if market.get(name)]


def _of_flows(rows: Iterable[Row]) -> list[str]:
    """The parameters in the shares of flows, or in the terms of places."""
    shares = (row.get(name, "") for row in rows for name in ("share", "otherwise_share"))
    return [name for share in shares for name in re.findall(r"[a-z][a-z0-9_]*", share)]
