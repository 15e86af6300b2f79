"""The user of the back office: our own type from the first day, so that it can grow."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who edits."""
