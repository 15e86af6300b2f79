"""From a diploma to work: programmes by name or code, and what they are taken to lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from schakel.answers.occupation_groups import Group, occupation_groups
from schakel.answers.occupation_routes import LEVELS
from schakel.answers.occupation_tables import paths_table
from schakel.answers.showing import finder_rules
from schakel.catalog.catalog import Catalog

_SHORTEST = 3  # letters: with fewer nothing is a name
# Of 100: below the first a name resembles nothing that was typed; below the second the two share no
# more than a few letters, or small words such as "de".
_LIKE, _SHARED = 60, 80


@dataclass(frozen=True)
class Diploma:
    """A programme: its register (crebo, croho), code, name and level, and the technical groups.

    `groups` is empty where it leads to no technical or ICT group as far as is known.
    """

    register: str
    code: str
    name: str
    level: str
    groups: tuple[Group, ...]


def diplomas(catalog: Catalog, text: str) -> tuple[Diploma, ...]:
    """Programmes of the region whose name is like a text or whose code it is; the best first."""
    known, most = _known(catalog), finder_rules(catalog).shown.programmes
    by_code = [one for one in known if one.code == text.strip()]
    if by_code:
        return tuple(by_code[:most])
    if sum(sign.isalnum() for sign in text) < _SHORTEST:
        return ()
    found = process.extract(
        text, [one.name for one in known], scorer=fuzz.WRatio, processor=default_process,
        limit=most * 3, score_cutoff=_LIKE,
    )  # fmt: skip
    like = [known[place] for name, _, place in found if _shared(text, name) >= _SHARED]
    return tuple(like[:most])


def _shared(text: str, name: str) -> float:
    """How much (0–100) of the shorter of two stands in the other, in whatever order of words."""
    return max(
        fuzz.partial_ratio(text, name, processor=default_process),
        fuzz.partial_token_sort_ratio(text, name, processor=default_process),
    )


@lru_cache(maxsize=4)
def _known(catalog: Catalog) -> tuple[Diploma, ...]:
    """Every programme of the region once per name and level."""
    everything = occupation_groups(catalog)
    links = paths_table(catalog, "programme_occupations.parquet")
    leads: dict[tuple[str, str, str], list[Group]] = {}
    columns = ("register", "code", "level", "group")
    for register, code, level, group in links.select(columns).iter_rows():
        if group in everything and everything[group].focus:
            leads.setdefault((register, code, level), []).append(everything[group])
    rows = (
        paths_table(catalog, "programmes.parquet")
        .sort("until", "students", descending=True, nulls_last=True)
        .unique(["name", "level"], keep="first", maintain_order=True)
        .filter(pl.col("level").is_in(list(LEVELS)))
    )
    return tuple(
        Diploma(register, code, name, level, tuple(leads.get((register, code, level), ())))
        for register, code, name, level in rows.select(
            "register", "code", "name", "level"
        ).iter_rows()
    )
