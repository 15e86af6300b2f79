"""Columns of the lists of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusTagColumn

from schakel.site import choices
from schakel.site.pacts.models import Action, Pact, Role

NAME_LENGTH = 60


def _named(row: Any) -> str:
    return Truncator(str(row)).chars(NAME_LENGTH) if row is not None else ""


PACT = Column(
    "pact", label=gettext_lazy("Pact"), accessor=lambda row: _named(row.pact), sort_key="pact"
)
PACT_OF_ACTION = Column(
    "pact_of_action",
    label=gettext_lazy("Pact"),
    accessor=lambda row: _named(row.agreement.pact),
    sort_key="agreement__pact",
)
OWNER = Column(
    "owner",
    label=gettext_lazy("Owner"),
    accessor=lambda row: _named(row.owner),
    sort_key="owner__name",
)
PROGRESS = StatusTagColumn(
    "status",
    label=gettext_lazy("Status"),
    accessor="get_status_display",
    sort_key="status",
    primary=lambda row: row.status == "running",
)
PUBLIC = BooleanColumn("public", label=gettext_lazy("Public"), sort_key="public")


def links_of(action: Action) -> str:
    """The links of an action, by their labels."""
    labels = dict(choices.links())
    return ", ".join(labels.get(code, code) for code in action.links.split())


LINKS = Column("links", label=gettext_lazy("Links"), accessor=links_of)


def until(row: Any) -> str:
    """The day on which something ends."""
    return date_format(row.valid_until, "j F Y") if row.valid_until else ""


UNTIL = Column("until", label=gettext_lazy("Until"), accessor=until, sort_key="valid_until")


def standing(role: Role) -> str:
    """How sure a role is today."""
    today = date.today()
    if role.past(today):
        return _("past since %(day)s") % {"day": date_format(role.valid_until, "j F Y")}
    if role.stale(today):
        return _("as of %(day)s: is it still so?") % {"day": date_format(role.as_of, "j F Y")}
    return ""


STANDING = StatusTagColumn(
    "standing", label=gettext_lazy("Look at this"), accessor=standing, sort_key="as_of"
)


def status_today(pact: Pact) -> str:
    """How a pact stands today."""
    status = pact.status_on(date.today())
    return str(status) if status else ""


STATUS_TODAY = Column("status_today", label=gettext_lazy("Status"), accessor=status_today)
