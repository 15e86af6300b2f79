"""Which municipalities a region's labour-market regions hold, as seen from that region.

The nation's packages divide the whole country. A region may divide its own municipalities in
another way, and its border may cut a labour-market region of the nation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schakel.catalog.territory import Territory
from schakel.catalog.types import Area, Membership, Region, Text

KIND = "labour_market_region"
_NAMED = 3  # municipalities of a part that are named; of more only the number


def seen_from(
    region: Region,
    areas: Mapping[str, Area],
    inherited: Sequence[Membership],
    own: Sequence[Membership],
) -> tuple[dict[str, Area], tuple[Membership, ...]]:
    """Areas and memberships, with labour-market regions as they are in a region.

    A municipality that the region's own package puts in a labour-market region leaves the inherited
    one. An inherited one of which less than half the municipalities lie in the region keeps only
    those, and its label says so; of which half or more lie in it stays whole, also beyond the
    border. One that the region does not touch stays as it is.
    """
    markets = {code for code, area in areas.items() if area.kind == KIND}
    moved = {membership.area for membership in own if membership.within in markets}
    kept = tuple(m for m in inherited if m.within not in markets or m.area not in moved)
    inside = _municipalities(areas, (*kept, *own), region.area)
    labels = dict(areas)
    outside: set[tuple[str, str]] = set()
    for market in sorted({m.within for m in kept if m.within in markets and m.area in inside}):
        members = {m.area for m in kept if m.within == market}
        beyond = members - inside
        if len(beyond) > len(members) / 2:
            outside.update((area, market) for area in beyond)
            here = [areas[area] for area in members & inside]
            labels[market] = areas[market].model_copy(update={"label": _part(areas[market], here)})
    return labels, tuple(m for m in (*kept, *own) if (m.area, m.within) not in outside)


def _municipalities(
    areas: Mapping[str, Area], memberships: Iterable[Membership], area: str
) -> frozenset[str]:
    known = [m for m in memberships if m.area in areas and m.within in areas]
    return Territory(dict(areas), known).municipalities.get(area, frozenset())


def _part(market: Area, here: Sequence[Area]) -> Text:
    """The label of a part: with the names of its municipalities when these are few."""
    if len(here) > _NAMED:
        nl, en = f"deel: {len(here)} gemeenten", f"part: {len(here)} municipalities"
    else:
        nl = f"alleen {_listed([area.label.nl for area in here], 'en')}"
        en = f"{_listed([area.label.en for area in here], 'and')} only"
    return Text(nl=f"{market.label.nl} ({nl})", en=f"{market.label.en} ({en})")


def _listed(names: Sequence[str], joining: str) -> str:
    *first, last = sorted(names)
    return f"{', '.join(first)} {joining} {last}" if first else last
