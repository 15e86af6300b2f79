"""What the page of the search needs beside the usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.http import urlencode

register = template.Library()


@register.filter
def of(words: Mapping[str, Any], name: str) -> Any:
    """The entry of a table of words."""
    return words[name]


@register.simple_tag(takes_context=True)
def asking(context: Mapping[str, Any], **changes: Any) -> str:
    """The question in the address with some of its parts changed; empty parts are left out."""
    now = {
        "q": context["question"],
        "kind": context["filters"].kind,
        "theme": context["filters"].theme,
        "year": context["filters"].year,
    }
    return urlencode({name: value for name, value in {**now, **changes}.items() if value})
