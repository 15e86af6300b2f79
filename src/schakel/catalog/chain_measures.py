"""What of the chain an indicator is projected with: `projected` of its declaration."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from schakel.catalog.basics import Frozen, Identifier, NonEmpty, Text


class ChainCount(Frozen):
    """Persons in the chain of a region: in some states on 1 October, or in flows of a school year.

    States are named as in `flows.csv`, such as `hbo_ba_tech[year=1]`.
    """

    stock: tuple[NonEmpty, ...] = ()
    flow: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _of_one_kind(self) -> ChainCount:
        if bool(self.stock) == bool(self.flow):
            raise ValueError("name states under `stock` or flows under `flow`, one of the two")
        return self


class ChainMeasure(Frozen):
    """What of the chain moves as an indicator does: numerator, or numerator ÷ denominator × times.

    `starts_at` is where its path begins: at the last `measured` figure, from which it follows the
    change in the chain, or at the level of the `model` itself. `note` says why, and what differs.
    """

    numerator: ChainCount
    denominator: ChainCount | None = None
    times: float = 1
    starts_at: Literal["measured", "model"]
    note: Text
