"""The tables of the ledger in the back office."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn, UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from schakel.site.pacts.models import (
    Action,
    Agreement,
    Liaison,
    Meeting,
    Organisation,
    Pact,
    Role,
)
from schakel.site.pacts.office import choosers, filters, lists, panels, views
from schakel.site.pacts.office.permissions import policy_for


class LedgerViewSet(SnippetViewSet):
    """What all tables of the ledger share."""

    index_view_class = views.IndexView
    add_view_class = views.CreateView
    edit_view_class = views.EditView
    delete_view_class = views.DeleteView
    usage_view_class = views.UsageView
    history_view_class = views.HistoryView
    inspect_view_class = views.InspectView
    revisions_compare_view_class = views.RevisionsCompareView
    chooser_viewset_class = choosers.ChooserViewSet
    inspect_view_enabled = True
    # A copy would have the key of another.
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    joined: tuple[str, ...] = ()

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Django's permissions, held to the own pacts for a liaison."""
        return policy_for(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows with what the columns show, in one question."""
        return self.model.objects.select_related(*self.joined)


class ActionViewSet(LedgerViewSet):
    """Actions."""

    model = Action
    icon = "tasks"
    edit_handler = panels.ACTION
    add_view_class = views.CreateActionView
    filterset_class = filters.ActionFilters
    list_display = [
        "title_nl",
        lists.PACT_OF_ACTION,
        lists.OWNER,
        lists.LINKS,
        lists.PROGRESS,
        lists.UNTIL,
        lists.PUBLIC,
        UpdatedAtColumn(label=_("Changed")),
    ]
    joined = ("agreement__pact", "owner")
    search_fields = ["title_nl", "title_en", "key", "agreement__title_nl", "owner__name"]


class AgreementViewSet(LedgerViewSet):
    """Agreements and programmes."""

    model = Agreement
    icon = "clipboard-list"
    edit_handler = panels.AGREEMENT
    filterset_class = filters.AgreementFilters
    chooser_viewset_class = choosers.OwnChooserViewSet
    list_display = [
        "title_nl",
        lists.PACT,
        "kind",
        lists.PROGRESS,
        lists.UNTIL,
        lists.PUBLIC,
        UpdatedAtColumn(label=_("Changed")),
    ]
    joined = ("pact",)
    search_fields = ["title_nl", "title_en", "key"]


class MeetingViewSet(LedgerViewSet):
    """Meetings."""

    model = Meeting
    icon = "calendar"
    edit_handler = panels.MEETING
    filterset_class = filters.MeetingFilters
    list_display = ["title", lists.PACT, DateColumn("day", label=_("Day"), sort_key="day")]
    list_display += [lists.PUBLIC, UpdatedAtColumn(label=_("Changed"))]
    joined = ("pact",)
    search_fields = ["title", "place", "agenda", "decisions__text"]


class PactViewSet(LedgerViewSet):
    """Pacts."""

    model = Pact
    icon = "site"
    edit_handler = panels.PACT
    filterset_class = filters.PactFilters
    chooser_viewset_class = choosers.OwnChooserViewSet
    list_display = ["name_nl", "kind", lists.STATUS_TODAY, UpdatedAtColumn(label=_("Changed"))]
    search_fields = ["name_nl", "name_en", "also_called", "key"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Pacts with their statuses."""
        return Pact.objects.prefetch_related("statuses")


class OrganisationViewSet(LedgerViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    edit_handler = panels.ORGANISATION
    chooser_viewset_class = choosers.OrganisationChooserViewSet
    filterset_class = filters.OrganisationFilters
    list_display = ["name", "kind", "area", UpdatedAtColumn(label=_("Changed"))]
    search_fields = ["name", "key"]


class RoleViewSet(LedgerViewSet):
    """Roles."""

    model = Role
    icon = "user"
    edit_handler = panels.ROLE
    filterset_class = filters.RoleFilters
    list_display = [
        "office_nl",
        "organisation",
        lists.PACT,
        lists.STANDING,
        UpdatedAtColumn(label=_("Changed")),
    ]
    joined = ("pact", "organisation")
    search_fields = ["office_nl", "office_en", "organisation__name"]


class LiaisonViewSet(LedgerViewSet):
    """Who keeps which pact."""

    model = Liaison
    icon = "key"
    edit_handler = panels.LIAISON
    list_display = ["user", "pact"]
    joined = ("user", "pact")
    search_fields = ["user__username", "user__last_name", "pact__name_nl"]


class LedgerGroup(SnippetViewSetGroup):
    """All of them below one item of the menu."""

    items = (
        ActionViewSet,
        AgreementViewSet,
        MeetingViewSet,
        PactViewSet,
        OrganisationViewSet,
        RoleViewSet,
        LiaisonViewSet,
    )
    menu_label = _("Ledger")
    menu_name = "ledger"
    menu_icon = "clipboard-list"
    menu_order = 150
