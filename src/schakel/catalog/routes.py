"""Special ways into technical work: a type of a region package of its own, and its reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, find
from schakel.catalog.reading import parse_list, read_yaml
from schakel.catalog.types import Frozen, Identifier, Text

FILE = Path("paths") / "routes.yaml"


class Way(Frozen):
    """One way to go: what it is, what one needs, how long it takes, and where that stands."""

    title: Text
    what: Text
    needs: tuple[Text, ...] = ()
    takes: Text
    sources: tuple[Identifier, ...] = ()


class SpecialRoute(Frozen):
    """A special way into technical work; `checked` is the day on which its facts were looked up."""

    id: Identifier
    title: Text
    for_whom: Text
    checked: date
    ways: tuple[Way, ...] = Field(min_length=1)
    money: Text | None = None
    money_sources: tuple[Identifier, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources, each once."""
        named = [name for way in self.ways for name in way.sources]
        return tuple(dict.fromkeys([*named, *self.money_sources]))


def routes(catalog: Catalog) -> tuple[SpecialRoute, ...]:
    """The routes of a region and its parents; one of the same id takes the place of a parent's.

    Raises SchakelError with every problem in the files.
    """
    problems: list[Problem] = []
    found = _read(catalog, problems)
    if problems:
        raise SchakelError(problems)
    return found


def route(catalog: Catalog, name: str) -> SpecialRoute:
    """A route by its id; raises UnknownName that lists those there are."""
    return find({entry.id: entry for entry in routes(catalog)}, name, "route")


def route_problems(catalog: Catalog) -> list[Problem]:
    """What is wrong with the routes of a region; empty when nothing is."""
    problems: list[Problem] = []
    _read(catalog, problems)
    return problems


def _read(catalog: Catalog, problems: list[Problem]) -> tuple[SpecialRoute, ...]:
    found: dict[str, SpecialRoute] = {}
    for package in catalog.packages:
        path = package.folder / FILE
        for entry in _in_file(path, problems) if path.exists() else ():
            found[entry.id] = entry
            problems.extend(
                Problem(str(path), f"source {name!r}, which nobody declares", "the id of a source",
                        "add it below sources/, or mend the id", entry.id)
                for name in entry.sources if name not in catalog.sources
            )  # fmt: skip
    return tuple(found.values())


def _in_file(path: Path, problems: list[Problem]) -> tuple[SpecialRoute, ...]:
    raw = read_yaml(path, problems)
    return parse_list(SpecialRoute, raw, path, problems)
