"""Reads `stage[axis=value|value,axis=next]`, as flows and capacities name their states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_FORM = re.compile(r"^([a-z0-9_]+)(?:\[([^\]]*)\])?$")
NEXT = "next"


@dataclass(frozen=True)
class Selector:
    """A stage and, per named axis, the values that are meant."""

    stage: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Factor:
    """A parameter in a product; `complement` means one minus it."""

    parameter: str
    complement: bool


def selector(text: str) -> Selector | None:
    """The selector that a text is; None when it is none."""
    found = _FORM.match(text.strip())
    if found is None:
        return None
    values: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (found[2] or "").split(",")):
        axis, sign, value = part.partition("=")
        if not sign or not value.strip():
            return None
        values[axis.strip()] = tuple(each.strip() for each in value.split("|"))
    return Selector(found[1], values)


def product(text: str) -> tuple[Factor, ...]:
    """The factors of `a * 1-b * c`."""
    found = []
    for part in text.split("*"):
        name = part.strip()
        complement = name.replace(" ", "").startswith("1-")
        found.append(Factor(name.replace(" ", "").removeprefix("1-"), complement))
    return tuple(found)
