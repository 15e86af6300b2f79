"""The sitemap: every page, each with the same page in the other language."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from schakel.answers.occupation_groups import focus_groups
from schakel.answers.occupation_tables import has_paths
from schakel.answers.studies import studies
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Languages
from schakel.site import choices
from schakel.site.explore.links import page_path
from schakel.site.pacts.addresses import page_path as ledger_path
from schakel.site.pacts.viewmodels.codes import public_actions, public_agreements
from schakel.site.pacts.viewmodels.organisations import organisation_list
from schakel.site.pages import tree
from schakel.site.paths.links import page_path as paths_path
from schakel.site.paths.links import route_path
from schakel.site.teaching.links import page_path as study_path

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
Versions = dict[str, str]
_PAGES = (
    "goals",
    "chain",
    "chain_record",
    "coverage",
    "occupations",
    "areas",
    "data",
    "glossary",
    "method",
)
_PATHS = ("start", "interests", "skills", "diploma", "employers", "routes", "how_sure")


def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages that people edit, and those over answers; figures are found from these."""
    entries = [
        *_edited(),
        *(_of_one(urls) for catalog in choices.catalogs() for urls in _over_answers(catalog)),
        *(_of_one(urls) for catalog in choices.catalogs() for urls in _over_ledger(catalog)),
        *(_of_one(urls) for catalog in choices.catalogs() for urls in _over_paths(catalog)),
        *(_of_one(urls) for catalog in choices.catalogs() for urls in _over_studies(catalog)),
    ]
    return HttpResponse(_HEAD + "".join(entries) + "</urlset>\n", content_type="application/xml")


def _edited() -> Iterator[str]:
    for versions in tree.current().by_key.values():
        urls = {language: leaf.url for language, leaf in versions.items()}
        for language, leaf in versions.items():
            when = leaf.changed.date().isoformat() if leaf.changed else ""
            yield _entry(urls[language], urls, when)


def _over_answers(catalog: Catalog) -> Iterator[Versions]:
    def versions(name: str, **what: str) -> Versions:
        region = catalog.region.id
        return {code: page_path(name, region, code, **what) for code in Languages}

    for name in _PAGES:
        yield versions(name)
    for goal in catalog.goals:
        yield versions("goal", goal=goal)
    for group in focus_groups(catalog) if has_paths(catalog) else ():
        region = catalog.region.id
        yield {
            code: page_path("occupation", region, code, occupation=group.slug(code))
            for code in Languages
        }
    for indicator in catalog.indicators:
        yield versions("indicator", indicator=indicator)
    for code in catalog.territory.parts(catalog.region.area):
        if catalog.areas[code].kind != "municipality":
            yield versions("area", area=code)


def _over_paths(catalog: Catalog) -> Iterator[Versions]:
    """The starts of the finders and the special routes."""
    region = catalog.region.id
    for name in _PATHS:
        yield {code: paths_path(name, region, code) for code in Languages}
    for one in catalog.routes.values():
        yield {code: route_path(region, one, code) for code in Languages}


def _over_studies(catalog: Catalog) -> Iterator[Versions]:
    """The list of study programmes, and a page each."""
    region = catalog.region.id
    if not has_paths(catalog):
        return
    yield {code: study_path("studies", region, code) for code in Languages}
    for study in studies(catalog):
        yield {code: study_path("study", region, code, study=study.key) for code in Languages}


def _over_ledger(catalog: Catalog) -> Iterator[Versions]:
    region = catalog.region.id
    entries = {
        "agreement": public_agreements(region),
        "action": public_actions(region),
        "organisation": organisation_list(region),
    }
    for name in ("agreements", "results", "organisations"):
        yield {code: ledger_path(name, region, code) for code in Languages}
    for name, found in entries.items():
        for key in found.values_list("key", flat=True):
            yield {code: ledger_path(name, region, code, key=key) for code in Languages}


def _of_one(urls: Versions) -> str:
    return "".join(_entry(url, urls, "") for url in urls.values())


def _entry(url: str, urls: Versions, when: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(settings.ADDRESS + other)}"/>'
        for code, other in [*urls.items(), ("x-default", urls.get("nl", url))]
    )
    changed = f"<lastmod>{when}</lastmod>" if when else ""
    return f"<url><loc>{escape(settings.ADDRESS + url)}</loc>{changed}{links}</url>\n"
