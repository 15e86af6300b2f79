"""Two people who save the same thing: the second is told, and loses nothing.

Wagtail's forms carry which version was opened. `TellsWhoSaved` compares that with the newest one
when the form comes in. The form is then shown again with all that was typed, and by then it carries
the newest version, so that saving once more is a choice. It works without JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision, RevisionMixin

LOADED, LOADED_AT, OWN = "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id"


def newer(instance: RevisionMixin, data: Mapping[str, Any]) -> Revision | None:
    """The newest version, when it is not the one that the sender of `data` had opened."""
    latest = instance.latest_revision if instance.pk else None
    if latest is None:
        return None
    opened = data.get(OWN) or data.get(LOADED) or ""
    if opened != str(latest.pk):
        return latest
    opened_at = "" if data.get(OWN) else data.get(LOADED_AT, "")
    return latest if opened_at and opened_at != latest.created_at.isoformat() else None


def said(revision: Revision, user: Any) -> str:
    """Who saved, when, and what to do now."""
    words = {
        "who": get_user_display_name(revision.user) if revision.user else _("Somebody"),
        "when": date_format(localtime(revision.created_at), "j F Y, H:i"),
    }
    if revision.user and revision.user == user:
        first = _("You saved this in another window on %(when)s, after you opened it here.")
    else:
        first = _("%(who)s saved this on %(when)s, after you opened it.")
    return " ".join(
        (
            first % words,
            _("What you typed is still in the form, and the other version is in the history."),
            _("Look at what changed. If you save again, your version takes its place."),
        )
    )


class TellsWhoSaved:
    """For the form of something that has versions: refuses once to overwrite a newer one."""

    def clean(self) -> dict[str, Any]:
        """An error that says who saved and when."""
        cleaned = super().clean()
        revision = newer(self.instance, self.data)
        if revision is not None:
            self.add_error(None, said(revision, getattr(self, "for_user", None)))
        return cleaned


def compare_address(instance: RevisionMixin, data: Mapping[str, Any]) -> str:
    """Where the opened version stands beside the newest; the history when none was opened."""
    opened = data.get(OWN) or data.get(LOADED) or ""
    if isinstance(instance, Page):
        compare, history = "wagtailadmin_pages:revisions_compare", "wagtailadmin_pages:history"
    else:
        name = type(instance).snippet_viewset.get_url_name
        compare, history = name("revisions_compare"), name("history")
    key = quote(instance.pk)
    if opened.isdigit() and instance.revisions.filter(pk=opened).exists():
        return reverse(compare, args=(key, opened, "latest"))
    return reverse(history, args=(key,))


def point_out(request: HttpRequest, instance: RevisionMixin) -> None:
    """Beside the error of the form: a link to what changed, in a window of its own."""
    if newer(instance, request.POST) is not None:
        link = messages.button(
            compare_address(instance, request.POST), _("See what changed"), new_window=True
        )
        messages.warning(request, _("This was saved while you were typing."), buttons=[link])
