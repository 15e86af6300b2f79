"""The catalog: everything that the files of a region and of its parents declare."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from schakel.base import clock
from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog import types as t
from schakel.catalog.checks import cross_check
from schakel.catalog.content import Content, read_content
from schakel.catalog.coverage import CoverageRules
from schakel.catalog.embargoes import Held, held_by
from schakel.catalog.ledger_checks import ledger_problems
from schakel.catalog.package import Package, read_package
from schakel.catalog.territory import Territory

Entry = TypeVar("Entry")


@dataclass(frozen=True, eq=False)
class Catalog:
    """What holds in one region: its own package laid over those of its parents.

    `held` names the embargoes that were in force when it was loaded. What is computed from a
    catalog is remembered per catalog, so an hour that passes gives another catalog.
    """

    region: t.Region
    packages: tuple[Package, ...]
    units: dict[str, t.Unit]
    terms: dict[str, t.Term]
    sources: dict[str, t.Source]
    classifications: dict[str, t.Classification]
    dimensions: dict[str, t.Dimension]
    areas: dict[str, t.Area]
    memberships: tuple[t.Membership, ...]
    names: tuple[t.PlaceName, ...]
    datasets: dict[str, t.Dataset]
    indicators: dict[str, t.Indicator]
    goals: dict[str, t.Goal]
    rules: dict[str, t.ProgressRule]
    strip: tuple[t.StripLink, ...]
    links: dict[str, t.ChainLink]
        "embargoes",
