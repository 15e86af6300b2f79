"""Home, its plain pages, and the page tree of each region, in both languages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from schakel.catalog.catalog import Catalog, load
from schakel.catalog.content import NewsItem, Practice, StandardText
from schakel.catalog.types import Languages
from schakel.site.pacts.models import Pact
from schakel.site.pages import models as m
from schakel.site.pages.seeding import texts

Fields = dict[str, Any]
Parents = dict[str, Page]


def make_site(regions: Iterable[str]) -> None:
    """Make Home and what stands below it, and the pages of each region that has none yet."""
    for language in Languages:
        Locale.objects.get_or_create(language_code=language)
    homes = _homes()
    for name in regions:
        if not m.RegionPage.objects.filter(region_id=name).exists():
            _make_region(homes, load(name))
        _make_lists(name)


def make_pact_pages(region: str) -> None:
    """A page for each pact in the ledger that has none; the landsdeel's own is the region's page.

    Pages from before there was a ledger hold the name of the pact with underscores.
    """
    indexes = m.PactIndexPage.objects.filter(region_id=region).select_related("locale")
    parents: Parents = {index.locale.language_code: index for index in indexes}
    for pact in Pact.objects.filter(region=region).exclude(kind=Pact.Kind.LANDSDEEL).order_by("pk"):
        former = m.PactPage.objects.filter(region_id=region, pact_id=pact.key.replace("-", "_"))
        former.update(pact_id=pact.key)
        if not m.PactPage.objects.filter(region_id=region, pact_id=pact.key).exists():
            _make_pact(parents, pact)


def _homes() -> Parents:
    found = {home.locale.language_code: home for home in m.HomePage.objects.all()}
    return found or _make_homes()


def _make_homes() -> Parents:
    opening = texts.home_text()
    landsdelen = texts.section(opening, "regions")
    rest = tuple(entry for entry in opening.sections if entry.id != "regions")

    def fields(language: str) -> Fields:
        return {
            "title": opening.title.in_language(language),
            "slug": "home" if language == "nl" else f"home-{language}",
            "lead": opening.lead.in_language(language),
            "regions_title": landsdelen.title.in_language(language) if landsdelen else "",
            "regions_text": texts.paragraphs(landsdelen.body.in_language(language))
            if landsdelen
            else "",
            "body": texts.blocks(rest, language),
        }

    root = Page.get_first_root_node()
    welcome = list(root.get_children())
    for page in welcome:
        page.slug = f"welcome-{page.pk}"
        page.save()
    homes = _pair(m.HomePage, dict.fromkeys(Languages, root), fields)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "site_name": "Schakel", "root_page": homes["nl"]},
    )
    for page in welcome:
        page.delete()
    for text in texts.standard_texts():
        _make_standard(homes, text)
    return homes


def _make_standard(homes: Parents, text: StandardText) -> None:
    _pair(
        m.StandardPage,
        homes,
        lambda language: {
            **_head(text, language),
            "body": texts.blocks(text.sections, language),
        },
    )


def _head(text: StandardText, language: str) -> Fields:
    return {
        "title": text.title.in_language(language),
        "slug": text.slug.in_language(language),
        "lead": text.lead.in_language(language) if text.lead else "",
    }


def _pair(kind: type[Page], parents: Parents, fields: Callable[[str], Fields]) -> Parents:
    """The same page in each language, published, below the parent of that language."""
    key, now = uuid.uuid4(), timezone.now()
    made: Parents = {}
    for language, parent in parents.items():
        page = kind(
            locale=Locale.objects.get_for_language(language),
            translation_key=key,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
            **fields(language),
        )
        parent.add_child(instance=page)
        made[language] = page
    return made


def _make_region(homes: Parents, catalog: Catalog) -> None:
    fronts = _pair(m.RegionPage, homes, lambda language: _region_fields(catalog, language))
    _make_index(m.PactIndexPage, "pacts", fronts)
    examples = _make_index(m.PracticeIndexPage, "practices", fronts)
    for practice in catalog.content.practices:
        _make_practice(examples, catalog, practice)
    news = _make_index(m.NewsIndexPage, "news", fronts)
    for item in catalog.content.news:
        _make_news(news, catalog, item)


def _make_lists(region: str) -> None:
    """The lists that a region opens with empty; a site made before they existed gets them too."""
    fronts = {front.locale.language_code: front for front in _fronts(region)}
    for kind, name in ((m.EventIndexPage, "events"), (m.PublicationIndexPage, "publications")):
        if not kind.objects.filter(region_id=region).exists():
            _make_index(kind, name, _where_free(fronts, name))


def _fronts(region: str) -> Iterable[Page]:
    found: Iterable[Page] = m.RegionPage.objects.filter(region_id=region)
    return found


def _where_free(fronts: Parents, name: str) -> Parents:
    """The region pages below which nobody has made a page at this address already."""
    slug = texts.index_text(name).slug
    return {
        language: front
        for language, front in fronts.items()
        if not front.get_children().filter(slug=slug.in_language(language)).exists()
    }


def _make_index(kind: type[Page], name: str, fronts: Parents) -> Parents:
    return _pair(kind, fronts, lambda language: _head(texts.index_text(name), language))


def _region_fields(catalog: Catalog, language: str) -> Fields:
    opening = texts.region_text(catalog)
    fields: Fields = {
        "title": opening.title.in_language(language),
        "slug": catalog.region.id,
        "region_id": catalog.region.id,
        "lead": opening.lead.in_language(language),
        "search_description": catalog.region.tagline.in_language(language),
        "problem_figures": [
            ("figure", {"indicator": name, "area": "", "split": "", "text": ""})
            for name in catalog.region.problem_figures
        ],
    }
    for part, name in (
        ("goals", "goals"),
        ("problem", "problem"),
        ("about", "what"),
        ("practice", "practices"),
    ):
        entry = texts.section(opening, name) or texts.section(texts.first_texts().region_page, name)
        assert entry is not None, "our own texts have every section"
        fields[f"{part}_title"] = entry.title.in_language(language)
        fields[f"{part}_text"] = texts.paragraphs(entry.body.in_language(language))
    return fields


def _make_pact(parents: Parents, pact: Pact) -> None:
    _pair(
        m.PactPage,
        parents,
        lambda language: {
            "title": pact.in_language("name", language)[0],
            "slug": pact.key,
            "pact_id": pact.key,
        },
    )


def _make_practice(parents: Parents, catalog: Catalog, practice: Practice) -> None:
    source = catalog.sources[practice.source]
    _pair(
        m.PracticePage,
        parents,
        lambda language: {
            "title": practice.title.in_language(language),
            "slug": practice.id.replace("_", "-"),
            "theme": practice.theme,
            "area_codes": " ".join(practice.areas),
            "period": practice.period_text.in_language(language),
            "partners": "\n".join(practice.partners),
            "body": [("text", texts.paragraphs(practice.about.in_language(language)))],
            "source_label": f"{source.publisher}: {source.title}"[:200],
            "source_address": practice.address,
            "source_date": practice.source_date or "",
        },
    )


def _make_news(parents: Parents, catalog: Catalog, item: NewsItem) -> None:
    source = catalog.sources[item.source]

    def fields(language: str) -> Fields:
        origin = {
            "label": f"{source.publisher}: {source.title}",
            "address": item.address,
            "date": "",
        }
        return {
            "title": item.title.in_language(language),
            "slug": item.id.replace("_", "-"),
            "lead": item.intro.in_language(language),
            "date": item.date,
            "author": item.author,
            "theme": item.theme,
            "pact_key": (item.pact or "").replace("_", "-"),
            "area_codes": " ".join(item.areas),
            "body": [
                ("text", texts.paragraphs(item.body.in_language(language))),
                ("source", origin),
            ],
        }

    _pair(m.NewsPage, parents, fields)
