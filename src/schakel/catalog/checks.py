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
        _embargoes,
