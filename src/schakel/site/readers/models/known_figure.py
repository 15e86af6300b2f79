"""Which figures the site knew, so that mail can tell what is new or changed."""

from __future__ import annotations

from django.db import models


class KnownFigure(models.Model):
    """A figure as it stood when it was last looked at; `changed` is when that was seen to differ.

    Empty for what was there at the first look: that is no news.
    """

    region = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=32)
    changed = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "address"], name="one_row_a_known_figure")
        ]

    def __str__(self) -> str:
        return self.address
