"""What readers send, in the back office."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem

from schakel.site.readers.inbox import NewFeedback, ReadersGroup


@hooks.register("register_admin_viewset")
def readers() -> ReadersGroup:
    """The menu Readers."""
    return ReadersGroup()


@hooks.register("construct_homepage_summary_items")
def waiting(request: HttpRequest, items: list[SummaryItem]) -> None:
    """New messages on the dashboard."""
    items.append(NewFeedback(request))
