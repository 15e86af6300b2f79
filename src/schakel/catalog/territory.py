"""Who lies within whom: parts of an area, and the areas that an area lies in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from schakel.catalog.types import Area, AreaKind, Membership


class Territory:
    """Areas and their memberships on one day (default: all that hold today or always)."""

    def __init__(
        self,
        areas: dict[str, Area],
        memberships: Iterable[Membership],
        day: date | None = None,
    ):
        self._areas = areas
        day = day or date.today()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._wholes: dict[str, list[str]] = defaultdict(list)
        self._compositions: dict[tuple[str, tuple[AreaKind, ...]], list[str]] = {}
        for membership in memberships:
            if membership.holds_on(day):
                self._parts[membership.within].append(membership.area)
                self._wholes[membership.area].append(membership.within)

    def parts(self, code: str, kind: AreaKind | None = None) -> list[str]:
        """All areas within this one, at any depth, sorted by code; of one kind if asked."""
        return self._reach(code, self._parts, kind)

    def wholes(self, code: str, kind: AreaKind | None = None) -> list[str]:
        """All areas that this one lies in, at any height, sorted by code; of one kind if asked."""
        return self._reach(code, self._wholes, kind)

    def _reach(self, code: str, links: dict[str, list[str]], kind: str | None) -> list[str]:
        seen: set[str] = set()
        ahead = list(links.get(code, ()))
        while ahead:
            here = ahead.pop()
            if here not in seen:
                seen.add(here)
                ahead.extend(links.get(here, ()))
        return sorted(c for c in seen if kind is None or self._areas[c].kind == kind)

    @cached_property
    def municipalities(self) -> dict[str, frozenset[str]]:
        """Per area, the municipalities in it (a municipality holds itself)."""
        return {
            code: frozenset(
                [code] if area.kind == "municipality" else self.parts(code, "municipality")
            )
            for code, area in self._areas.items()
        }

    def touching(self, code: str, kind: AreaKind) -> list[str]:
        """Areas of a kind that share at least one municipality with this one, sorted by code."""
        own = self.municipalities[code]
        return sorted(
            other
            for other, area in self._areas.items()
            if area.kind == kind and own & self.municipalities[other]
        )

    def composition(self, code: str, grain: Iterable[AreaKind]) -> list[str]:
        """The areas whose rows add up to this one, given the kinds of area a data set has rows for.

        The area itself when its kind is in the grain; else the largest parts in the grain that
        together hold exactly its municipalities; else nothing.
        """
        key = (code, tuple(grain))
        if key not in self._compositions:
            self._compositions[key] = self._compose(*key)
        return self._compositions[key]

    def _compose(self, code: str, grain: tuple[AreaKind, ...]) -> list[str]:
        if self._areas[code].kind in grain:
            return [code]
        for kind in ("province", "corop", "municipality"):
            if kind not in grain:
                continue
            parts = self.parts(code, kind)
            held = [self.municipalities[part] for part in parts]
            if parts and frozenset().union(*held) == self.municipalities[code]:
                return parts
        return []
