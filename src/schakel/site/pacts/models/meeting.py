"""Meetings of liaisons: agenda, decisions, actions and documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from schakel.site.pacts.fields import text, words
from schakel.site.pacts.models.action import Action
from schakel.site.pacts.models.common import Keyed
from schakel.site.pacts.models.pact import Pact


class Meeting(RevisionMixin, Keyed, ClusterableModel):
    """A meeting; visitors see it only when it is public."""

    pact = models.ForeignKey(
        Pact, verbose_name=_("pact"), on_delete=models.PROTECT, related_name="meetings"
    )
    day = models.DateField(_("day"))
    title = models.CharField(_("title"), max_length=200)
    place = words(_("place"))
    agenda = text(_("agenda"), help_text=_("One point a line."))
    public = models.BooleanField(
        _("public"), default=False, help_text=_("Visitors see it. Otherwise only liaisons do.")
    )

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.title} ({self.day})"


class Decision(models.Model):
    """What was decided; `action` is the action that follows from it, when there is one."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"))
    action = models.ForeignKey(
        Action,
        verbose_name=_("action"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.text


class MeetingDocument(models.Model):
    """A document of a meeting."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return str(self.document)
