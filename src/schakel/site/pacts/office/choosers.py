"""Choosing a row of the ledger in a form: with words to search, and only what may be chosen."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views import chooser
from wagtail.snippets.widgets import AdminSnippetChooser

from schakel.site.pacts.models import Action
from schakel.site.pacts.office.permissions import of_own_pacts, policy_for


class WithWords(BaseFilterForm):
    """A box to search in, as the list of the same table has."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Rows that have each of the words in one of the fields that the list searches."""
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        fields = objects.model.snippet_viewset.search_fields
        for word in self.search_query.split():
            objects = objects.filter(
                reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields))
            )
        return objects.distinct() if self.is_searching else objects


class ChosenFrom:
    """For a list to choose from: only for whoever may see it, and only what may be chosen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse who has nothing to do with this table."""
        policy = policy_for(self.model_class)
        if not policy.user_has_any_permission(request.user, ("add", "change", "delete", "view")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OwnRows:
    """For a list of pacts or agreements: a liaison chooses from the own ones."""

    def get_object_list(self) -> QuerySet[Any]:
        """What may be chosen."""
        return of_own_pacts(super().get_object_list(), self.request.user, Action)


class Choose(ChosenFrom, chooser.ChooseView):
    """The window in which something is chosen."""

    filter_form_class = WithWords


class ChooseResults(ChosenFrom, chooser.ChooseResultsView):
    """The list in that window."""

    filter_form_class = WithWords


class ChooseOwn(OwnRows, Choose):
    """The window, with own rows."""


class ChooseOwnResults(OwnRows, ChooseResults):
    """The list, with own rows."""


class ChosenView(ChosenFrom, chooser.SnippetChosenView):
    """What was chosen."""


class ChosenMultipleView(ChosenFrom, chooser.SnippetChosenMultipleView):
    """What was chosen, several at once."""


class LedgerChooser(AdminSnippetChooser):
    """The button to choose with; its words follow the language of the reader."""

    def __init__(self, model: type[Model], **kwargs: Any):
        super().__init__(model, **kwargs)
        name = model._meta.verbose_name
        self.choose_one_text = format_lazy(_("Choose {object}"), object=name)
        self.choose_another_text = format_lazy(_("Choose another: {object}"), object=name)
        self.link_to_chosen_text = format_lazy(_("Look at this {object}"), object=name)


class ChooserViewSet(chooser.SnippetChooserViewSet):
    """Choosing from a table of the ledger."""

    choose_view_class = Choose
    choose_results_view_class = ChooseResults
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    @cached_property
    def widget_class(self) -> LedgerChooser:
        """The button."""
        return LedgerChooser(model=self.model, icon=self.icon)


class OwnChooserViewSet(ChooserViewSet):
    """Choosing from the own pacts or agreements."""

    choose_view_class = ChooseOwn
    choose_results_view_class = ChooseOwnResults


class OrganisationChooserViewSet(ChooserViewSet):
    """Choosing an organisation, or adding one there and then for whoever may."""

    form_fields = ["name", "kind"]
