"""Open vacancies of the sector that mostly employs an occupation family, in all its occupations."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_tables import chain_list
from schakel.answers.occupation_values import Value
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.facts.store import observations

DATASET = "cbs_vacancies"
NOT_PUBLISHED = Text(
    nl="voor deze beroepen wijst geen bedrijfstak met gepubliceerde vacatures de weg",
    en="no sector with published vacancies stands for these occupations",
)


def sector_of(catalog: Catalog, group: Group) -> str | None:
    """The sector of a group's family, as the chain's keys have it; None where it is none of CBS."""
    keys = {row["family"]: row for row in chain_list(catalog, "keys.csv").to_dicts()}
    row = keys[group.family]
    return str(row["sector"]) if row["facts"] == DATASET else None


def sector_label(catalog: Catalog, group: Group) -> Text | None:
    """What that sector is called."""
    sector = sector_of(catalog, group)
    codes = catalog.classifications["cbs_vacancy_sector"].codes
    return next((code.label for code in codes if code.code == sector), None)


def provinces(catalog: Catalog, area: str) -> tuple[str, ...]:
    """The provinces that an area lies in: vacancies are published for those, not for smaller."""
    return tuple(sorted(catalog.territory.touching(area, "province")))


def sector_vacancies(catalog: Catalog, group: Group, area: str) -> Value:
    """The newest count for the sector in the provinces of an area together, in vacancies.

    Published for all occupations of a sector, by province; not brought down any further.
    """
    sector, where = sector_of(catalog, group), provinces(catalog, area)
    found = _newest(catalog, sector, where) if sector else None
    if found is None:
        return Value(None, "vacancies", "", area, Status.MISSING, (), NOT_PUBLISHED)
    value, period, status, sources = found
    names = [catalog.area(code).label for code in where]
    method = Text(
        nl=f"alle beroepen in deze bedrijfstak, in {_joined([n.nl for n in names], 'en')}",
        en=f"all occupations in this sector, in {_joined([n.en for n in names], 'and')}",
    )
    return Value(value * 1000, "vacancies", period, "+".join(where), status, sources, method)


@lru_cache(maxsize=64)
def _newest(
    catalog: Catalog, sector: str, where: tuple[str, ...]
) -> tuple[float, str, Status, tuple[str, ...]] | None:
    """The sum over areas in the last quarter in which each of them has a count."""
    rows = observations(catalog, DATASET).filter(
        (pl.col("sector") == sector)
        & pl.col("region").is_in(list(where))
        & pl.col("value").is_not_null()
    )
    by_period = rows.group_by("period").agg(
        pl.len(), pl.col("value").sum(), pl.col("status").unique(), pl.col("source").unique()
    )
    full = by_period.filter(pl.col("len") == len(where)).sort("period")
    if full.is_empty():
        return None
    period, _, value, statuses, sources = full.row(-1)
    provisional = Status.PROVISIONAL.value in statuses
    status = Status.PROVISIONAL if provisional else Status.VALUE
    return value, period, status, tuple(sorted(sources))


def _joined(names: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
