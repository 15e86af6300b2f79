"""Brings every ISCO unit group to one occupation group of BRC 2014, and so every ESCO occupation.

The crosswalk that is published names one unit group for each group; the others are brought there by
rule, or by eye where the rule would be wrong. All but the published ones are estimates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from schakel.facts.builders.tables import read_text

CROSSWALK = "crosswalk/brc2014_to_isco08_primary.csv"
SOURCE = "cbs_brc_2014"
_WIDTHS = ((3, "minor group"), (2, "sub-major group"), (1, "major group"))


def occupation_groups(folder: Path, package: Path) -> pl.DataFrame:
    """One row an ISCO unit group: `isco`, `brc`, `group`, `status`, `method`, `source`.

    `brc` is the group of BRC 2014, `group` the one under which ROA's edition of 2026 counts it
    (missing where that edition does not say). An ESCO occupation is in the group of its `isco`.
    """
    units = dict(_units(package))
    primary = dict(read_text(folder / CROSSWALK).select("isco08_primary", "brc4").iter_rows())
    names = _names(package, "brc_2014")
    by_eye = read_text(package / "paths" / "isco_groups_by_eye.csv")
    seen = {isco: (brc, f"by eye: {why}") for isco, brc, why in by_eye.iter_rows()}
    editions = read_text(package / "paths" / "brc_editions.csv").to_dicts()
    rows = []
    for isco, name in units.items():
        if isco in primary:
            brc, method = primary[isco], "named in the crosswalk as the main unit group"
        else:
            brc, method = seen.get(isco) or _by_rule(isco, name, primary, names)
        status = "value" if isco in primary else "estimate"
        rows.append((isco, brc, edition_of(brc, isco, editions), status, method, SOURCE))
    schema = ("isco", "brc", "group", "status", "method", "source")
    return pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String), orient="row")


def edition_of(brc: str, isco: str, editions: list[dict[str, str | None]]) -> str | None:
    """The group of ROA's edition of 2026 in which a unit group of a BRC group is counted."""
    rows = [row for row in editions if row["brc"] == brc]
    if not rows:
        return brc
    fits = (row for row in rows if row["isco"] is None or isco in row["isco"].split())
    return next((row["group"] for row in fits), None)


def _by_rule(
    isco: str, name: str, primary: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, str]:
    """The group of the unit groups around it: the only one, else that with the nearest name."""
    for width, kind in _WIDTHS:
        around = {code: brc for code, brc in primary.items() if code[:width] == isco[:width]}
        if len(set(around.values())) == 1:
            return next(iter(around.values())), f"the only group in the same ISCO {kind}"
        if around:
            near = max(sorted(set(around.values())), key=lambda brc: likeness(name, names[brc]))
            return near, f"the group with the nearest name in the same ISCO {kind}"
    raise KeyError(isco)


def likeness(one: str, other: str) -> float:
    """Share of three-letter pieces that two names have in common, from 0 to 1."""
    first, second = (set(_pieces(name)) for name in (one, other))
    return len(first & second) / len(first | second)


def _pieces(name: str) -> Iterator[str]:
    text = f" {name.lower()} "
    return (text[place : place + 3] for place in range(len(text) - 2))


def _units(package: Path) -> Iterator[tuple[str, str]]:
    return ((code, name) for code, name in _names(package, "isco_08").items() if len(code) == 4)


def _names(package: Path, classification: str) -> dict[str, str]:
    table = read_text(package / "classifications" / f"{classification}.csv")
    return dict(table.select("code", "label_nl").iter_rows())
