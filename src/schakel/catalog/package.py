"""The layout of one region package: which file holds which type."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schakel.base.errors import Problem
from schakel.catalog import types as t
from schakel.catalog.coverage import CoverageRules
from schakel.catalog.finder import FinderRules
from schakel.catalog.moves import MoveRules
from schakel.catalog.reading import Model, parse_list, parse_one, read_csv, read_yaml
from schakel.catalog.routes import SpecialRoute


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
    moves: MoveRules | None
    finder: FinderRules | None
    routes: tuple[SpecialRoute, ...]
    embargoes: tuple[t.Embargo, ...]

    @property
    def name(self) -> str:
        """Name of the package: that of its folder."""
        return self.folder.name


@dataclass(frozen=True)
class _Reader:
    folder: Path
    problems: list[Problem]

    def entries(self, kind: type[Model], file: str) -> tuple[Model, ...]:
        """All entries of the YAML list `file`, or none when there is no such file."""
        path = self.folder / file
        raw = read_yaml(path, self.problems) if path.exists() else None
        return parse_list(kind, raw, path, self.problems)

    def rows(self, kind: type[Model], file: str) -> tuple[Model, ...]:
        """All rows of the CSV `file`, or none when there is no such file."""
        path = self.folder / file
        raw = read_csv(path, self.problems) if path.exists() else None
        return parse_list(kind, raw, path, self.problems)

    def one(self, kind: type[Model], file: str) -> Model | None:
        """The one entry that the YAML file holds, or None when there is no such file."""
        path = self.folder / file
        raw = read_yaml(path, self.problems) if path.exists() else None
        return None if raw is None else parse_one(kind, raw, path, self.problems)

    def one_a_file(self, kind: type[Model], subfolder: str) -> tuple[Model, ...]:
        """One entry from each YAML file of a subfolder."""
        paths = sorted((self.folder / subfolder).glob("*.yaml"))
        parsed = (
            parse_one(kind, raw, path, self.problems)
            for path in paths
            if (raw := read_yaml(path, self.problems)) is not None
        )
        return tuple(entry for entry in parsed if entry is not None)


def read_package(folder: Path, problems: list[Problem]) -> Package:
    """Read a region package; problems are added to the list."""
    reader = _Reader(folder, problems)
    raw = read_yaml(folder / "region.yaml", problems)
    region = parse_one(t.Region, raw, folder / "region.yaml", problems) if raw else None
    goals, rules = _goals(reader)
    return Package(
        folder=folder,
        region=region,
        parent=raw.get("parent") if isinstance(raw, dict) else None,
        units=reader.entries(t.Unit, "units.yaml"),
        terms=reader.entries(t.Term, "glossary.yaml"),
        sources=_sources(reader),
        classifications=_classifications(reader),
        dimensions=reader.entries(t.Dimension, "dimensions.yaml"),
        areas=reader.rows(t.Area, "areas/areas.csv"),
        memberships=reader.rows(t.Membership, "areas/memberships.csv"),
        names=reader.rows(t.PlaceName, "areas/names.csv"),
        datasets=reader.one_a_file(t.Dataset, "datasets"),
        indicators=reader.one_a_file(t.Indicator, "indicators"),
        goals=goals,
        rules=rules,
        strip=reader.entries(t.StripLink, "strip.yaml"),
        links=reader.entries(t.ChainLink, "links.yaml"),
        coverage=reader.one(CoverageRules, "coverage.yaml"),
        moves=reader.one(MoveRules, "paths/moves.yaml"),
        finder=reader.one(FinderRules, "paths/finder.yaml"),
        routes=reader.entries(SpecialRoute, "paths/routes.yaml"),
        embargoes=reader.entries(t.Embargo, "embargoes.yaml"),
    )


def _goals(reader: _Reader) -> tuple[tuple[t.Goal, ...], tuple[t.ProgressRule, ...]]:
    path = reader.folder / "goals.yaml"
    raw: Any = read_yaml(path, reader.problems) if path.exists() else None
    if raw is None:
        return (), ()
    if not isinstance(raw, dict) or set(raw) - {"goals", "rules"}:
        keys = sorted(raw) if isinstance(raw, dict) else type(raw).__name__
        reader.problems.append(
            Problem(
                str(path),
                str(keys),
                "the keys `rules` and `goals`",
                "keep these two only",
            )
        )
        return (), ()
    return (
        parse_list(t.Goal, raw.get("goals"), path, reader.problems),
        parse_list(t.ProgressRule, raw.get("rules"), path, reader.problems),
    )


def _sources(reader: _Reader) -> tuple[t.Source, ...]:
    folder = reader.folder / "sources"
    prints = (
        {
            row["source"]: row.get("sha256")
            for row in read_csv(folder / "fingerprints.csv", reader.problems)
        }
        if (folder / "fingerprints.csv").exists()
        else {}
    )
    found: list[t.Source] = []
    for path in sorted(folder.glob("*.yaml")):
        found.extend(reader.entries(t.Source, f"sources/{path.name}"))
    for path in sorted(folder.glob("*.csv")):
        if path.name != "fingerprints.csv":
            found.extend(reader.rows(t.Source, f"sources/{path.name}"))
    return tuple(
        source.model_copy(update={"sha256": prints[source.id]}) if source.id in prints else source
        for source in found
    )


def _classifications(reader: _Reader) -> tuple[t.Classification, ...]:
    return tuple(
        header.model_copy(update={"codes": reader.rows(t.Code, f"classifications/{header.id}.csv")})
        for header in reader.one_a_file(t.Classification, "classifications")
    )
