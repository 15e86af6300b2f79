"""The app `accounts`."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Who may come in, as whom, and what they may do."""

    name = "schakel.site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Let every log-in and every change of roles be written down."""
        import_module("schakel.site.accounts.audit").watch()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with our forms."""

    user_viewset = "schakel.site.accounts.people.UserViewSet"
