"""The texts a site opens with: those of the region packages, else our own plain ones."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.content import Opening, Section, StandardText
from schakel.catalog.folders import region_ids
from schakel.catalog.reading import parse_one, read_yaml
from schakel.catalog.types import Frozen, Text

_FILE = Path(__file__).with_name("first_texts.yaml")
Blocks = list[tuple[str, object]]


class FirstTexts(Frozen):
    """The file first_texts.yaml."""

    region_page: Opening
    home: Opening
    indexes: tuple[StandardText, ...]


@lru_cache(maxsize=1)
def first_texts() -> FirstTexts:
    """Our own plain texts; SchakelError when the file is broken."""
    problems: list[Problem] = []
    raw = read_yaml(_FILE, problems)
    found = parse_one(FirstTexts, raw, _FILE, problems) if raw else None
    if found is None:
        raise SchakelError(problems)
    return found


def index_text(name: str) -> StandardText:
    """Title, slug and lead of an index page: `pacts`, `practices`, `news`, `events`, …"""
    return next(entry for entry in first_texts().indexes if entry.id == name)


def home_text() -> Opening:
    """The texts of Home: of the first package that brings them."""
    found = (load(name).content.home for name in region_ids())
    return next((opening for opening in found if opening), first_texts().home)


def standard_texts() -> tuple[StandardText, ...]:
    """The plain pages: of the first package that brings them."""
    found = (load(name).content.pages for name in region_ids())
    return next((pages for pages in found if pages), ())


def region_text(catalog: Catalog) -> Opening:
    """The texts of a region's page, its own or ours with its name filled in."""
    if catalog.content.region_page:
        return catalog.content.region_page
    name = catalog.region.name
    plain = first_texts().region_page
    return plain.model_copy(update={"title": name, "lead": _filled(plain.lead, name)})


def _filled(text: Text, name: Text) -> Text:
    return Text(nl=text.nl.replace("NAME", name.nl), en=text.en.replace("NAME", name.en))


def section(opening: Opening, name: str) -> Section | None:
    """A section by its id."""
    return next((entry for entry in opening.sections if entry.id == name), None)


def paragraphs(text: str) -> str:
    """Plain text as rich text: a paragraph for each part between blank lines."""
    parts = (part.strip() for part in text.split("\n\n"))
    return "".join(
        f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in parts if part
    )


def blocks(sections: tuple[Section, ...], language: str) -> Blocks:
    """Sections as blocks of a page: a heading and its text each."""
    found: Blocks = []
    for entry in sections:
        found.append(("heading", entry.title.in_language(language)))
        found.append(("text", paragraphs(entry.body.in_language(language))))
    return found
