"""The layout of one region package: which file holds which type."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schakel.base.errors import Problem
from schakel.catalog import types as t
from schakel.catalog.coverage import CoverageRules
from schakel.catalog.reading import Model, parse_list, parse_one, read_csv, read_yaml


@dataclass(frozen=True)
class Package:
    """The entries of one region package, before they are laid over those of its parents."""

    folder: Path
    region: t.Region | None
    parent: str | None
    units: tuple[t.Unit, ...]
    terms: tuple[t.Term, ...]
    sources: tuple[t.Source, ...]
    classifications: tuple[t.Classification, ...]
    dimensions: tuple[t.Dimension, ...]
    areas: tuple[t.Area, ...]
    memberships: tuple[t.Membership, ...]
    names: tuple[t.PlaceName, ...]
    datasets: tuple[t.Dataset, ...]
    indicators: tuple[t.Indicator, ...]
    goals: tuple[t.Goal, ...]
    rules: tuple[t.ProgressRule, ...]
    strip: tuple[t.StripLink, ...]
    links: tuple[t.ChainLink, ...]
    coverage: CoverageRules | None
        embargoes=reader.entries(t.Embargo, "embargoes.yaml"),
