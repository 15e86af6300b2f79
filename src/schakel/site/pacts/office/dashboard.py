"""The first thing that a liaison sees: what is due at the own pacts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from schakel.site.pacts.models import Action, Pact
from schakel.site.pacts.office.due import waiting
from schakel.site.pacts.office.permissions import own_pacts, policy_for


class LedgerPanel(Component):
    """What waits, by pact; a liaison sees the own pacts, others all of them."""

    name = "ledger"
    order = 50
    template_name = "pacts/office/dashboard.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """What waits; pacts at which nothing does are named together."""
        user = parent_context["request"].user
        own = own_pacts(user, Action)
        pacts = Pact.objects.all() if own is None else Pact.objects.filter(pk__in=own)
        found = waiting(pacts, date.today())
        return {
            "user": user,
            "own": own is not None,
            "waiting": [entry for entry in found if not entry.nothing],
            "calm": [entry.pact for entry in found if entry.nothing],
            "list": reverse(Action.snippet_viewset.get_url_name("list")),
            "add": reverse(Action.snippet_viewset.get_url_name("add")),
            "may_add": policy_for(Action).user_has_permission(user, "add"),
            "today": date.today(),
        }


def shown_to(user: Any) -> bool:
    """Whether the panel is for this user: whoever sees the ledger."""
    return policy_for(Action).user_has_permission(user, "view")
