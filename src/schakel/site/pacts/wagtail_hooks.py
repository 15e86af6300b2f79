"""The ledger in the back office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from schakel.site.pacts.office.dashboard import LedgerPanel, shown_to
from schakel.site.pacts.office.permissions import TO_PACT, demand
from schakel.site.pacts.office.views import DeleteSeveral
from schakel.site.pacts.office.viewsets import LedgerGroup
from schakel.site.pacts.office.warnings import warnings

register_snippet(LedgerGroup)
# In the place of Wagtail's own, which asks no more than whether any row at all may be removed.
hooks.register("register_bulk_action", DeleteSeveral, order=100)


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """What is due at the pacts, above Wagtail's own panels."""
    if shown_to(request.user):
        panels.append(LedgerPanel())


@hooks.register("before_edit_snippet")
def tell_what_is_old(request: HttpRequest, row: Model) -> None:
    """Warnings above the form."""
    if request.method == "GET":
        for warning in warnings(row, date.today()):
            messages.warning(request, warning)


@hooks.register("before_delete_snippet")
def only_own_rows(request: HttpRequest, rows: list[Model]) -> None:
    """No way of removing goes round the pacts of a liaison."""
    for row in rows:
        if type(row) in TO_PACT:
            demand(request.user, "delete", row)


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Room for long lists of boxes, and the dashboard."""
    return format_html('<link rel="stylesheet" href="{}">', static("schakel/office.css"))
