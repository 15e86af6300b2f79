"""Gathers what is wrong with a chain, so that it is told in one go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from schakel.base.errors import Problem, SchakelError

MOST = 200


class Problems:
    """Problems found so far, each once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(
        self, row: Mapping[str, Any] | str, key: str, found: str, expected: str, advice: str
    ) -> None:
        """One problem, at the place where a row says that it stands."""
        where = row if isinstance(row, str) else str(row.get("where") or "chain")
        if len(self._found) < MOST:
            self._found[Problem(where, found, expected, advice, key)] = None

    def stop(self) -> None:
        """Raise SchakelError when there are any."""
        if self._found:
            raise SchakelError(self._found)
