"""The catalog: everything that the files of a region and of its parents declare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import TypeVar

from schakel.base import clock
from schakel.base.errors import Problem, SchakelError, UnknownName
from schakel.catalog import types as t
from schakel.catalog.checks import cross_check
from schakel.catalog.content import Content, read_content
from schakel.catalog.coverage import CoverageRules
from schakel.catalog.embargoes import Held, held_by
from schakel.catalog.finder import FinderRules
from schakel.catalog.folders import package_folder
from schakel.catalog.labour_markets import seen_from
from schakel.catalog.ledger_checks import ledger_problems
from schakel.catalog.moves import MoveRules
from schakel.catalog.package import Package, read_package
from schakel.catalog.routes import SpecialRoute
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
    embargoes: dict[str, t.Embargo]
    coverage: CoverageRules | None = None
    moves: MoveRules | None = None
    finder: FinderRules | None = None
    routes: dict[str, SpecialRoute] = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    @cached_property
    def content(self) -> Content:
        """Texts with which the region's site opens, read when they are first asked for.

        Raises SchakelError with every problem in them.
        """
        problems: list[Problem] = []
        content = read_content(self.packages[-1].folder, problems)
        if problems:
            raise SchakelError(problems)
        return content

    @property
    def edition(self) -> str:
        """The region with what is held back: what is kept of its figures is kept under this."""
        return "+".join([self.region.id, *sorted(self.held)])

    @cached_property
    def withheld(self) -> tuple[Held, ...]:
        """Which observations may not be seen."""
        embargoes = (self.embargoes[name] for name in sorted(self.held))
        return tuple(held for embargo in embargoes for held in held_by(embargo, self.indicators))

    @cached_property
    def territory(self) -> Territory:
        """Who lies within whom."""
        return Territory(self.areas, self.memberships)

    @cached_property
    def labels(self) -> dict[str, dict[str, t.Text]]:
        """Per dimension, the label of each code."""
        return {
            name: {
                code.code: code.label
                for code in self.classifications[dimension.classification].codes
            }
            for name, dimension in self.dimensions.items()
            if dimension.classification
        }

    def indicator(self, name: str) -> t.Indicator:
        """An indicator by its id; raises UnknownName with the nearest names."""
        return find(self.indicators, name, "indicator")

    def area(self, code: str) -> t.Area:
        """An area by its code; raises UnknownName with the nearest codes."""
        return find(self.areas, code, "area")

    def goal(self, name: str) -> t.Goal:
        """A goal by its id or its number."""
        by_number = {str(goal.number): goal for goal in self.goals.values()}
        return by_number.get(name) or find(self.goals, name, "goal")


def find(entries: dict[str, Entry], name: str, kind: str) -> Entry:
    """Entry by name; raises UnknownName that lists the nearest names there are."""
    if name in entries:
        return entries[name]
    near = get_close_matches(name, entries, n=3, cutoff=0.4) or sorted(entries)[:5]
    raise UnknownName(
        Problem(
            name or "(empty)",
            f"no {kind} of this name",
            f"one of: {', '.join(near)}, …",
            "choose one of those that exist",
        )
    )


def load(region: str) -> Catalog:
    """The catalog of a region at this moment: without the figures that are held back now.

    Raises SchakelError with every problem in its files, UnknownName for a region that is not there.
    """
    catalog = _complete(region)
    return _with_held(region, in_force(catalog)) if catalog.embargoes else catalog


def in_force(catalog: Catalog) -> frozenset[str]:
    """The embargoes of a region whose hour has not come."""
    moment = clock.now() if catalog.embargoes else None
    return frozenset(e.id for e in catalog.embargoes.values() if moment and moment < e.until)


def forget() -> None:
    """Read the packages anew at the next question."""
    _complete.cache_clear()
    _with_held.cache_clear()


@lru_cache(maxsize=32)
def _with_held(region: str, held: frozenset[str]) -> Catalog:
    return replace(_complete(region), held=held) if held else _complete(region)


@lru_cache(maxsize=16)
def _complete(region: str) -> Catalog:
    catalog, problems = _definitions(region)
    if problems or catalog is None:
        raise SchakelError(problems)
    return catalog


def load_with_problems(region: str) -> tuple[Catalog | None, list[Problem]]:
    """The catalog as far as it can be read, and everything that is wrong with it."""
    catalog, problems = _definitions(region)
    content = read_content(package_folder(region), problems)
    if catalog:
        problems.extend(ledger_problems(catalog, content))
    return catalog, problems


def _definitions(region: str) -> tuple[Catalog | None, list[Problem]]:
    problems: list[Problem] = []
    packages = _with_parents(region, problems)
    if problems and any(package.region is None for package in packages):
        return None, problems
    catalog = _merge(packages, problems)
    problems.extend(cross_check(catalog))
    return catalog, problems


def _with_parents(region: str, problems: list[Problem]) -> tuple[Package, ...]:
    packages: list[Package] = []
    name: str | None = region
    while name:
        if name in [package.name for package in packages]:
            problems.append(
                Problem(
                    f"{name}/region.yaml",
                    f"parent {name!r}, which is below itself",
                    "parents without a circle",
                    "remove the parent",
                    "parent",
                )
            )
            break
        package = read_package(package_folder(name), problems)
        packages.append(package)
        name = package.parent
    return tuple(reversed(packages))


def _merge(packages: tuple[Package, ...], problems: list[Problem]) -> Catalog:
    def laid_over(attribute: str, key: Callable[[t.Frozen], str]) -> dict[str, t.Frozen]:
        merged: dict[str, t.Frozen] = {}
        for package in packages:
            for entry in getattr(package, attribute):
                if key(entry) in merged:
                    problems.append(
                        Problem(
                            str(package.folder),
                            f"{attribute} {key(entry)!r} twice",
                            "one entry a name",
                            "rename or remove one of the two",
                        )
                    )
                merged[key(entry)] = entry
        return merged

    def one_after_another(attribute: str) -> tuple[t.Frozen, ...]:
        return tuple(entry for package in packages for entry in getattr(package, attribute))

    rules = [package.coverage for package in packages if package.coverage]
    moves = [package.moves for package in packages if package.moves]
    finders = [package.finder for package in packages if package.finder]
    region = packages[-1].region
    assert region is not None, "checked by the caller"
    areas, memberships = seen_from(
        region,
        laid_over("areas", lambda entry: entry.code),  # type: ignore
        tuple(entry for package in packages[:-1] for entry in package.memberships),
        packages[-1].memberships,
    )
    by_id = (
        "units",
        "terms",
        "sources",
        "classifications",
        "dimensions",
        "datasets",
        "indicators",
        "goals",
        "rules",
        "links",
        "embargoes",
        "routes",
    )
    return Catalog(
        region=region,
        packages=packages,
        coverage=rules[-1] if rules else None,
        moves=moves[-1] if moves else None,
        finder=finders[-1] if finders else None,
        **{name: laid_over(name, lambda entry: entry.id) for name in by_id},  # type: ignore
        areas=areas,
        memberships=memberships,
        names=one_after_another("names"),  # type: ignore
        strip=one_after_another("strip"),  # type: ignore
    )
