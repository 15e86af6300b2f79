"""Special ways into technical work: a type of a region package of its own."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from schakel.catalog.types import Frozen, Identifier, NonEmpty, Text


class Way(Frozen):
    """One way to go: what it is, what one needs, how long it takes, and where that stands."""

    title: Text
    what: Text
    needs: tuple[Text, ...] = ()
    takes: Text
    sources: tuple[Identifier, ...] = ()


class SpecialRoute(Frozen):
    """A special way into technical work; `checked` is the day on which its facts were looked up.

    It is pointed out to who has work whose ISCO code begins with one of `origins`, and to who types
    one of `words` (whole words, in lower case, without accents).
    """

    id: Identifier
    title: Text
    for_whom: Text
    checked: date
    origins: tuple[NonEmpty, ...] = ()
    words: tuple[NonEmpty, ...] = ()
    ways: tuple[Way, ...] = Field(min_length=1)
    money: Text | None = None
    money_sources: tuple[Identifier, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources, each once."""
        named = [name for way in self.ways for name in way.sources]
        return tuple(dict.fromkeys([*named, *self.money_sources]))
