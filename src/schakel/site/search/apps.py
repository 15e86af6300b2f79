"""The app `search`."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One box over pages, ledger, figures and terms."""

    name = "schakel.site.search"
    label = "search"
