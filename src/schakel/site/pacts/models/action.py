"""Actions: what is done, by whom, when, for what money, and what shows that it was done."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from schakel.site import choices
from schakel.site.pacts.fields import CodesField, amount, code, text, words
from schakel.site.pacts.models.agreement import Agreement, Progress, refuse_negative
from schakel.site.pacts.models.common import Bilingual, Dated, Keyed, Sourced
from schakel.site.pacts.models.organisation import Organisation

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Action(index.Indexed, RevisionMixin, Bilingual, Keyed, Dated, Sourced, ClusterableModel):
    """Something that is done under an agreement, on one or more links of the chain."""

    agreement = models.ForeignKey(
        Agreement,
        verbose_name=_("agreement"),
        on_delete=models.PROTECT,
        related_name="actions",
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = words(_("title in English"))
    about_nl = text(_("what is done, in Dutch"))
    about_en = text(_("what is done, in English"))
    goals = CodesField(_("goals"), known=choices.goals)
    links = CodesField(_("links of the chain"), known=choices.links)
    areas = CodesField(_("areas"), known=choices.areas)
    indicators = CodesField(_("indicators that it should move"), known=choices.indicators)
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_actions",
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Progress, default=Progress.UNKNOWN
    )
    participants_aimed = models.PositiveIntegerField(
        _("participants aimed at"), null=True, blank=True
    )
    participants_reached = models.PositiveIntegerField(
        _("participants reached"), null=True, blank=True
    )
    evidence_nl = text(_("evidence, in Dutch"))
    evidence_en = text(_("evidence, in English"))
    evidence_address = models.URLField(_("address of the evidence"), max_length=400, blank=True)
    practice = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("practice example"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    study = code(_("study programme whose content it changes"), choices.studies, 20)
    public = models.BooleanField(
        _("public"), default=False, help_text=_("Visitors see it. Otherwise only liaisons do.")
    )

    search_fields = [
        index.SearchField("title_nl"),
        index.SearchField("title_en"),
        index.SearchField("about_nl"),
        index.SearchField("about_en"),
        index.SearchField("evidence_nl"),
        index.SearchField("evidence_en"),
    ]

    class Meta:
        ordering = ["title_nl"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.title_nl


class ActionPartner(models.Model):
    """An organisation that takes part in an action."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="actions",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)


class Milestone(Bilingual, models.Model):
    """A point that an action must reach, and the evidence that it did."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="milestones")
    label_nl = models.CharField(_("milestone, in Dutch"), max_length=200)
    label_en = words(_("milestone, in English"))
    due = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = text(_("evidence"))
    evidence_address = models.URLField(_("address of the evidence"), max_length=400, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.label_nl


class Money(Sourced, models.Model):
    """Euros of one funder in one year; without a link it is for the action as a whole."""

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="money")
    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("funder"),
        on_delete=models.PROTECT,
        related_name="funding",
        error_messages={
            "required": _("Money needs a funder. Choose who pays, or add the organisation first.")
        },
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    link = code(_("link of the chain"), choices.links)
    pledged = amount(_("pledged"))
    granted = amount(_("granted"))
    spent = amount(_("spent"))
    note = words(_("note"), 300)

    class Meta:
        ordering = ["year", "pk"]
        verbose_name = _("money")
        verbose_name_plural = _("money")

    def __str__(self) -> str:
        return f"{self.funder}, {self.year}"

    def clean(self) -> None:
        """An amount is not below zero, and there is at least one."""
        super().clean()
        refuse_negative(self, "pledged", "granted", "spent")
        if self.pledged is None and self.granted is None and self.spent is None:
            raise ValidationError(
                {"pledged": _("Fill in at least one amount: pledged, granted or spent.")}
            )
