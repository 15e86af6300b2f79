"""The original of a translation, field by field, as an editor reads it beside the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.choices import flatten_choices
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from schakel.site.desk.translations import known_version
from schakel.site.pacts.fields import CodesFormField

_TEXTS = (models.CharField, models.TextField, StreamField)


@dataclass(frozen=True)
class Field:
    """A field of the original: its label, its text with formatting, and what changed in it."""

    label: str
    text: SafeString
    changed: bool
    difference: SafeString


def fields_of(page: Page, original: Page, request: HttpRequest) -> list[Field]:
    """The texts of the original in the order of the form; changes since the translation was made.

    Without a kept version of that time nothing is marked as changed.
    """
    now = original.specific if original.live else original.get_latest_revision_as_object()
    version = known_version(page, original)
    then = version.as_object() if version else now
    return list(_fields(then, now, request))


def _fields(then: Page, now: Page, request: HttpRequest) -> Iterator[Field]:
    panel = now.get_edit_handler()
    bound = panel.get_bound_panel(instance=now, request=request, form=None)
    form_fields = panel.get_form_class().base_fields
    for comparison in bound.get_comparison():
        found = comparison(then, now)
        if not found.is_field or not isinstance(found.field, _TEXTS):
            continue
        changed = found.has_changed()
        text = _text(found.field, form_fields.get(found.field.name), now)
        if text or changed:
            difference = mark_safe(found.htmldiff()) if changed else mark_safe("")
            yield Field(capfirst(str(found.field_label())), text, changed, difference)


def _text(field: models.Field, form_field: forms.Field | None, page: Page) -> SafeString:
    value = field.value_from_object(page)
    if isinstance(value, StreamValue):
        return mark_safe("".join(_block(block, page) for block in value))
    if isinstance(field, RichTextField):
        return mark_safe(expand_db_html(value))
    words = _as_chosen(value, form_field) if value else ""
    return mark_safe(linebreaks(conditional_escape(words)) if words else "")


def _as_chosen(value: str, form_field: forms.Field | None) -> str:
    """The words that the form shows for a code, or for each of several; other text as it is."""
    known = getattr(form_field.widget, "choices", ()) if form_field else ()
    labels = {str(code): str(label) for code, label in flatten_choices(known)}
    codes = value.split() if isinstance(form_field, CodesFormField) else [value]
    return ", ".join(labels.get(code, code) for code in codes)


def _block(block: Any, page: Page) -> str:
    context = {"page": page, "region": getattr(page, "region", None)}
    return render_to_string(
        "desk/_block.html",
        {"label": block.block.label, "shown": block.render(context)},
    )
