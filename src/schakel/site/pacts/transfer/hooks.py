"""Import and export in the back office: addresses, menu, and the word in the history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from schakel.site.pacts.transfer import history, views


class TransferItem(MenuItem):
    """Shown to whoever may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may import."""
        return request.user.has_perm(views.PERMISSION)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Below the back office."""
    return [
        path("ledger/", views.index, name="ledger_transfer"),
        path("ledger/export/", views.export, name="ledger_export"),
        path("ledger/import/<int:number>/", views.job, name="ledger_import"),
        path("ledger/import/<int:number>/apply/", views.apply, name="ledger_import_apply"),
        path("ledger/import/<int:number>/stop/", views.stop, name="ledger_import_stop"),
    ]


@hooks.register("register_admin_menu_item")
def item() -> MenuItem:
    """Below the ledger itself."""
    label = _("Import and export")
    return TransferItem(label, reverse("ledger_transfer"), icon_name="download", order=151)


@hooks.register("register_log_actions")
def imported(actions: LogActionRegistry, *_rest: Any) -> None:
    """How the history tells of an import."""
    actions.register_action(history.ACTION, _("Import"), _("Imported"))
