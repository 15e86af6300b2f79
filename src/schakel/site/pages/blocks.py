"""Building blocks of what editors write. A number in a text is a block that fetches its figure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from schakel.site.pages.addresses import check_address
from schakel.site.pages.figure_blocks import ChartBlock, FigureBlock

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class SourceBlock(blocks.StructBlock):
    """Where it was read, and when."""

    label = blocks.CharBlock(label=_("source"))
    address = blocks.CharBlock(label=_("address of the source"), validators=[check_address])
    date = blocks.CharBlock(label=_("date of the source"), required=False)

    class Meta:
        icon = "link"
        label = _("source")
        template = "pages/blocks/source.html"


class Body(blocks.StreamBlock):
    """Running text with headings, pictures, figures, charts and sources."""

    heading = blocks.CharBlock(
        label=_("heading"), icon="title", template="pages/blocks/heading.html"
    )
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)
    picture = ImageBlock(label=_("picture"), template="pages/blocks/picture.html")
    figure = FigureBlock()
    chart = ChartBlock()
    source = SourceBlock()


class Figures(blocks.StreamBlock):
    """Figures only."""

    figure = FigureBlock()
