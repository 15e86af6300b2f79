"""What can be found: pages, the ledger, figures, areas and terms, as one list a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import get_page_models

from schakel.answers.occupation_groups import focus_groups, members
from schakel.answers.occupation_tables import has_paths
from schakel.catalog.catalog import Catalog, load
from schakel.site.explore.links import page_path
from schakel.site.pacts.models import Action, Agreement, Organisation, Pact
from schakel.site.pages import tree
from schakel.site.pages.models import PactPage
from schakel.site.pages.models.base import SitePage
from schakel.site.paths.links import page_path as paths_path
from schakel.site.paths.links import route_path
from schakel.site.search.words import Vocabulary, fold, vocabulary, words_of

# Kinds in the order in which they are shown.
KINDS = (
    "figure",
    "agreement",
    "pact",
    "organisation",
    "news",
    "event",
    "publication",
    "practice",
    "page",
    "area",
    "term",
)
_PAGE_KINDS = {
    "newspage": "news",
    "eventpage": "event",
    "practicepage": "practice",
    "pactpage": "pact",
    "publicationpage": "publication",
}
_STAND_IN = "the-key"
Reference = tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `references` are its rows in the search index."""

    kind: str
    title: str
    lead: str
    address: str
    day: date | None = None
    theme: str = ""
    references: tuple[Reference, ...] = ()
    language: str = ""


@dataclass(frozen=True, eq=False)
class Everything:
    """All entries of a region in a language, with the words of their titles and introductions.

    `entries` newest first, then by title; the rest holds places in it. `by_reference` is by the
    name of a table and the number of a row.
    """

    entries: tuple[Entry, ...]
    by_reference: dict[str, dict[int, int]]
    in_title: dict[str, set[int]]
    in_lead: dict[str, set[int]]
    vocabulary: Vocabulary


@lru_cache(maxsize=8)
def everything(region: str, language: str, number: int) -> Everything:
    """What can be found in a region, for one generation of the content."""
    catalog = load(region)
    found = (
        *_pages(region, language),
        *_ledger(catalog, language),
        *_figures(catalog, language),
        *_occupations(catalog, language),
        *_ways(catalog, language),
        *_areas(catalog, language),
        *_terms(catalog, language),
    )
    entries = tuple(sorted(found, key=_newest_first))
    title, lead = _places(e.title for e in entries), _places(e.lead for e in entries)
    return Everything(
        entries,
        _by_reference(entries),
        title,
        lead,
        vocabulary([*(e.title for e in entries), *(e.lead for e in entries)]),
    )


def _newest_first(entry: Entry) -> tuple[int, str]:
    return -(entry.day or date.min).toordinal(), entry.title


def _by_reference(entries: tuple[Entry, ...]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for place, entry in enumerate(entries):
        for name, number in entry.references:
            found.setdefault(name, {})[number] = place
    return found


def _places(texts: Iterator[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for place, text in enumerate(texts):
        for word in words_of(text):
            found.setdefault(fold(word), set()).add(place)
    return found


def _pages(region: str, language: str) -> Iterator[Entry]:
    details, pacts = _page_details(language), _pacts(region, language)
    for leaf in tree.current().leaves:
        if leaf.language != language or leaf.region not in (region, ""):
            continue
        lead, day, theme = details.get(leaf.id, ("", None, ""))
        of_the_pact = pacts.get(leaf.id)
        yield Entry(
            _PAGE_KINDS.get(leaf.kind, "page"),
            leaf.title,
            lead or (of_the_pact[1] if of_the_pact else ""),
            leaf.url,
            day,
            theme,
            (("page", leaf.id), *((("pact", of_the_pact[0]),) if of_the_pact else ())),
        )


def _pacts(region: str, language: str) -> dict[int, tuple[int, str]]:
    """Per page of a pact, the pact in the ledger and what it is."""
    rows = Pact.objects.filter(region=region).values("pk", "key", "about_nl", "about_en")
    known = {row["key"]: row for row in rows}
    pages = PactPage.objects.filter(locale__language_code=language)
    return {
        page: (known[key]["pk"], known[key][f"about_{language}"])
        for page, key in pages.values_list("pk", "pact_id")
        if key in known
    }


def _page_details(language: str) -> dict[int, tuple[str, date | None, str]]:
    """Per page its introduction, its day and its theme, as far as its type has them."""
    found: dict[int, tuple[str, date | None, str]] = {}
    for model in (m for m in get_page_models() if issubclass(m, SitePage)):
        names = {field.name for field in model._meta.get_fields()}
        day = next((name for name in ("date", "start", "day") if name in names), None)
        columns = ["pk", "lead", *([day] if day else []), *(["theme"] if "theme" in names else [])]
        for row in model.objects.filter(locale__language_code=language).values(*columns):
            value = row.get(day) if day else None
            found[row["pk"]] = (row["lead"], _day(value), row.get("theme", ""))
    return found


def _day(value: Any) -> date | None:
    return value.date() if hasattr(value, "date") else value


def _ledger(catalog: Catalog, language: str) -> Iterator[Entry]:
    region = catalog.region.id
    own = {"agreement__pact__region": region}
    agreements = Agreement.objects.filter(pact__region=region, public=True)
    actions = Action.objects.filter(**own, public=True, agreement__public=True)
    for name, rows in (("agreement", agreements), ("action", actions)):
        for row in rows.values("pk", "key", "title_nl", "title_en", "about_nl", "about_en"):
            yield _entry(row, name, "agreement", ("title", "about"), region, language)
    for row in Organisation.objects.values("pk", "key", "name"):
        address = _address("organisation", region, row["key"], language)
        references = (("organisation", row["pk"]),)
        yield Entry("organisation", row["name"], "", address, references=references)


def _entry(
    row: dict[str, Any],
    name: str,
    kind: str,
    fields: tuple[str, str],
    region: str,
    language: str,
) -> Entry:
    title, lead = (row[f"{field}_{language}"] or row[f"{field}_nl"] for field in fields)
    written = language if row[f"{fields[0]}_{language}"] else "nl"
    address = _address(name, region, row["key"], language)
    return Entry(kind, title, lead, address, references=((name, row["pk"]),), language=written)


def _address(name: str, region: str, key: str, language: str) -> str:
    return _pattern(name, region, language).replace(_STAND_IN, key)


@lru_cache(maxsize=64)
def _pattern(name: str, region: str, language: str) -> str:
    """The address of an entry of the ledger, with a word where its key comes."""
    with override(language):
        return reverse(f"pacts:{name}", kwargs={"region": region, "key": _STAND_IN})


_CHAIN = {
    "nl": (
        "De keten",
        "Hoeveel technici er straks zijn, hoeveel er gevraagd worden en tekortkomen",
    ),
    "en": ("The chain", "How many technicians there will be, are wanted and will be lacking"),
}


def _figures(catalog: Catalog, language: str) -> Iterator[Entry]:
    region = catalog.region.id
    yield Entry("figure", *_CHAIN[language], page_path("chain", region, language))
    for goal in catalog.goals.values():
        address = page_path("goal", region, language, goal=goal.id)
        title, text = goal.label.in_language(language), goal.text.in_language(language)
        yield Entry("figure", title, text, address)
    for indicator in catalog.indicators.values():
        address = page_path("indicator", region, language, indicator=indicator.id)
        title = indicator.label.in_language(language)
        yield Entry("figure", title, indicator.description.in_language(language), address)


_OCCUPATIONS = {
    "nl": (
        "Kansrijke beroepen in techniek en ict",
        "Mensen met werk, banen die vrijkomen, hoe krap het is en welke opleidingen",
    ),
    "en": (
        "Promising occupations in technology and ICT",
        "People in work, jobs that open up, how tight it is and which programmes there are",
    ),
}


def _occupations(catalog: Catalog, language: str) -> Iterator[Entry]:
    """The list, and each group with the names of its ESCO occupations to be found by."""
    if not has_paths(catalog):
        return
    region = catalog.region.id
    yield Entry("figure", *_OCCUPATIONS[language], page_path("occupations", region, language))
    for group in focus_groups(catalog):
        address = page_path("occupation", region, language, occupation=group.slug(language))
        names = (member.name.in_language(language) for member in members(catalog, group))
        yield Entry("figure", group.label.in_language(language), ", ".join(names), address)


_WAYS = {
    "start": {
        "nl": ("Van uw werk naar techniek", "Welk technisch werk dichtbij ligt en wat u nog leert"),
        "en": ("From your work to technology", "Which technical work is near, and what to learn"),
    },
    "employers": {
        "nl": ("Waar zitten kandidaten voor uw vacature?", "Voor werkgevers: beroepen dichtbij"),
        "en": ("Where are candidates for your vacancy?", "For employers: occupations nearby"),
    },
}


def _ways(catalog: Catalog, language: str) -> Iterator[Entry]:
    """The finders and the special routes."""
    region = catalog.region.id
    for name, words in _WAYS.items():
        yield Entry("figure", *words[language], paths_path(name, region, language))
    for one in catalog.routes.values():
        title, lead = one.title.in_language(language), one.for_whom.in_language(language)
        yield Entry("figure", title, lead, route_path(region, one, language))


def _areas(catalog: Catalog, language: str) -> Iterator[Entry]:
    region, territory = catalog.region.id, catalog.territory
    kinds = ("province", "labour_market_region", "pact", "municipality")
    codes = {code for kind in kinds for code in territory.touching(catalog.region.area, kind)}
    for code in sorted(codes):
        address = page_path("area", region, language, area=code)
        yield Entry("area", catalog.areas[code].label.in_language(language), "", address)


def _terms(catalog: Catalog, language: str) -> Iterator[Entry]:
    glossary = page_path("glossary", catalog.region.id, language)
    for term in catalog.terms.values():
        word = term.nl if language == "nl" else term.en
        address = f"{glossary}#{term.id}"
        yield Entry("term", word, term.definition.in_language(language), address)
