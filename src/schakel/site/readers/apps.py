"""The app `readers`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    """Feedback of readers, and their subscriptions."""

    name = "schakel.site.readers"
    label = "readers"
    verbose_name = _("Readers")
