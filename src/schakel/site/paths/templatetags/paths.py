"""Template tags of the paths: addresses of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from schakel.catalog.routes import SpecialRoute
from schakel.site.explore.templatetags.figures import language_now
from schakel.site.paths import links
from schakel.site.paths.links import page_path

register = template.Library()
Context = Mapping[str, Any]


@register.simple_tag(takes_context=True)
def paths_path(context: Context, name: str, **what: str) -> str:
    """Path of a page of this app: `{% paths_path "from" origin="5141.2" %}`."""
    return page_path(name, context["region"].region.id, language_now(), **what)


@register.simple_tag(takes_context=True)
def route_path(context: Context, route: SpecialRoute) -> str:
    """Path of the page of a special route."""
    return links.route_path(context["region"].region.id, route, language_now())
