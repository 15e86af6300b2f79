"""Views of the ledger: Wagtail's own, each held to what the user may do to this very row."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BaseColumn
from wagtail.models import RevisionMixin
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views import snippets

from schakel.site.pacts.office import history
from schakel.site.pacts.office.agreed import agreed_change
from schakel.site.pacts.office.changes import labels_of
from schakel.site.pacts.office.permissions import demand, policy_for
from schakel.site.saving import point_out


class Held:
    """For a view of one row: refuses whoever may not do `demanded` to it."""

    demanded = "change"

    def get_object(self, *args: Any) -> Model:
        """The row."""
        row = super().get_object(*args)
        demand(self.request.user, self.demanded, row)
        return row


class IndexView(snippets.IndexView):
    """A list; a row that the user may only see leads to a page to read."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without boxes to tick: whoever removes something from the ledger looks at it first."""
        return super().columns[1:]

    def get_edit_url(self, instance: Model) -> str | None:
        """Address of the form, for whoever may change this row."""
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_delete_url(self, instance: Model) -> str | None:
        """Address of the question, for whoever may remove this row."""
        return super().get_delete_url(instance) if self._may("delete", instance) else None

    def _may(self, action: str, instance: Model) -> bool:
        return self.user_has_permission_for_instance(action, instance)


class SavedByHand:
    """Nothing is saved while somebody is still typing: what is saved here, visitors may see."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Without Wagtail's saving by itself, which is made for drafts."""
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class CreateView(SavedByHand, snippets.CreateView):
    """An empty form."""


class CreateActionView(CreateView):
    """An empty form, or one about the study programme of the page that led here."""

    def get_initial_form_instance(self) -> Model | None:
        """An action about what `study` names in the address: programme, `+`, occupation."""
        asked = self.request.GET.get("study", "")
        return agreed_change(asked) if asked else super().get_initial_form_instance()


class EditView(SavedByHand, Held, snippets.EditView):
    """A form that keeps what stood there before, and asks before it overwrites another's work."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One after the other: the check for a newer version and the saving belong together."""
        with transaction.atomic():
            self.model.objects.select_for_update().filter(pk=self.object_pk).first()
            return super().post(request, *args, **kwargs)

    def save_instance(self) -> Model:
        """Save; what came in by import since the last version becomes a version of its own."""
        history.keep_what_stood(self.model.objects.get(pk=self.object.pk))
        return super().save_instance()

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, with a link to what another saved."""
        if isinstance(form.instance, RevisionMixin):
            point_out(self.request, form.instance)
        return super().form_invalid(form)


class DeleteView(Held, snippets.DeleteView):
    """The question before something is removed."""

    demanded = "delete"


class UsageView(Held, snippets.UsageView):
    """Where a row is used."""


class InspectView(Held, snippets.InspectView):
    """A row to read; never who a person is or how to reach them."""

    demanded = "view"

    def get_edit_url(self) -> str | None:
        """Address of the form, for whoever may change this row."""
        allowed = self.user_has_permission_for_instance("change", self.object)
        return super().get_edit_url() if allowed else None

    def get_delete_url(self) -> str | None:
        """Address of the question, for whoever may remove this row."""
        allowed = self.user_has_permission_for_instance("delete", self.object)
        return super().get_delete_url() if allowed else None

    def get_fields(self) -> list[str]:
        """What stands in the ledger, without what is private and what the machine needs."""
        hidden = {"id", "latest_revision", "_revisions", *getattr(self.model, "PRIVATE", ())}
        return [name for name in super().get_fields() if name not in hidden]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Labels for codes; a dash for what is not known."""
        if field is not None and hasattr(field, "known"):
            return labels_of(field, getattr(self.object, field_name)) or "–"
        return super().get_field_display_value(field_name, field) or "–"


class RevisionsCompareView(Held, snippets.RevisionsCompareView):
    """Two versions beside each other."""


class HistoryView(Held, snippets.HistoryView):
    """Who changed what, and when."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """With what changed, in words, after what was done."""
        done, *others = super().columns
        return [done, history.ChangesColumn(self.model), *others]

    def get_base_queryset(self) -> QuerySet[Any]:
        """The steps, with what each is about in the same question."""
        return super().get_base_queryset().select_related("content_type")


class DeleteSeveral(DeleteBulkAction):
    """Removing several rows at once: each must be one that the user may remove."""

    def check_perm(self, snippet: Model) -> bool:
        """Whether the user may remove this row."""
        policy = policy_for(type(snippet))
        return policy.user_has_permission_for_instance(self.request.user, "delete", snippet)
