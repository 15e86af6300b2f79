"""The finder audited by sex share: every common occupation with what the finder suggests first.

    python -m schakel.answers.sex_audit_table

writes what is found into regions/nl/paths/sex_audit.csv, for the model card.

The share of women in work is published for technical work as a whole (14%). Per family of technical
occupations it is an estimate of the chain, and all work outside technology and ICT has one share.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from schakel.answers.finder import Suggestion, found
from schakel.answers.jobs import jobs
from schakel.answers.near_groups import common_by_group
from schakel.answers.occupation_groups import Group, occupation_groups
from schakel.answers.occupation_tables import chain_list
from schakel.answers.occupation_values import classes, national_people
from schakel.answers.sex_audit import Goal, Sent, Start, apart, by_kind, by_majority, sent
from schakel.answers.wishes import wish
from schakel.catalog.catalog import Catalog, load

FILE = "sex_audit.csv"
FIRST = 5  # suggestions of each start that count
_TIGHT = "tight"
_COLUMNS = ("set", "measure", "value")
Row = tuple[str, str, str]


@lru_cache(maxsize=4)
def women_by_family(catalog: Catalog) -> dict[str, float]:
    """Share of women (0–1) among the people in work of each family, the nation; estimates."""
    rows = chain_list(catalog, "stocks.parquet").filter(pl.col("stage") == "workers")
    women = pl.col("value").filter(pl.col("sex") == "female").sum()
    return dict(rows.group_by("family").agg(women / pl.col("value").sum()).iter_rows())


def starts_of(catalog: Catalog, group: Group) -> tuple[Start, ...]:
    """The common occupations of a group with their first suggestions.

    The people of a group are divided equally over them: nobody publishes them by occupation. They
    are 0 where they are not published for the group either.
    """
    numbers = common_by_group(catalog).get(group.code, ())
    people = (national_people(catalog, group) or 0.0) / max(len(numbers), 1)
    kind = group.family if group.focus else group.code[:2]
    women = women_by_family(catalog)[group.family]
    return tuple(Start(kind, women, people, _goals(catalog, number)) for number in numbers)


def _goals(catalog: Catalog, number: int) -> tuple[Goal, ...]:
    suggestions = found(catalog, jobs(catalog)[number], wish(catalog, {})).suggestions[:FIRST]
    return tuple(_goal(catalog, one) for one in suggestions)


def _goal(catalog: Catalog, one: Suggestion) -> Goal:
    family, tension = one.group.family, classes(catalog)[one.group.code].tension
    tight = None if tension is None else tension == _TIGHT
    return Goal(family, women_by_family(catalog)[family], one.step, tight)


def rows_of(catalog: Catalog, starts: tuple[Start, ...]) -> list[Row]:
    """The audit as rows: set, measure and value (shares 0–1); empty for what is not known."""
    majority = by_majority(starts)
    rows: list[Row] = [*_rows("all", sent(starts))]
    uncounted = sum(start.people == 0 for start in starts)
    rows.append(("all", "uncounted", str(uncounted)))
    for name, where in (*majority.items(), *by_kind(starts).items()):
        rows += _rows(name, where)
    rows.append(("women", "apart", f"{apart(majority['women'], majority['men']):.4f}"))
    return rows


def _rows(name: str, where: Sent) -> Iterator[Row]:
    yield name, "starts", str(where.starts)
    yield name, "people", f"{where.people:.0f}"
    for measure in ("women", "women_there", "up", "tight", "nothing"):
        value = getattr(where, measure)
        yield name, measure, "" if value is None else f"{value:.4f}"
    for family, share in where.families.items():
        yield name, f"family:{family}", f"{share:.4f}"


def write(catalog: Catalog) -> None:
    """Audit everything anew and write it into the package of the nation."""
    groups = occupation_groups(catalog).values()
    starts = tuple(start for group in groups for start in starts_of(catalog, group))
    path = catalog.packages[0].folder / "paths" / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(rows_of(catalog, starts))


if __name__ == "__main__":
    write(load("nl"))
