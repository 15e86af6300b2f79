"""The tree of published pages, read once a change: for menus, breadcrumbs, languages, sitemap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from schakel.site.pages import generation
from schakel.site.pages.models import RegionPage

_STEP = Page.steplen


@dataclass(frozen=True)
class Leaf:
    """One published page, as menus need it. `kind` is the model's name, such as `newspage`."""

    id: int
    path: str
    title: str
    url: str
    language: str
    kind: str
    key: str
    region: str
    changed: datetime | None


@dataclass(frozen=True, eq=False)
class Tree:
    """All published pages that a visitor can reach."""

    leaves: tuple[Leaf, ...]
    by_path: dict[str, Leaf]
    by_parent: dict[str, list[Leaf]]
    by_key: dict[str, dict[str, Leaf]]
    by_id: dict[int, Leaf]
    by_url: dict[str, Leaf]

    def ancestors(self, leaf: Leaf) -> list[Leaf]:
        """Pages above this one, Home first."""
        steps = range(_STEP, len(leaf.path), _STEP)
        return [self.by_path[leaf.path[:end]] for end in steps if leaf.path[:end] in self.by_path]

    def translations(self, leaf: Leaf) -> dict[str, Leaf]:
        """Per language the same page, itself included."""
        return self.by_key[leaf.key]

    def nearest_in(self, language: str, leaf: Leaf) -> Leaf | None:
        """The page in another language; where it is not translated, the nearest above it."""
        for candidate in [leaf, *reversed(self.ancestors(leaf))]:
            if found := self.translations(candidate).get(language):
                return found
        return None

    def region_page(self, region: str, language: str) -> Leaf | None:
        """The page of a region."""
        return self._first("regionpage", language, region)

    def home(self, language: str) -> Leaf | None:
        """Home in a language."""
        return self._first("homepage", language, "")

    def below(self, leaf: Leaf) -> list[Leaf]:
        """Children, in the order of the tree."""
        return self.by_parent.get(leaf.path, [])

    def _first(self, kind: str, language: str, region: str) -> Leaf | None:
        wanted = (kind, language, region)
        return next((e for e in self.leaves if (e.kind, e.language, e.region) == wanted), None)


def current() -> Tree:
    """The tree as it is published now."""
    return _read(generation.current())


@lru_cache(maxsize=2)
def _read(number: generation.Generation) -> Tree:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page if site else None
    homes = {home.path: home for home in root.get_translations(inclusive=True)} if root else {}
    pages = (
        Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path")
    )
    kinds = {kind.pk: kind.model for kind in ContentType.objects.all()}
    regions = dict(RegionPage.objects.values_list("path", "region_id"))
    leaves = tuple(
        _leaf(page, homes[page.path[: 2 * _STEP]], kinds, regions)
        for page in pages
        if page.path[: 2 * _STEP] in homes
    )
    by_key: dict[str, dict[str, Leaf]] = {}
    by_parent: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_parent.setdefault(leaf.path[:-_STEP], []).append(leaf)
        by_key.setdefault(leaf.key, {})[leaf.language] = leaf
    return Tree(
        leaves,
        {leaf.path: leaf for leaf in leaves},
        by_parent,
        by_key,
        {leaf.id: leaf for leaf in leaves},
        {leaf.url: leaf for leaf in leaves},
    )


def _leaf(page: Page, home: Page, kinds: dict[int, str], regions: dict[str, str]) -> Leaf:
    language = page.locale.language_code
    return Leaf(
        id=page.pk,
        path=page.path,
        title=page.title,
        url=f"/{language}/" + page.url_path.removeprefix(home.url_path),
        language=language,
        kind=kinds[page.content_type_id],
        key=str(page.translation_key),
        region=regions.get(page.path[: 3 * _STEP], ""),
        changed=page.last_published_at,
    )
