"""What someone will and will not: the choices of the form of the finder, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schakel.answers.occupations import known_area
from schakel.answers.showing import finder_rules
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.types import Text

_CALLED = {
    "step": "answer about the level",
    "field": "field",
    "time": "time to learn",
    "travel": "answer about travel",
    "sort": "order",
}


@dataclass(frozen=True)
class Wish:
    """What a person chose: where, levels up, technology or ICT, time to learn, travel, order.

    Values are those of `choices`; an empty one says that it does not matter.
    """

    area: str = ""
    step: str = ""
    field: str = ""
    time: str = ""
    travel: str = ""
    sort: str = "near"


def wish(catalog: Catalog, given: Mapping[str, str | None]) -> Wish:
    """What was given, the rest as the region has it. Raises UnknownName for what is no choice."""
    usual = {"step": str(finder_rules(catalog).wishes.usual_step)}
    chosen = usual | {name: value for name in vars(Wish()) if (value := given.get(name))}
    known_area(catalog, chosen.get("area"))
    for name, texts in choices(catalog).items():
        find(dict(texts), chosen.get(name, vars(Wish())[name]), _CALLED[name])
    return Wish(**chosen)


def choices(catalog: Catalog) -> Mapping[str, Mapping[str, Text]]:
    """What can be chosen for each wish but the area, by the value that an address has for it."""
    rules = finder_rules(catalog).wishes
    return {
        "step": {str(one.up): one.label for one in rules.steps},
        "field": _values(rules.fields, usual="both"),
        "time": {f"{one.years:g}" if one.years else "": one.label for one in rules.times},
        "travel": _values(rules.travels, usual="anywhere"),
        "sort": _values(rules.orders),
    }


def _values(texts: Mapping[Any, Text], usual: str = "") -> Mapping[str, Text]:
    """Texts by what an address has for a choice: nothing for the one that goes without choosing."""
    return {"" if name == usual else name: text for name, text in texts.items()}
