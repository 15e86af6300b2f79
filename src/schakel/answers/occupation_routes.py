"""Programmes that lead to an occupation group, by school, level and path, when last seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_tables import paths_table
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

LEVELS: Mapping[str, Text] = {
    "mbo_1": Text(nl="mbo 1", en="mbo 1"),
    "mbo_2": Text(nl="mbo 2", en="mbo 2"),
    "mbo_3": Text(nl="mbo 3", en="mbo 3"),
    "mbo_4": Text(nl="mbo 4", en="mbo 4"),
    "ad": Text(nl="hbo, associate degree", en="hbo, associate degree"),
    "ba": Text(nl="hbo of wo, bachelor", en="hbo or university, bachelor"),
    "ma": Text(nl="hbo of wo, master", en="hbo or university, master"),
    "postmaster": Text(nl="wo, na de master", en="university, after the master"),
}
COUNTED: Mapping[str, Text] = {
    "students": Text(nl="studenten", en="students"),
    "enrolled": Text(nl="ingeschreven", en="enrolled"),
    "first_years": Text(nl="eerstejaars", en="first-years"),
}
_BY = ["register", "code", "level"]


@dataclass(frozen=True)
class Route:
    """A programme of one school. `students` is what `counted` says, in the last year it was seen.

    `here` is whether its place lies in the area that was asked for; `years` the low and the high
    time it takes, None where not known; `method` why it is taken to lead to the group.
    """

    register: str
    code: str
    name: str
    level: str
    path: str | None
    institution: str
    institution_label: Text
    area: str
    last_year: int | None
    students: int | None
    counted: str
    status: str
    until: int
    years: tuple[float, float] | None
    method: str
    source: str
    here: bool

    @property
    def ended(self) -> bool:
        """Whether the list goes on after the last year in which it had anybody."""
        return self.last_year is not None and self.last_year < self.until


@lru_cache(maxsize=512)
def routes(catalog: Catalog, group: Group, area: str) -> tuple[Route, ...]:
    """Every programme in the region that leads to a group, by level, school and name."""
    links = paths_table(catalog, "programme_occupations.parquet")
    mine = links.filter(pl.col("group") == group.code).unique(_BY, keep="first")
    found = paths_table(catalog, "programmes.parquet").join(
        mine.select(*_BY, "method"), on=_BY, how="inner"
    )
    return _routes(catalog, found, area)


def routes_of(
    catalog: Catalog, register: str, codes: Sequence[str], method: str, area: str
) -> tuple[Route, ...]:
    """The same of programmes by their codes; `method` says how these codes were found."""
    known = paths_table(catalog, "programmes.parquet")
    found = known.filter((pl.col("register") == register) & pl.col("code").is_in(list(codes)))
    return _routes(catalog, found.with_columns(pl.lit(method).alias("method")), area)


def _routes(catalog: Catalog, found: pl.DataFrame, area: str) -> tuple[Route, ...]:
    inside = set(catalog.territory.municipalities[catalog.region.area])
    near = set(catalog.territory.municipalities[area])
    schools = catalog.labels["institution"]
    rows = found.filter(pl.col("area").is_in(list(inside))).to_dicts()
    made = [_route(row, schools, near) for row in rows]
    order = list(LEVELS)
    return tuple(
        sorted(
            made, key=lambda r: (order.index(r.level), r.institution_label.nl, r.name, str(r.path))
        )
    )


def list_ends(catalog: Catalog) -> Mapping[str, int]:
    """Per kind of count the last year of its list; empty for a region that no list is about."""
    table = paths_table(catalog, "programmes.parquet")
    inside = catalog.territory.municipalities[catalog.region.area]
    rows = table.filter(pl.col("area").is_in(list(inside)))
    return dict(rows.group_by("counted").agg(pl.col("until").max()).sort("counted").iter_rows())


def _route(row: dict[str, object], schools: Mapping[str, Text], near: set[str]) -> Route:
    institution, area = str(row["institution"]), str(row["area"])
    low, high = row["years_low"], row["years_high"]
    same = ("register", "code", "name", "level", "path", "last_year", "students", "counted",
            "status", "until", "method", "source")  # fmt: skip
    return Route(
        **{name: row[name] for name in same},  # type: ignore[arg-type]
        institution=institution,
        institution_label=schools.get(institution, Text(nl=institution, en=institution)),
        area=area,
        years=None if low is None else (float(str(low)), float(str(high))),
        here=area in near,
    )


@dataclass(frozen=True)
class Taught:
    """A skill or field of knowledge that qualifications leading to a group ask.

    `label` is CompetentNL's, in Dutch only; `esco` the ESCO skill of that very name, if there is
    one; `programmes` how many of the qualifications ask it, of `of` that CompetentNL describes.
    """

    label: str
    kind: str
    esco: str | None
    programmes: int
    of: int


def taught(catalog: Catalog, group: Group) -> tuple[Taught, ...]:
    """What the qualifications of mbo that lead to a group ask, the most common first."""
    links = paths_table(catalog, "programme_occupations.parquet").filter(
        (pl.col("group") == group.code) & (pl.col("register") == "crebo")
    )
    skills = paths_table(catalog, "programme_skills.parquet")
    mine = skills.join(links.select(crebo="code").unique(), on="crebo", how="inner")
    known = mine["crebo"].n_unique()
    counted = mine.group_by("label", "kind", "skill").agg(pl.col("crebo").n_unique())
    rows = counted.sort(["crebo", "label"], descending=[True, False]).iter_rows()
    return tuple(Taught(label, kind, esco, count, known) for label, kind, esco, count in rows)
