"""First-run content of a region: the texts with which its site opens, each in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schakel.base.errors import Problem
from schakel.catalog.reading import Model, parse_list, parse_one, read_yaml
from schakel.catalog.types import Frozen, Identifier, Text


class Section(Frozen):
    """A headed piece of text; paragraphs are separated by a blank line."""

    id: Identifier
    title: Text
    body: Text


class Opening(Frozen):
    """The texts of an opening page: of the whole site, or of a region."""

    title: Text
    lead: Text
    sections: tuple[Section, ...] = ()


class Theme(Frozen):
    """What a news item or practice example is about."""

    id: Identifier
    label: Text


class NewsItem(Frozen):
    """A news item as it was published, told afresh; of a pact, or of the whole landsdeel."""

    id: Identifier
    title: Text
    intro: Text
    body: Text
    date: date
    author: str
    source: str
    address: str
    areas: tuple[str, ...]
    theme: Identifier
    pact: Identifier | None = None


class Practice(Frozen):
    """A practice example from the region."""

    id: Identifier
    title: Text
    theme: Identifier
    areas: tuple[str, ...]
    period_text: Text
    partners: tuple[str, ...]
    about: Text
    source: str
    address: str
    source_date: str | None = None


class StandardText(Frozen):
    """A page of the site's own: about, accessibility, privacy, method."""

    id: Identifier
    slug: Text
    title: Text
    lead: Text | None = None
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Content:
    """Texts, news and practice examples that the first start puts into the site."""

    folder: Path
    home: Opening | None
    region_page: Opening | None
    themes: tuple[Theme, ...]
    news: tuple[NewsItem, ...]
    practices: tuple[Practice, ...]
    pages: tuple[StandardText, ...]


def read_content(folder: Path, problems: list[Problem]) -> Content:
    """Read the content of a region package; problems are added to the list."""
    content = folder / "content"

    def one(kind: type[Model], name: str) -> Model | None:
        path = content / name
        raw = read_yaml(path, problems) if path.exists() else None
        return parse_one(kind, raw, path, problems) if raw is not None else None

    def several(kind: type[Model], name: str) -> tuple[Model, ...]:
        path = content / name
        raw = read_yaml(path, problems) if path.exists() else None
        return parse_list(kind, raw, path, problems)

    return Content(
        folder=content,
        home=one(Opening, "home.yaml"),
        region_page=one(Opening, "region_page.yaml"),
        themes=several(Theme, "themes.yaml"),
        news=several(NewsItem, "news.yaml"),
        practices=several(Practice, "practices.yaml"),
        pages=several(StandardText, "pages.yaml"),
    )
