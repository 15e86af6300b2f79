"""The app `pacts`."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PactsConfig(AppConfig):
    """The ledger that liaisons and editors keep."""

    name = "schakel.site.pacts"
    label = "pacts"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        """Import and export bring their own pages to the back office."""
        import_module("schakel.site.pacts.transfer.hooks")
