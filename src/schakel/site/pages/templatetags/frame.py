"""What stands around every page: languages, menu, breadcrumbs, footer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.answers.figures import Figure
from schakel.site.pacts.models import Pact
from schakel.site.pages import generation, tree
from schakel.site.pages.feeds import feed_addresses
from schakel.site.pages.latest import latest_news
from schakel.site.pages.models import NewsPage
from schakel.site.pages.models.pacts import addresses_of
from schakel.site.pages.pact_names import pact_name

register = template.Library()
Context = Mapping[str, Any]
Link = tuple[str, str, bool]
IN_MENU = (
    "pactindexpage",
    "newsindexpage",
    "eventindexpage",
    "publicationindexpage",
    "practiceindexpage",
)


def _language() -> str:
    return (get_language() or "nl")[:2]


@register.filter
def readable_day(text: str) -> str:
    """A day or a month as people write it; what is neither (a year, a period) stays as it is."""
    month = len(text) == len("2018-06")
    try:
        day = date.fromisoformat(f"{text}-01" if month else text)
    except ValueError:
        return text
    return date_format(day, "F Y" if month else "j F Y")


@register.filter
def theme_label(theme: str, region: Any) -> str:
    """The label of a theme of the region, empty when it has none of this name."""
    themes = region.content.themes if region else ()
    found = next((entry.label for entry in themes if entry.id == theme), None)
    return found.in_language(_language()) if found else ""


def _leaf(context: Context) -> tree.Leaf | None:
    page = context.get("page")
    return tree.current().by_id.get(getattr(page, "pk", 0) or 0)


def _addresses(context: Context) -> dict[str, str]:
    """Per language the address of this same page, as far as it exists there.

    A view whose address has words that follow the language gives them itself, as `addresses`.
    """
    if given := context.get("addresses"):
        return dict(given)
    if leaf := _leaf(context):
        return {code: e.url for code, e in tree.current().translations(leaf).items()}
    request = context.get("request")
    if request is None or getattr(request, "resolver_match", None) is None:
        return {}
    if request.resolver_match.url_name == "wagtail_serve":
        return {}
    path = request.get_full_path()
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> SafeString:
    """Canonical address, and the same page in each language (`x-default` is Dutch)."""
    found = _addresses(context)
    own = found.get(_language())
    if own is None:
        return SafeString("")
    alternates = [*found.items(), ("x-default", found.get("nl", own))]
    return format_html(
        '<link rel="canonical" href="{}{}">\n{}', settings.ADDRESS, own, _hreflang(alternates)
    )


def _hreflang(alternates: list[tuple[str, str]]) -> SafeString:
    return format_html_join(
        "\n",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        ((code, settings.ADDRESS, address) for code, address in alternates),
    )


@register.simple_tag(takes_context=True)
def feed_links(context: Context) -> SafeString:
    """What is new in the region, and in the pact that the page is about, for feed readers."""
    region, page = context.get("region"), context.get("page")
    if not region:
        return SafeString("")
    about = pact_name(getattr(page, "feed_pact", ""), _language())
    found = [(region.region.name.in_language(_language()), feed_addresses(region.region.id))]
    if about:
        found.append((about, feed_addresses(region.region.id, page.feed_pact)))
    return format_html_join(
        "",
        '<link rel="alternate" type="{}" title="{} ({})" href="{}">\n',
        ((mime, title, kind, path) for title, feeds in found for kind, mime, path in feeds),
    )


@register.inclusion_tag("parts/subscribe.html", takes_context=True)
def subscribe(context: Context, pact: str = "", calendar: bool = False) -> dict[str, Any]:
    """The visible way to the feeds of a region or pact, and to its calendar."""
    region = context["region"].region.id if context["region"] else ""
    query = f"?pact={pact}" if pact else ""
    return {
        "region": context["region"],
        "pact": pact,
        "feeds": feed_addresses(region, pact) if region else [],
        "calendar": reverse("publishing:calendar", args=[region]) + query
        if calendar and region
        else "",
    }


@register.simple_tag
def theme_link() -> SafeString:
    """The organisation's own style sheet, when there is one."""
    if settings.THEME is None:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">\n', reverse("theme"))


@register.inclusion_tag("parts/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """Brand, menu of the region, and the way to the other language."""
    language = _language()
    region = context.get("region")
    home = tree.current().home(language)
    front = tree.current().region_page(region.region.id, language) if region else None
    return {
        "region": region,
        "brand_url": (front or home).url if (front or home) else f"/{language}/",
        "links": _menu(context, region.region.id, front) if front else [],
        "other": _other_language(context, language),
    }


# Pages that belong to an entry of the menu without lying below its address.
_BELONGS_TO = {
    "explore:figure": "explore:data",
    "paths:employers": "paths:start",
    "paths:supply": "paths:start",
    "pacts:action": "pacts:agreements",
    "pacts:results": "pacts:agreements",
    "pacts:organisations": "pacts:agreements",
    "pacts:organisation": "pacts:agreements",
}


def _place_in_menu(context: Context, region: str) -> str:
    """The address by which the menu shows where the reader is."""
    request = context.get("request")
    match = request.resolver_match if request else None
    if match and match.view_name in _BELONGS_TO:
        return reverse(_BELONGS_TO[match.view_name], args=[region])
    return request.path if request else ""


def _menu(context: Context, region: str, front: tree.Leaf) -> list[Link]:
    here = _place_in_menu(context, region)
    fixed = [
        (_("Goals"), reverse("explore:goals", args=[region])),
        (_("Figures"), reverse("explore:data", args=[region])),
        (_("The chain"), reverse("explore:chain", args=[region])),
        (_("Occupations"), reverse("explore:occupations", args=[region])),
        (_("Find your path"), reverse("paths:start", args=[region])),
        (_("Agreements"), reverse("pacts:agreements", args=[region])),
        (_("Coverage"), reverse("explore:coverage", args=[region])),
    ]
    below = [leaf for leaf in tree.current().below(front) if leaf.kind in IN_MENU]
    below.sort(key=lambda leaf: IN_MENU.index(leaf.kind))
    pages = [(leaf.title, leaf.url) for leaf in below]
    return [(title, url, here.startswith(url)) for title, url in [*fixed, *pages]]


def _other_language(context: Context, language: str) -> dict[str, str]:
    other = "en" if language == "nl" else "nl"
    leaf = _leaf(context)
    near = tree.current().nearest_in(other, leaf) if leaf else None
    address = _addresses(context).get(other) or (near.url if near else f"/{other}/")
    return {"code": other, "url": address, "name": {"nl": "Nederlands", "en": "English"}[other]}


@register.inclusion_tag("parts/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, *steps: str) -> dict[str, Any]:
    """The way from Home to this page.

    A page that people edit needs no more. A page over answers gives its steps below the region as
    words and addresses in turn, ending with its own words:
    `{% breadcrumbs goals_word goals_url goal_word %}`.
    """
    if leaf := _leaf(context):
        above = _named(tree.current().ancestors(leaf))
        return {"above": above, "here": leaf.title}
    above = [*_start(context), *zip(steps[:-1:2], steps[1::2], strict=True)]
    return {"above": above if steps else [], "here": steps[-1] if steps else ""}


def _start(context: Context) -> list[tuple[str, str]]:
    found, region, language = tree.current(), context.get("region"), _language()
    front = found.region_page(region.region.id, language) if region else None
    return _named([leaf for leaf in (found.home(language), front) if leaf])


def _named(leaves: list[tree.Leaf]) -> list[tuple[str, str]]:
    return [(_("Home") if e.kind == "homepage" else e.title, e.url) for e in leaves]


@register.simple_tag(takes_context=True)
def pact_address(context: Context, pact: Pact) -> str:
    """Address of the page of a pact, that of the region for the landsdeel's own; empty if none."""
    region, language = pact.region, _language()
    if pact.kind == Pact.Kind.LANDSDEEL:
        front = tree.current().region_page(region, language)
        return front.url if front else ""
    return addresses_of(region, language, generation.current()).get(pact.key, "")


@register.simple_tag(takes_context=True)
def pact_link(context: Context, pact: Pact) -> SafeString:
    """Name of a pact, linked to its page when it has one."""
    name, language = pact.in_language("name")
    address = pact_address(context, pact)
    marked = format_html('<span lang="{}">{}</span>', language, name)
    said = name if language == _language() else marked
    return format_html('<a href="{}">{}</a>', address, said) if address else format_html("{}", said)


@register.simple_tag(takes_context=True)
def news_of(context: Context, pact: Pact) -> list[NewsPage]:
    """The newest news of a pact, in the language of its page."""
    return latest_news(pact.key, context["page"].locale)


@register.simple_tag
def published(number: int | None) -> tree.Leaf | None:
    """The published page of this number in the language of the reader, else in the other one."""
    found = tree.current()
    leaf = found.by_id.get(number or 0)
    return found.translations(leaf).get(_language(), leaf) if leaf else None


@register.simple_tag(takes_context=True)
def publishers(context: Context, figure: Figure) -> str:
    """Who published the numbers behind a figure."""
    known = context["region"].sources
    return ", ".join(dict.fromkeys(known[name].publisher for name in figure.sources))


@register.simple_tag
def feedback_about(path: str) -> str:
    """Where a reader tells what is wrong with the page at `path`: our form, or SCHAKEL_FEEDBACK."""
    about = f"?{urlencode({'about': path})}" if path else ""
    return settings.FEEDBACK or reverse("readers:feedback") + about


@register.simple_tag(takes_context=True)
def feedback_address(context: Context) -> str:
    """Where a reader tells what is wrong with this page."""
    request = context.get("request")
    return feedback_about(_worth_naming(request) if request else "")


def _worth_naming(request: HttpRequest) -> str:
    """The address of the page, unless it is a form for readers itself or a page that is not."""
    found = request.resolver_match
    return "" if found is None or found.app_name == "readers" else request.get_full_path()


@register.inclusion_tag("parts/footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """The plain pages below Home, data and API, feedback, source code and licence."""
    found = tree.current()
    home = found.home(_language())
    return {
        "pages": [e for e in found.below(home) if e.kind == "standardpage"] if home else [],
        "region": context.get("region"),
        "feedback": feedback_address(context),
        "source": settings.SOURCE_CODE,
    }
