"""Template tags of the pages over study programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from schakel.answers.study_words import percent
from schakel.site.explore.templatetags.figures import language_now
from schakel.site.teaching.links import page_path

register = template.Library()
Context = Mapping[str, Any]


@register.simple_tag(takes_context=True)
def teaching_path(context: Context, name: str, **what: str) -> str:
    """Path of a page of this app: `{% teaching_path "study" study="crebo-25893" %}`."""
    return page_path(name, context["region"].region.id, language_now(), **what)


@register.filter
def share(value: float | None) -> str:
    """A share as a percentage; `not published` without one."""
    return percent(value, language_now())
