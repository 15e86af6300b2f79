"""A small ledger made in memory: for tests of coverage. All names and amounts are made up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from schakel.coverage.ledger import ACTIONS, MONEY, PACTS, Ledger

_ACTION = {
    "agreement": "plan",
    "pact": "land",
    "title_en": "",
    "status": "running",
    "valid_from": None,
    "valid_until": None,
    "participants_aimed": None,
    "participants_reached": None,
    "source_label": "",
    "source_address": "",
    "source_date": "",
    "public": True,
}


def action(
    key: str, links: str = "", areas: str = "", goals: str = "", **more: Any
) -> dict[str, Any]:
    """An action; codes are parted by spaces."""
    codes = {"links": links.split(), "areas": areas.split(), "goals": goals.split()}
    return {**_ACTION, "key": key, "title_nl": f"Actie {key}", **codes, **more}


def money(action: str, funder: str, year: int, link: str | None = None, **amounts: float) -> Any:
    """An amount of a funder for an action in a year."""
    nothing = dict.fromkeys(("pledged", "granted", "spent"))
    named = {"action": action, "funder": funder, "funder_name": funder.title()}
    return {**named, "year": year, "link": link, **nothing, **amounts}


def ledger(actions: Iterable[dict[str, Any]], amounts: Iterable[dict[str, Any]] = ()) -> Ledger:
    """The ledger of these actions and amounts."""
    actions = list(actions)
    pacts = [
        {"key": key, "name_nl": key.title(), "name_en": ""}
        for key in sorted({action["pact"] for action in actions})
    ]
    return Ledger(
        pl.DataFrame(actions, schema=ACTIONS),
        pl.DataFrame(list(amounts), schema=MONEY),
        pl.DataFrame(pacts, schema=PACTS),
    )


def of_region(region: str, internal: bool = False) -> Ledger:
    """What stands for the ledger where there is no database: one action with money, for any region.

    It reaches the links mbo and work, in the provinces PV1 (of the small country) and PV23.
    """
    reached = action("lessen", "mbo work", "PV1 PV23", "inflow", pact="twente")
    return ledger([reached], [money("lessen", "fonds", 2020, granted=100.0)])
