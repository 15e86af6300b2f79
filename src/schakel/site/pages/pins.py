"""Pinned figures: what a figure or chart in a text said when an editor pinned it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any

from pydantic import ValidationError, model_validator

from schakel.answers.data import figure_at
from schakel.answers.figures import Figure, fingerprint
from schakel.base.errors import UnknownName
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Frozen


class PinnedFigure(Frozen):
    """One figure as it was: its address and period, what it said, and the fingerprint of that."""

    address: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    status: Status
    fingerprint: str

    @model_validator(mode="after")
    def _whole(self) -> PinnedFigure:
        said = fingerprint(self.address, self.value, self.low, self.high, self.status)
        if said != self.fingerprint:
            raise ValueError("the fingerprint is not that of this value")
        return self


class Pin(Frozen):
    """What was pinned, when, and for which choice; `chosen` is what the editor had asked for.

    Of a chart `figures` are the last of each line, and `whole` the fingerprint of all of them.
    """

    chosen: str
    day: date
    figures: tuple[PinnedFigure, ...]
    whole: str = ""


@dataclass(frozen=True)
class Change:
    """A pinned figure that is not what is published now; `now` is None when it is gone."""

    pinned: Figure
    now: Figure | None
    newer: bool


def read(text: str | None) -> Pin | None:
    """A pin as it is kept in a block; None when there is none, or it was tampered with."""
    try:
        return Pin.model_validate_json(text) if text else None
    except ValidationError:
        return None


def pinned(figure: Figure) -> PinnedFigure:
    """A figure as it stands."""
    return PinnedFigure(
        address=figure.address,
        period=figure.period,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        status=figure.status,
        fingerprint=figure.fingerprint,
    )


def whole_of(figures: Iterable[Figure]) -> str:
    """One fingerprint of many figures."""
    return blake2b("".join(f.fingerprint for f in figures).encode(), digest_size=8).hexdigest()


def current(catalog: Catalog, kept: PinnedFigure) -> Figure | None:
    """What is published at the address of a pinned figure now."""
    indicator, area, period, *split = kept.address.split("/")
    breakdown = dict([split[0].split("=", 1)]) if split else {}
    try:
        return figure_at(catalog, indicator, area, period.replace("_", "/"), breakdown)
    except UnknownName:
        return None


def as_it_was(catalog: Catalog, kept: PinnedFigure, day: date) -> Figure:
    """The pinned figure, to be shown as any other; its sources are those of today's, if any."""
    said: Mapping[str, Any] = {
        "value": kept.value,
        "low": kept.low,
        "high": kept.high,
        "status": kept.status,
    }
    now = current(catalog, kept)
    if now is not None:
        return replace(now, **said)
    indicator, area, _period, *split = kept.address.split("/")
    return Figure(
        indicator=indicator,
        area=area,
        period=kept.period,
        breakdown=tuple((d, c) for d, _, c in (part.partition("=") for part in split)),
        numerator=None,
        denominator=None,
        unit=catalog.indicator(indicator).unit,
        suppressed_cells=0,
        cells=0,
        version="",
        sources=(),
        retrieved=day,
        **said,
    )


def changes(catalog: Catalog, pin: Pin, latest: Iterable[Figure]) -> list[Change]:
    """What is different now: revised or gone at its address, else followed by a later period."""
    by_area = {figure.area: figure for figure in latest}
    found = []
    for kept in pin.figures:
        was, now = as_it_was(catalog, kept, pin.day), current(catalog, kept)
        if now is None or now.fingerprint != kept.fingerprint:
            found.append(Change(was, now, newer=False))
        elif (last := by_area.get(now.area)) is not None and last.period != kept.period:
            found.append(Change(was, last, newer=True))
    return found
