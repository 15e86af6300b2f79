"""Imports of the ledger: who handed over what, how far it is, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportJob(models.Model):
    """One import. Its files are kept aside until it is done.

    `place` is 1 while it waits or is busy, else empty: so there is one at a time. `problems`,
    `notes` and `counts` are plain data; at most the first thousand problems are kept.
    """

    class State(models.TextChoices):
        """What has become of it."""

        WAITING = "waiting", _("waiting for its turn")
        BUSY = "busy", _("busy")
        CHECKED = "checked", _("checked, nothing wrong")
        REFUSED = "refused", _("not applied: something is wrong")
        DONE = "done", _("applied")
        STOPPED = "stopped", _("stopped")
        BROKEN = "broken", _("cut off: nothing was applied")

    region = models.CharField(_("region package"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created = models.DateTimeField(_("handed over"), auto_now_add=True)
    finished = models.DateTimeField(_("finished"), null=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    place = models.PositiveSmallIntegerField(null=True, default=1, unique=True)
    trial = models.BooleanField(_("only checked"), default=True)
    complete = models.BooleanField(_("the files are complete"), default=False)
    phase = models.CharField(_("phase"), max_length=20, blank=True)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    files = models.JSONField(_("files"), default=list)
    counts = models.JSONField(_("rows by table"), default=dict)
    notes = models.JSONField(_("how it was read"), default=list)
    problems = models.JSONField(_("problems"), default=list)
    problem_count = models.PositiveIntegerField(_("number of problems"), default=0)

    class Meta:
        ordering = ["-created", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return ", ".join(self.files)

    @property
    def changes(self) -> int:
        """Rows that are added, changed or removed."""
        kinds = ("added", "changed", "removed")
        return sum(table[kind] for table in self.counts.values() for kind in kinds)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only what waits or is busy holds the place."""
        self.place = 1 if self.state in (self.State.WAITING, self.State.BUSY) else None
        super().save(*args, **kwargs)
