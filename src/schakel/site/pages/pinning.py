"""Which blocks of a page are over figures, and writing their pins when the page is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

from schakel.catalog.catalog import Catalog
from schakel.site.pages.figure_blocks import PinnedBlock


def pinned_blocks(page: Page) -> Iterator[tuple[PinnedBlock, Any]]:
    """Each block over figures with its value, which may be changed in place."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name) or ():
                if isinstance(child.block, PinnedBlock):
                    yield child.block, child.value


def fill_pins(page: Page, catalog: Catalog) -> None:
    """Write what is pinned into the blocks that ask for it."""
    for block, value in pinned_blocks(page):
        block.fill(catalog, value)
