"""Offices in a pact, held by an organisation and perhaps a person, for a time."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from schakel.site.pacts.fields import words
from schakel.site.pacts.models.common import Bilingual, Dated, Keyed, Sourced
from schakel.site.pacts.models.organisation import Organisation
from schakel.site.pacts.models.pact import Pact

STALE_AFTER = timedelta(days=365)


class Role(RevisionMixin, Bilingual, Keyed, Dated, Sourced, models.Model):
    """An office; past its date only office and organisation may be shown, as of the day."""

    PRIVATE = ("person", "email", "telephone")

    pact = models.ForeignKey(
        Pact, verbose_name=_("pact"), on_delete=models.CASCADE, related_name="roles"
    )
    office_nl = models.CharField(_("office, in Dutch"), max_length=200)
    office_en = words(_("office, in English"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="roles",
    )
    person = words(
        _("person"), 120, help_text=_("Only with consent. Erased when the role has ended.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = words(_("telephone"), 40)
    as_of = models.DateField(_("as of"), help_text=_("When this was last known to be so."))

    class Meta:
        ordering = ["office_nl", models.F("valid_from").desc(nulls_last=True)]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return f"{self.office_nl}, {self.organisation}"

    def past(self, day: date) -> bool:
        """Whether nobody is known to hold it on `day`, as far as the ledger knows."""
        return self.valid_until is not None and self.valid_until <= day

    def stale(self, day: date) -> bool:
        """Whether what is known of it is older than a year."""
        return day - self.as_of > STALE_AFTER
