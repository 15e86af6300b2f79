"""The app `pages`."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Page types that people edit; their figures come from the answers when a page is shown."""

    name = "schakel.site.pages"
    label = "pages"

    def ready(self) -> None:
        """Let every change of content raise the generation number."""
        import_module("schakel.site.pages.generation").watch()
