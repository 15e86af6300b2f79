"""Which page a message is about: its address on this site, its title and its region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override

from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import region_ids
from schakel.catalog.types import Languages
from schakel.site.pages import tree

LONGEST = 500


@dataclass(frozen=True)
class About:
    """A page of this site; `path` is empty for the site as a whole."""

    path: str
    title: str
    region: Catalog | None


def about(asked: str) -> About:
    """The page at an address that a link gave; the site as a whole when there is no such page.

    Only public pages count: whatever is not published has no name here.
    """
    parts = urlsplit(asked[:LONGEST])
    steps = parts.path.split("/")
    if parts.scheme or parts.netloc or len(steps) < 3 or steps[1] not in Languages:
        return About("", "", None)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    region = load(steps[2]) if steps[2] in region_ids() else None
    if leaf := tree.current().by_url.get(parts.path):
        return About(path, leaf.title, region)
    title = _title_of_answers(parts.path, steps[1], region) if region else ""
    return About(path, title, region) if title else About("", "", None)


def _title_of_answers(path: str, language: str, region: Catalog) -> str:
    with override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return ""
        namer = _NAMERS.get(found.url_name or "") if found.app_name == "explore" else None
        try:
            return namer(found, region, language) if namer else ""
        except (UnknownName, KeyError, ValueError):
            return ""


def _figure(found: ResolverMatch, region: Catalog, language: str) -> str:
    indicator, area, period = found.kwargs["address"].split("/")[:3]
    names = (region.indicators[indicator].label, region.areas[area].label)
    said = [name.in_language(language) for name in names]
    return ", ".join([*said, period.replace("_", "/")])


def _labelled(kind: str, argument: str) -> Callable[[ResolverMatch, Catalog, str], str]:
    def name(found: ResolverMatch, region: Catalog, language: str) -> str:
        label: str = getattr(region, kind)[found.kwargs[argument]].label.in_language(language)
        return label

    return name


def _said(words: Callable[[], str]) -> Callable[[ResolverMatch, Catalog, str], str]:
    return lambda found, region, language: words()


_NAMERS: dict[str, Callable[[ResolverMatch, Catalog, str], str]] = {
    "figure": _figure,
    "goal": _labelled("goals", "goal"),
    "area": _labelled("areas", "area"),
    "indicator": _labelled("indicators", "indicator"),
    "indicator_map": _labelled("indicators", "indicator"),
    "dataset": _labelled("datasets", "dataset"),
    "goals": _said(lambda: _("Goals")),
    "areas": _said(lambda: _("Areas")),
    "data": _said(lambda: _("Figures")),
    "glossary": _said(lambda: _("Glossary")),
    "method": _said(lambda: _("Method")),
}
