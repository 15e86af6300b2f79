"""What news, events and publications share: theme, pact and areas, and an address for machines."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple, Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from schakel.base import clock
from schakel.catalog.types import Area
from schakel.site import choices
from schakel.site.pacts.fields import CodesField
from schakel.site.pacts.models import Pact
from schakel.site.pages.models.base import Pictured, SitePage
from schakel.site.pages.pact_names import pact_name


def _pacts() -> list[tuple[str, str]]:
    known = [(pact.key, pact.name_nl) for pact in Pact.objects.order_by("name_nl")]
    return [("", str(_("the whole landsdeel"))), *known]


class PactOrAllSelect(Select):
    """A choice of the pacts in the ledger; empty means the whole landsdeel."""

    def __init__(self, attrs: dict[str, str] | None = None):
        super().__init__(attrs, choices=_pacts)


class Published(Pictured, SitePage):
    """A page that tells something of a pact, or of the whole landsdeel when it names none."""

    theme = models.CharField(_("theme"), max_length=40, blank=True)
    pact_key = models.CharField(_("pact"), max_length=80, blank=True)
    release_with = models.CharField(
        _("release together with"),
        max_length=60,
        blank=True,
        help_text=_("Figures that are held back until an hour. The page goes live at that hour."),
    )
    area_codes = CodesField(_("areas"), known=choices.areas)

    about_panels = [
        FieldPanel("theme", widget=choices.ThemeSelect),
        FieldPanel("pact_key", widget=PactOrAllSelect),
        FieldPanel("area_codes", widget=CheckboxSelectMultiple),
    ]
    promote_panels = [
        *SitePage.promote_panels,
        FieldPanel("release_with", widget=choices.ReleaseSelect),
    ]
    picture_panel = MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], _("Picture"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A page that is released with figures goes live at their hour, whatever was typed."""
        super().clean()
        if not self.release_with:
            return
        embargo = choices.embargoes().get(self.release_with)
        if embargo is None:
            raise ValidationError(
                {"release_with": _("There is no such embargo any more. Choose another, or none.")}
            )
        if clock.now() < embargo.until:
            self.go_live_at = embargo.until

    @property
    def areas(self) -> list[Area]:
        """The areas named, as far as the region package knows them."""
        known = self.region.areas if self.region else {}
        return [known[code] for code in self.area_codes.split() if code in known]

    @property
    def theme_label(self) -> str:
        """What the region calls its theme, empty when it has none of this name."""
        themes = self.region.content.themes if self.region else ()
        label = next((entry.label for entry in themes if entry.id == self.theme), None)
        return label.in_language(self.locale.language_code) if label else ""

    @property
    def pact_name(self) -> str:
        """Name of its pact, empty when it is about the whole landsdeel."""
        return pact_name(self.pact_key, self.locale.language_code)

    @property
    def lasting_id(self) -> str:
        """A name for machines that stays when title, address or site name change."""
        return uuid.uuid5(self.translation_key, self.locale.language_code).urn
