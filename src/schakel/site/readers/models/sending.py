"""Who sent how much today, without knowing who: what the limits on forms count."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class DailySalt(models.Model):
    """The salt of a day; once it is gone, nobody can tell whose the sender's code was."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()


class Sending(models.Model):
    """One form that was sent: codes of sender and content, kept for a day. No address, no text."""

    form = models.CharField(max_length=20)
    sender = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    reference = models.CharField(max_length=9, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["form", "sender"], name="sendings_of_a_sender"),
            models.Index(fields=["form", "content"], name="sendings_of_a_content"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.at:%Y-%m-%d %H:%M}"
