"""What the clock remembers: who keeps it, and when each job was last done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockLease(models.Model):
    """One row: which process keeps the clock, and until when nobody else may."""

    holder = models.CharField(max_length=40)
    until = models.DateTimeField()


class ClockJob(models.Model):
    """The last time a job was done, and what came of it."""

    class State(models.TextChoices):
        """How the last time went."""

        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        BUSY = "busy", _("busy")

    name = models.CharField(_("job"), max_length=80, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.BUSY)
    started = models.DateTimeField(_("started"))
    ended = models.DateTimeField(_("ended"), null=True)
    said = models.TextField(_("what it said"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("job of the clock")
        verbose_name_plural = _("jobs of the clock")

    def __str__(self) -> str:
        return self.name
