"""From a publisher's spelling of a place to an area code; what cannot be placed stops the build."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.types import Area, PlaceName


@dataclass(frozen=True)
class Places:
    """Looks up area codes by name. Spellings that differ are declared in `areas/names.csv`."""

    areas: tuple[Area, ...]
    names: tuple[PlaceName, ...]
    _by_name: dict[tuple[str, str], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known: dict[tuple[str, str], str] = {}
        for area in self.areas:
            known.setdefault((area.kind, _fold(area.label.nl)), area.code)
        kinds = {area.code: area.kind for area in self.areas}
        for name in self.names:
            known[kinds[name.code], _fold(name.name) + _fold(name.context)] = name.code
        object.__setattr__(self, "_by_name", known)

    def find(self, name: str, kind: str = "municipality", context: str = "") -> str | None:
        """Code of the area of this kind with this name, or None.

        `context` (an institution's code, say) tells apart two places with one name.
        """
        return self._by_name.get((kind, _fold(name) + _fold(context))) or self._by_name.get(
            (kind, _fold(name))
        )

    def codes(
        self, names: Iterable[tuple[str, str]], where: str, kind: str = "municipality"
    ) -> dict[tuple[str, str], str]:
        """Code for each (name, context).

        Raises SchakelError listing all names that match nothing, each with the nearest names.
        """
        found = {key: self.find(key[0], kind, key[1]) for key in set(names)}
        lost = sorted(key for key, code in found.items() if code is None)
        if lost:
            raise SchakelError(self._lost(where, kind, *key) for key in lost)
        return {key: code for key, code in found.items() if code}

    def _lost(self, where: str, kind: str, name: str, context: str) -> Problem:
        known = sorted({key[1] for key in self._by_name if key[0] == kind})
        near = process.extract(_fold(name), known, scorer=fuzz.WRatio, limit=3)
        return Problem(
            where,
            f"“{name}”" + (f" ({context})" if context else ""),
            f"a {kind} of the classification; nearest: {', '.join(n for n, *_ in near)}",
            "add the spelling with its code and the reason to areas/names.csv",
        )


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().split())
