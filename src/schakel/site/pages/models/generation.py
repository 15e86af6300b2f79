"""The one row that counts changes of content."""

from __future__ import annotations

from django.db import models


class ContentGeneration(models.Model):
    """How often content has changed."""

    number = models.PositiveBigIntegerField(default=0)
