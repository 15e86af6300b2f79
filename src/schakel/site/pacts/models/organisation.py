"""Organisations: who takes part, pays or carries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin
from wagtail.search import index

from schakel.site import choices
from schakel.site.pacts.fields import code
from schakel.site.pacts.models.common import Keyed, Sourced


class Organisation(index.Indexed, RevisionMixin, Keyed, Sourced, models.Model):
    """A school, firm, trade body, public body, fund or partnership."""

    class Kind(models.TextChoices):
        """What an organisation is."""

        SCHOOL = "school", _("school")
        FIRM = "firm", _("firm")
        TRADE_BODY = "trade_body", _("trade body")
        UNION = "union", _("union")
        MUNICIPALITY = "municipality", _("municipality")
        PROVINCE = "province", _("province")
        MINISTRY = "ministry", _("ministry")
        PUBLIC_BODY = "public_body", _("other public body")
        O_AND_O_FUND = "o_and_o_fund", _("O&O fund")
        PARTNERSHIP = "partnership", _("partnership")
        OTHER = "other", _("other")
        UNKNOWN = "unknown", _("unknown")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNKNOWN)
    area = code(_("municipality or province"), choices.municipalities_and_areas)
    web = models.URLField(_("own site"), max_length=400, blank=True)

    search_fields = [index.SearchField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name
