"""How coverage is counted: a type of a region package of its own."""

from __future__ import annotations

from pydantic import Field

from schakel.catalog.types import AreaKind, Frozen, Text


class CoverageRules(Frozen):
    """How coverage is counted.

    `columns` are the kinds of area that can stand above the columns, the usual one first. The area
    of an action counts for a column when they share at least `overlap` (a part, 0 to 1) of the
    municipalities of the smaller of the two.
    """

    columns: tuple[AreaKind, ...] = Field(min_length=1)
    overlap: float = Field(gt=0, le=1)
    reason: Text
