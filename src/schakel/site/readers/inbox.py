"""The editors' inbox: what readers told us, who handles it, and who wants mail."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import ModelPermissionPolicy

from schakel.site.readers.models import Feedback, Subscription


class ComesFromReaders(ModelPermissionPolicy):
    """Usual permissions, but nobody in the back office adds what only readers send."""

    refused = ("add",)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do this."""
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether the user may do one of these."""
        left = [action for action in actions if action not in self.refused]
        return super().user_has_any_permission(user, left)


class OnlyToEnd(ComesFromReaders):
    """A subscription is somebody else's choice: it can be looked at and ended, not changed."""

    refused = ("add", "change")


class FeedbackViewSet(ModelViewSet):
    """Feedback: list with filters and search; a message with what we do about it."""

    model = Feedback
    name = "feedback"
    icon = "comment"
    menu_label = _("Feedback")
    list_display = [
        "reference",
        Column("short", label=_("message"), accessor="short"),
        Column("title", label=_("about")),
        Column("kind", label=_("kind"), accessor="get_kind_display"),
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
        Column("handler", label=_("who handles it"), accessor="handler"),
        DateColumn("sent", label=_("sent"), sort_key="sent"),
    ]
    list_filter = ["state", "kind", "handler", "language"]
    search_fields = ["reference", "message", "title", "about", "note"]
    panels = [
        HelpPanel(template="readers/desk/message.html", heading=_("Message")),
        MultiFieldPanel(
            [FieldPanel("state"), FieldPanel("handler"), FieldPanel("note")], _("What we do")
        ),
    ]
    copy_view_enabled = False

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Read and handle, do not write."""
        return ComesFromReaders(self.model)


class SubscriptionViewSet(ModelViewSet):
    """Subscriptions: to find one when somebody asks, and to end it."""

    model = Subscription
    name = "subscriptions"
    icon = "mail"
    menu_label = _("Subscriptions")
    list_display = ["email", "region", "every", "language", "confirmed", "told_until", "note"]
    list_filter = ["region", "every", "language"]
    search_fields = ["email"]
    form_fields = ["note"]
    copy_view_enabled = False

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Look and end."""
        return OnlyToEnd(self.model)


class ReadersGroup(ViewSetGroup):
    """The menu of what comes from readers."""

    menu_label = _("Readers")
    menu_icon = "group"
    menu_order = 400
    items = (FeedbackViewSet("feedback"), SubscriptionViewSet("subscriptions"))


class NewFeedback(SummaryItem):
    """How many messages wait, at the top of the dashboard."""

    order = 50
    template_name = "readers/desk/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Number of new messages, and where they are."""
        return {"number": Feedback.objects.filter(state=Feedback.State.NEW).count()}

    def is_shown(self) -> bool:
        """To those who may read them."""
        return bool(self.request.user.has_perm("readers.view_feedback"))
