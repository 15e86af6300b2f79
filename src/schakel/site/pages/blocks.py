"""Building blocks of what editors write. A number in a text is a block that fetches its figure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from schakel.answers.places import Lines, lowest_level
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog
from schakel.site import choices

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class FigureBlock(blocks.StructBlock):
    """The latest figure of an indicator: chosen by the editor, looked up when the page is shown."""

    indicator = blocks.ChoiceBlock(choices=choices.indicators, label=_("indicator"))
    area = blocks.ChoiceBlock(
        choices=choices.areas,
        label=_("area"),
        required=False,
        help_text=_("Empty: the area of the page, or what is published nearest to it."),
    )
    split = blocks.CharBlock(
        label=_("part"),
        required=False,
        help_text=_("A part of the whole, written as dimension=code, such as sex=F."),
    )
    text = blocks.CharBlock(
        label=_("text"), required=False, help_text=_("What the reader should see in this number.")
    )

    class Meta:
        icon = "order"
        label = _("figure")
        template = "pages/blocks/figure.html"

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Adds `found` (the lines at the lowest level) and `indicator`; both None when unknown."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        catalog = context.get("region")
        name = value.get("indicator")
        if catalog is None or name not in catalog.indicators:
            return {**context, "found": None, "indicator": None}
        area = value.get("area") or catalog.region.area
        found = _lines(catalog, name, area, value.get("split") or "")
        return {**context, "found": found, "indicator": catalog.indicators[name]}


def _lines(catalog: Catalog, indicator: str, area: str, split: str) -> Lines | None:
    dimension, _, code = split.partition("=")
    try:
        return lowest_level(catalog, indicator, area, {dimension: code} if code else {})
    except (UnknownName, KeyError):
        return None  # the template says that nothing is published there


class SourceBlock(blocks.StructBlock):
    """Where it was read, and when."""

    label = blocks.CharBlock(label=_("source"))
    address = blocks.URLBlock(label=_("address of the source"))
    date = blocks.CharBlock(label=_("date of the source"), required=False)

    class Meta:
        icon = "link"
        label = _("source")
        template = "pages/blocks/source.html"


class Body(blocks.StreamBlock):
    """Running text with headings, pictures, figures and sources."""

    heading = blocks.CharBlock(
        label=_("heading"), icon="title", template="pages/blocks/heading.html"
    )
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)
    picture = ImageBlock(label=_("picture"), template="pages/blocks/picture.html")
    figure = FigureBlock()
    source = SourceBlock()


class Figures(blocks.StreamBlock):
    """Figures only."""

    figure = FigureBlock()
