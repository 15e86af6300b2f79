"""What the back office shows of accounts: buttons, and the words of the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter

from schakel.site.accounts import audit
from schakel.site.accounts.models import User
from schakel.site.accounts.roles import shown_name

_PLAIN = {
    audit.LOGGED_IN: gettext_lazy("Logged in"),
    audit.LOGGED_OUT: gettext_lazy("Logged out"),
    audit.FAILED: gettext_lazy("Log-in failed"),
    audit.PASSWORD_CHANGED: gettext_lazy("Password changed"),
    audit.CODE_FAILED: gettext_lazy("Wrong code of the second factor"),
    audit.FACTOR_SET_UP: gettext_lazy("Second factor set up"),
    audit.FACTOR_RESET: gettext_lazy("Second factor reset"),
    audit.CODES_MADE: gettext_lazy("Recovery codes made"),
    audit.CODE_USED: gettext_lazy("Recovery code used"),
}


@hooks.register("register_log_actions")
def name_log_actions(actions: LogActionRegistry) -> None:
    """Words for the entries of `audit`."""
    for action, words in _PLAIN.items():
        actions.register_action(action, words, words)

    @actions.register_action(audit.ROLES_CHANGED)
    class RolesChanged(LogFormatter):
        label = gettext_lazy("Roles changed")

        def format_message(self, log_entry: Any) -> str:
            return "; ".join(_changes(log_entry.data))


def _changes(data: dict[str, list[str]]) -> Iterator[str]:
    if data.get("added"):
        yield _("Given the role %(names)s") % {"names": _names(data["added"])}
    if data.get("removed"):
        yield _("No longer has the role %(names)s") % {"names": _names(data["removed"])}


def _names(groups: list[str]) -> str:
    return ", ".join(shown_name(name) for name in groups)


@hooks.register("register_user_listing_buttons")
def offer_reset(user: User, request_user: User) -> Iterator[Button]:
    """A way to let somebody set up a new second factor."""
    if request_user.has_perm("accounts.change_user"):
        yield Button(
            _("Reset the second factor"),
            url=reverse("second_factor_reset", args=(user.pk,)),
            icon_name="rotate",
            priority=40,
        )


@hooks.register("register_account_menu_item")
def offer_renewal(request: HttpRequest) -> dict[str, str]:
    """Another app, or new recovery codes, from the account page."""
    return {
        "url": reverse("second_factor_renew"),
        "label": _("Second factor"),
        "help_text": _("Set up another telephone, or make new recovery codes."),
    }
