"""What editors may choose from: the entries of the region packages."""

from __future__ import annotations

from functools import lru_cache

from django.forms import Select
from django.utils.translation import get_language

from schakel.answers.occupation_tables import has_paths
from schakel.answers.studies import studies as known_studies
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import region_ids
from schakel.catalog.types import Embargo

Choices = list[tuple[str, str]]


def catalogs() -> list[Catalog]:
    """The catalog of every landsdeel there is."""
    found = [load(name) for name in region_ids()]
    return [catalog for catalog in found if catalog.region.kind == "landsdeel"]


def indicators() -> Choices:
    """Indicators of all regions: id and label."""
    return _labelled("indicators", _language())


def areas() -> Choices:
    """Areas that are no municipality: code and label."""
    return _areas(_language())


@lru_cache(maxsize=4)
def _areas(language: str) -> Choices:
    found = {
        code: f"{area.label.in_language(language)} ({code})"
        for catalog in catalogs()
        for code, area in catalog.areas.items()
        if area.kind != "municipality"
    }
    return sorted(found.items(), key=lambda entry: entry[1])


def municipalities() -> Choices:
    """All municipalities that the packages know: code and label, by name."""
    return _municipalities(_language())


@lru_cache(maxsize=4)
def _municipalities(language: str) -> Choices:
    found = {
        code: area.label.in_language(language)
        for catalog in catalogs()
        for code, area in catalog.areas.items()
        if area.kind == "municipality"
    }
    return sorted(found.items(), key=lambda entry: entry[1])


def municipalities_and_areas() -> Choices:
    """First the areas that are no municipality, then the municipalities."""
    return [*areas(), *municipalities()]


def goals() -> Choices:
    """Goals of all regions: id and label, in the order of their numbers."""
    return _in_order("goals", _language())


def links() -> Choices:
    """Links of the chain: id and label, from school to work."""
    return _in_order("links", _language())


def regions() -> Choices:
    """Region packages of a landsdeel: id and label."""
    return [
        (catalog.region.id, catalog.region.name.in_language(_language())) for catalog in catalogs()
    ]


def studies() -> Choices:
    """Study programmes of all regions: what stands for one, and its name and level."""
    return _studies(_language())


@lru_cache(maxsize=4)
def _studies(language: str) -> Choices:
    found = {
        study.key: f"{study.name} ({study.level_label.in_language(language)}, {study.code})"
        for catalog in catalogs()
        if has_paths(catalog)
        for study in known_studies(catalog)
    }
    return sorted(found.items(), key=lambda entry: entry[1])


def themes() -> Choices:
    """Themes of news and practice: id and label."""
    found = {
        theme.id: theme.label.in_language(_language())
        for catalog in catalogs()
        for theme in catalog.content.themes
    }
    return list(found.items())


def embargoes() -> dict[str, Embargo]:
    """The embargoes of all regions by their id; hours that are past too."""
    return {name: found for catalog in catalogs() for name, found in catalog.embargoes.items()}


def _language() -> str:
    return (get_language() or "nl")[:2]


@lru_cache(maxsize=8)
def _labelled(attribute: str, language: str) -> Choices:
    found = {
        name: entry.label.in_language(language)
        for catalog in catalogs()
        for name, entry in getattr(catalog, attribute).items()
    }
    return sorted(found.items(), key=lambda entry: entry[1])


@lru_cache(maxsize=8)
def _in_order(attribute: str, language: str) -> Choices:
    found = {
        name: entry.label.in_language(language)
        for catalog in catalogs()
        for name, entry in getattr(catalog, attribute).items()
    }
    return list(found.items())


class ThemeSelect(Select):
    """A choice of themes."""

    def __init__(self, attrs: dict[str, str] | None = None):
        super().__init__(attrs, choices=lambda: [("", "—"), *themes()])


def _releases() -> Choices:
    language = _language()
    return [
        ("", "—"),
        *(
            (name, f"{entry.label.in_language(language)} ({entry.until:%d-%m-%Y %H:%M})")
            for name, entry in embargoes().items()
        ),
    ]


class ReleaseSelect(Select):
    """A choice of embargoes: the hour at which figures become visible."""

    def __init__(self, attrs: dict[str, str] | None = None):
        super().__init__(attrs, choices=_releases)
