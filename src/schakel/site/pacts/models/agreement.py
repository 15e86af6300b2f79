"""Agreements: what partners of a pact agreed, and what was promised and came of it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from schakel.site import choices
from schakel.site.pacts.fields import CodesField, amount, code, text, words
from schakel.site.pacts.models.common import Bilingual, Dated, Keyed, Sourced
from schakel.site.pacts.models.organisation import Organisation
from schakel.site.pacts.models.pact import Pact


class Progress(models.TextChoices):
    """How far an agreement or action is."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")
    UNKNOWN = "unknown", _("unknown")


class Agreement(index.Indexed, RevisionMixin, Bilingual, Keyed, Dated, Sourced, ClusterableModel):
    """What was agreed. A programme is an agreement with partners, money and goals of its own."""

    class Kind(models.TextChoices):
        """An agreement, or a whole programme."""

        AGREEMENT = "agreement", _("agreement")
        PROGRAMME = "programme", _("programme")

    pact = models.ForeignKey(
        Pact, verbose_name=_("pact"), on_delete=models.PROTECT, related_name="agreements"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.AGREEMENT)
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = words(_("title in English"))
    about_nl = text(_("what was agreed, in Dutch"))
    about_en = text(_("what was agreed, in English"))
    period_nl = words(_("period, in Dutch"), 400)
    period_en = words(_("period, in English"), 400)
    goals = CodesField(_("goals"), known=choices.goals)
    status = models.CharField(
        _("status"), max_length=20, choices=Progress, default=Progress.UNKNOWN
    )
    public = models.BooleanField(
        _("public"), default=False, help_text=_("Visitors see it. Otherwise only liaisons do.")
    )

    search_fields = [
        index.SearchField("title_nl"),
        index.SearchField("title_en"),
        index.SearchField("about_nl"),
        index.SearchField("about_en"),
    ]

    class Meta:
        ordering = ["title_nl"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return self.title_nl


class AgreementPartner(models.Model):
    """An organisation that signed or carries an agreement."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="agreements",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)


class Promise(Bilingual, Sourced, models.Model):
    """A result that was promised, and what came of it; without evidence that is said."""

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="promises")
    label_nl = models.CharField(_("what was promised, in Dutch"), max_length=200)
    label_en = words(_("what was promised, in English"))
    unit_nl = words(_("unit, in Dutch"), 40)
    unit_en = words(_("unit, in English"), 40)
    indicator = code(_("indicator that it should move"), choices.indicators, 80)
    promised = amount(_("promised"))
    promised_by = models.DateField(_("promised by"), null=True, blank=True)
    reached = amount(_("reached"))
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    evidence_nl = text(_("evidence, in Dutch"))
    evidence_en = text(_("evidence, in English"))
    evidence_address = models.URLField(_("address of the evidence"), max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("promised result")
        verbose_name_plural = _("promised results")

    def __str__(self) -> str:
        return self.label_nl

    def clean(self) -> None:
        """Numbers are not below zero."""
        super().clean()
        refuse_negative(self, "promised", "reached")

    @property
    def has_evidence(self) -> bool:
        """Whether anything shows that the result was reached, or not."""
        return bool(self.evidence_nl or self.evidence_address or self.source_address)


def refuse_negative(row: models.Model, *fields: str) -> None:
    """ValidationError for each of the fields that is below zero."""
    below = [name for name in fields if (getattr(row, name) or 0) < 0]
    if below:
        raise ValidationError(dict.fromkeys(below, _("Less than zero. Leave it empty if unknown.")))
