"""Cross-references of a catalog: what points to nothing, holds twice, or lacks its label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeVar

from schakel.base.errors import Problem
from schakel.base.periods import parse_period
from schakel.catalog import types as t

if TYPE_CHECKING:
    from schakel.catalog.catalog import Catalog

Holding = TypeVar("Holding", bound=t.Valid)


def cross_check(catalog: Catalog) -> list[Problem]:
    """Every reference that leads nowhere and every validity that overlaps, all together."""
    checks = (
        _areas,
        _memberships,
        _classifications,
        _datasets,
        _indicators,
        _goals,
        _terms,
        _embargoes,
        _routes,
    )
    return [problem for check in checks for problem in check(catalog)]


def _dangling(
    where: str, key: str, name: str, known: Collection[str], kind: str
) -> Iterator[Problem]:
    if name in known:
        return
    near = ", ".join(get_close_matches(name, list(known), n=3, cutoff=0.3)) or "nothing like it"
    yield Problem(
        where,
        f"{name!r}",
        f"a {kind} that exists (nearest: {near})",
        f"correct the name, or declare this {kind}",
        key,
    )


def _areas(catalog: Catalog) -> Iterator[Problem]:
    where = "areas/areas.csv"
    for area in catalog.areas.values():
        yield from _dangling(where, f"{area.code} › source", area.source, catalog.sources, "source")
    for name in catalog.names:
        yield from _dangling("areas/names.csv", name.name, name.code, catalog.areas, "area")
    yield from _dangling("region.yaml", "area", catalog.region.area, catalog.areas, "area")
    for figure in catalog.region.problem_figures:
        yield from _dangling(
            "region.yaml", "problem_figures", figure, catalog.indicators, "indicator"
        )


def _embargoes(catalog: Catalog) -> Iterator[Problem]:
    where = "embargoes.yaml"
    for embargo in catalog.embargoes.values():
        if embargo.dataset:
            key = f"{embargo.id} › dataset"
            yield from _dangling(where, key, embargo.dataset, catalog.datasets, "data set")
        if embargo.indicator:
            key = f"{embargo.id} › indicator"
            yield from _dangling(where, key, embargo.indicator, catalog.indicators, "indicator")


def _memberships(catalog: Catalog) -> Iterator[Problem]:
    where = "areas/memberships.csv"
    in_kind: dict[tuple[str, str], list[t.Membership]] = defaultdict(list)
    for membership in catalog.memberships:
        key = f"{membership.area} in {membership.within}"
        yield from _dangling(where, key, membership.area, catalog.areas, "area")
        yield from _dangling(where, key, membership.within, catalog.areas, "area")
        yield from _dangling(where, f"{key} › source", membership.source, catalog.sources, "source")
        if membership.within in catalog.areas:
            kind = catalog.areas[membership.within].kind
            in_kind[membership.area, _slot(kind, membership.within)].append(membership)
    for (area, _), found in in_kind.items():
        yield from _overlapping(where, area, found, lambda m: m.within)


def _slot(kind: str, within: str) -> str:
    """Areas lie in one province at a time; of pacts and landsdelen only the same one clashes."""
    return kind if kind in ("province", "corop", "labour_market_region") else within


def _overlapping(
    where: str, key: str, entries: Iterable[Holding], name: Callable[[Holding], str]
) -> Iterator[Problem]:
    for one, other in combinations(entries, 2):
        if one.overlaps(other):
            yield Problem(
                where,
                f"{name(one)} and {name(other)} at the same time",
                "validity that does not overlap",
                "set valid_until of the earlier to valid_from of the later",
                key,
            )


def _classifications(catalog: Catalog) -> Iterator[Problem]:
    for classification in catalog.classifications.values():
        where = f"classifications/{classification.id}"
        yield from _dangling(where, "source", classification.source, catalog.sources, "source")
        if not classification.codes:
            yield Problem(
                f"{where}.csv",
                "no codes",
                "a CSV with at least one code",
                "add the file beside its declaration",
            )
        codes = {code.code for code in classification.codes}
        by_code: dict[str, list[t.Code]] = defaultdict(list)
        for code in classification.codes:
            by_code[code.code].append(code)
            if code.parent:
                yield from _dangling(f"{where}.csv", code.code, code.parent, codes, "parent code")
        for name, entries in by_code.items():
            yield from _overlapping(f"{where}.csv", name, entries, lambda c: c.code)
    for dimension in catalog.dimensions.values():
        if dimension.classification:
            yield from _dangling(
                "dimensions.yaml",
                dimension.id,
                dimension.classification,
                catalog.classifications,
                "classification",
            )


def _datasets(catalog: Catalog) -> Iterator[Problem]:
    for dataset in catalog.datasets.values():
        where = f"datasets/{dataset.id}.yaml"
        for source in dataset.sources:
            yield from _dangling(where, "sources", source, catalog.sources, "source")
        for dimension in dataset.dimensions:
            yield from _dangling(where, "dimensions", dimension, catalog.dimensions, "dimension")
        for name, variable in dataset.variables.items():
            yield from _dangling(where, f"variables › {name}", variable.unit, catalog.units, "unit")


def _indicators(catalog: Catalog) -> Iterator[Problem]:
    for indicator in catalog.indicators.values():
        where = f"indicators/{indicator.id}.yaml"
        yield from _dangling(where, "unit", indicator.unit, catalog.units, "unit")
        for other in indicator.related:
            yield from _dangling(where, "related", other, catalog.indicators, "indicator")
        for version in indicator.versions:
            for formula in (version.formula, *(b.formula for b in version.breakdowns)):
                for selection in (formula.numerator, formula.denominator):
                    if selection:
                        yield from _selection(catalog, where, f"version {version.id}", selection)
            for breakdown in version.breakdowns:
                yield from _dangling(
                    where,
                    f"version {version.id}",
                    breakdown.dimension,
                    catalog.dimensions,
                    "dimension",
                )
        yield from _version_order(where, indicator)


def _version_order(where: str, indicator: t.Indicator) -> Iterator[Problem]:
    for earlier, later in pairwise(indicator.versions):
        end = parse_period(earlier.last_period or "").end
        start = parse_period(later.first_period or "").start
        if not end <= start:
            yield Problem(
                where,
                f"version {earlier.id} until {earlier.last_period}, "
                f"version {later.id} from {later.first_period}",
                "versions in order that do not overlap, each with first and last period",
                "correct first_period and last_period",
                "versions",
            )


def _selection(catalog: Catalog, where: str, key: str, selection: t.Selection) -> Iterator[Problem]:
    dataset = catalog.datasets.get(selection.dataset)
    if dataset is None:
        yield from _dangling(where, key, selection.dataset, catalog.datasets, "data set")
        return
    yield from _dangling(
        where, key, selection.variable, dataset.variables, f"variable of {dataset.id}"
    )
    for source in selection.sources:
        yield from _dangling(where, key, source, catalog.sources, "source")
    for name, codes in selection.where.items():
        if name not in dataset.dimensions:
            yield from _dangling(where, key, name, dataset.dimensions, f"dimension of {dataset.id}")
            continue
        known = catalog.labels.get(name)
        for code in codes or ():
            if known is not None:
                yield from _dangling(where, f"{key} › {name}", code, known, f"code of {name}")


def _goals(catalog: Catalog) -> Iterator[Problem]:
    where = "goals.yaml"
    for goal in catalog.goals.values():
        for measure in goal.measures:
            key = f"{goal.id} › {measure.indicator}"
            yield from _dangling(where, key, measure.indicator, catalog.indicators, "indicator")
            yield from _dangling(where, key, measure.progress, catalog.rules, "progress rule")
            if measure.target:
                yield from _dangling(where, key, measure.target.source, catalog.sources, "source")
        if goal.measures and sum(measure.headline for measure in goal.measures) != 1:
            yield Problem(
                where,
                f"{sum(m.headline for m in goal.measures)} headline measures",
                "exactly one measure with `headline: true`",
                "mark one",
                goal.id,
            )
    for link in catalog.strip:
        yield from _dangling("strip.yaml", link.id, link.indicator, catalog.indicators, "indicator")
        yield from _dangling("strip.yaml", link.id, link.goal, catalog.goals, "goal")
    for place in catalog.links.values():
        if place.indicator:
            yield from _dangling(
                "links.yaml", place.id, place.indicator, catalog.indicators, "indicator"
            )
        if catalog.goals:
            yield from _dangling("links.yaml", place.id, place.goal, catalog.goals, "goal")


def _terms(catalog: Catalog) -> Iterator[Problem]:
    for term in catalog.terms.values():
        for other in term.not_to_confuse_with:
            yield from _dangling("glossary.yaml", term.id, other, catalog.terms, "term")


def _routes(catalog: Catalog) -> Iterator[Problem]:
    for route in catalog.routes.values():
        for name in route.sources:
            key = f"{route.id} › sources"
            yield from _dangling("paths/routes.yaml", key, name, catalog.sources, "source")
