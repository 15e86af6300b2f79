"""Money of actions: added up per funder and year, where an unknown amount stays unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from schakel.site.pacts.models import Money, Organisation


@dataclass(frozen=True)
class Amounts:
    """Euros pledged, granted and spent; None where none of it is known."""

    pledged: Decimal | None
    granted: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True, eq=False)
class FunderYear:
    """What one funder gives in one year."""

    funder: Organisation
    year: int
    amounts: Amounts


@dataclass(frozen=True, eq=False)
class MoneyTable:
    """Amounts per funder and year, the whole, and the amounts as they were entered."""

    lines: list[FunderYear]
    total: Amounts
    entries: list[Money]


def money_table(entries: Iterable[Money]) -> MoneyTable | None:
    """The amounts, by year and funder; None when there are none. The funder must be fetched."""
    found = sorted(entries, key=lambda entry: (entry.year, entry.funder.name))
    if not found:
        return None
    groups: dict[tuple[int, int], list[Money]] = {}
    for entry in found:
        groups.setdefault((entry.year, entry.funder_id), []).append(entry)
    lines = [FunderYear(g[0].funder, g[0].year, _added(g)) for g in groups.values()]
    return MoneyTable(lines, _added(found), found)


def _added(entries: list[Money]) -> Amounts:
    def total(field: str) -> Decimal | None:
        known = [getattr(e, field) for e in entries if getattr(e, field) is not None]
        return sum(known, Decimal(0)) if known else None

    return Amounts(total("pledged"), total("granted"), total("spent"))
