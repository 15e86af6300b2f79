"""Pacts, with their status over time, municipalities, partners, and who keeps them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from schakel.site import choices
from schakel.site.pacts.fields import CodeField, CodesField, code, text, words
from schakel.site.pacts.models.common import Bilingual, Dated, Keyed, Sourced
from schakel.site.pacts.models.organisation import Organisation


class Pact(index.Indexed, RevisionMixin, Bilingual, Keyed, Sourced, ClusterableModel):
    """A pact; pacts overlap, cross borders, start, sleep, merge and end."""

    class Kind(models.TextChoices):
        """What a pact is about."""

        LANDSDEEL = "landsdeel", _("landsdeel")
        REGIONAL = "regional", _("regional")
        THEMATIC = "thematic", _("thematic")
        NATIONAL = "national", _("national")

    region = CodeField(_("region package"), max_length=40, known=choices.regions)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_en = words(_("name in English"))
    also_called = words(_("also called"), 300)
    about_nl = text(_("what it is, in Dutch"))
    about_en = text(_("what it is, in English"))
    period_nl = words(_("period, in Dutch"), 400)
    period_en = words(_("period, in English"), 400)
    themes = CodesField(_("themes"), known=choices.themes)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    area = code(
        _("area of its figures"),
        choices.areas,
        help_text=_("The area of the region package whose figures stand on its page."),
    )
    municipality_basis_nl = text(_("on what the municipalities rest, in Dutch"))
    municipality_basis_en = text(_("on what the municipalities rest, in English"))
    web = models.URLField(_("own page"), max_length=400, blank=True)

    search_fields = [
        index.SearchField("name_nl"),
        index.SearchField("name_en"),
        index.SearchField("also_called"),
        index.SearchField("about_nl"),
        index.SearchField("about_en"),
    ]

    class Meta:
        ordering = ["name_nl"]
        verbose_name = _("pact")
        verbose_name_plural = _("pacts")

    def __str__(self) -> str:
        return self.name_nl

    def clean(self) -> None:
        """Refuse a pact above itself, and a municipality that is in it twice at the same time."""
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk and self.pk:
                raise ValidationError({"parent": _("A pact cannot be part of itself.")})
            above = above.parent

    def status_on(self, day: date) -> PactStatus | None:
        """The status that holds on a day, else the last that is known; None when none is."""
        found = list(self.statuses.all())
        holding = [status for status in found if status.holds_on(day)]
        return max(holding or found, key=lambda s: s.valid_from or date.min, default=None)


class PactStatus(Bilingual, Dated, models.Model):
    """How a pact stood from a day on; `as_of` is when that was published."""

    class Status(models.TextChoices):
        """What can be said of a pact."""

        ACTIVE = "active", _("active")
        SLEEPING = "sleeping", _("asleep")
        MERGED = "merged", _("merged into another pact")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("unknown")

    pact = ParentalKey(Pact, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    merged_into = models.ForeignKey(
        Pact,
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    text_nl = text(_("what is known of it, in Dutch"))
    text_en = text(_("what is known of it, in English"))

    class Meta:
        ordering = ["valid_from", "pk"]
        verbose_name = _("status")
        verbose_name_plural = _("statuses")

    def __str__(self) -> str:
        return str(self.get_status_display())

    def clean(self) -> None:
        """A pact that merged says into which, and only such a one does."""
        super().clean()
        if (self.status == self.Status.MERGED) != bool(self.merged_into_id):
            raise ValidationError(
                {"merged_into": _("Fill this in for a pact that merged, and only then.")}
            )


class PactMunicipality(Dated, models.Model):
    """A municipality that takes part; it may lie outside the landsdeel, and be in other pacts."""

    pact = ParentalKey(Pact, on_delete=models.CASCADE, related_name="municipalities")
    municipality = CodeField(_("municipality"), max_length=20, known=choices.municipalities)

    class Meta:
        ordering = ["municipality", "valid_from"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.municipality


def twice(rows: list[PactMunicipality]) -> list[str]:
    """Codes of municipalities that are in a pact twice on the same day."""
    by_code: dict[str, list[PactMunicipality]] = defaultdict(list)
    for row in rows:
        by_code[row.municipality].append(row)
    return [code for code, same in by_code.items() if _overlap(same)]


def _overlap(rows: list[PactMunicipality]) -> bool:
    ordered = sorted(rows, key=lambda row: row.valid_from or date.min)
    return any(
        earlier.valid_until is None or (later.valid_from or date.min) < earlier.valid_until
        for earlier, later in zip(ordered, ordered[1:], strict=False)
    )


class PactPartner(Dated, models.Model):
    """An organisation that takes part in a pact."""

    pact = ParentalKey(Pact, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="pacts",
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)


class Liaison(models.Model):
    """Which user keeps which pact: a liaison may change the actions of these pacts only."""

    pact = models.ForeignKey(
        Pact, verbose_name=_("pact"), on_delete=models.CASCADE, related_name="liaisons"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="liaison_of",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "user"], name="one_liaison_a_pact_and_user")
        ]
        verbose_name = _("liaison")
        verbose_name_plural = _("liaisons")

    def __str__(self) -> str:
        return f"{self.user} – {self.pact}"
