"""What all page types share: the region they are about, and how they describe themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog, load
from schakel.site.pages.forms import SitePageForm
from schakel.site.pages.pinning import fill_pins

DESCRIPTION_LENGTH = 160


class SitePage(Page):
    """A page of the site. `region_id`: its region package, empty on Home and the plain pages."""

    region_id = models.CharField(max_length=40, blank=True, editable=False)
    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One or two sentences that say what is to be found here."),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("all_text"),
    ]
    show_in_menus_default = True
    base_form_class = SitePageForm

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the region of the parent when the page has none of its own."""
        if not self.region_id and self.depth and self.depth > 2:
            self.region_id = getattr(self.get_parent().specific, "region_id", "")
        self._fill_pins()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Pin the figures that are to be pinned."""
        super().clean()
        self._fill_pins()

    def _fill_pins(self) -> None:
        if self.region_id and self.region is not None:
            fill_pins(self, self.region)

    @property
    def region(self) -> Catalog | None:
        """The catalog of the region, or None on pages about no region (or one that is gone).

        A page that is only previewed is not in the tree yet: it has the region of its parent.
        """
        name = self.region_id
        if not name and not self.pk and self.depth and self.depth > 2:
            name = getattr(self.get_parent().specific, "region_id", "")
        try:
            return load(name) if name else None
        except UnknownName:
            return None

    @property
    def all_text(self) -> str:
        """The words of all its texts and blocks, for the search."""
        fields = (f for f in self._meta.get_fields() if hasattr(f, "get_searchable_content"))
        found = (f.get_searchable_content(getattr(self, f.name)) for f in fields)
        return " ".join(str(text) for texts in found for text in texts)

    @property
    def description(self) -> str:
        """What a search engine shows below the title: the editor's words, the lead, or the text."""
        return str(self.search_description or self.lead or _first_words(getattr(self, "body", ())))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `region`: the catalog of this page's region.

        `keep` is how long rendered parts are kept: only those of the page as it was published,
        never those of a draft.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        keep = None if getattr(request, "is_published", False) else 0
        return {**context, "region": self.region, "keep": keep}


def _first_words(body: Iterable[Any]) -> str:
    first = next((str(block.value) for block in body if block.block_type == "text"), "")
    return Truncator(strip_tags(first)).chars(DESCRIPTION_LENGTH)


class Pictured(models.Model):
    """A page with one picture; whoever sets a picture describes it."""

    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who cannot see it. Required with a picture."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a picture without a description."""
        super().clean()
        if self.image_id and not self.image_alt.strip():
            raise ValidationError({"image_alt": _("Say what the picture shows.")})
