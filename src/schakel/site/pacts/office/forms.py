"""Forms of the ledger: what one row cannot know of the others, and what a liaison may choose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.forms import ModelChoiceField, ModelForm
from django.http import QueryDict
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.forms import WagtailAdminModelForm

from schakel.site import choices
from schakel.site.pacts.models import Agreement, Money, Pact
from schakel.site.pacts.models.pact import twice
from schakel.site.pacts.office.permissions import of_own_pacts
from schakel.site.saving import TellsWhoSaved


class LedgerForm(TellsWhoSaved, WagtailAdminModelForm):
    """Every form of the ledger: own pacts only, and the second of two who save is told."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any):
        if data is not None and kwargs.get("instance") is not None:
            data = rows_that_went_are_new(data, kwargs["instance"])
        super().__init__(data, *args, **kwargs)
        for name, model in (("pact", Pact), ("agreement", Agreement)):
            if name in self.fields:
                self._hold_to_own(self.fields[name], model)

    def _hold_to_own(self, field: ModelChoiceField, model: type[Pact] | type[Agreement]) -> None:
        """Only what belongs to the pacts of the user can be chosen; the server checks it too."""
        field.queryset = of_own_pacts(model.objects.all(), self.for_user, self._meta.model)
        if model is Agreement:
            field.choices = [("", "—"), *grouped(field.queryset.select_related("pact"))]

    def rows(self, relation: str) -> list[ModelForm]:
        """The forms of the rows below that stay, as far as they can be read."""
        formset = self.formsets.get(relation)
        found = formset.forms if formset else []
        return [
            form
            for form in found
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    def refuse_twice(self, relation: str, field: str) -> None:
        """An error at the second row that names the same organisation."""
        seen = set()
        for form in self.rows(relation):
            value = form.cleaned_data.get(field)
            if value in seen:
                said = _("%(name)s is in the list already. Remove one of the two.")
                form.add_error(field, said % {"name": value})
            seen.add(value)


def rows_that_went_are_new(data: QueryDict, instance: Model) -> QueryDict:
    """What was sent, in which rows that another removed meanwhile count as rows to add."""
    data = data.copy()
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        there = {str(row.pk) for row in getattr(instance, name).all()}
        count = data.get(f"{name}-INITIAL_FORMS", "")
        for number in range(int(count) if count.isdigit() else 0):
            if data.get(f"{name}-{number}-id", "") not in there:
                data[f"{name}-{number}-id"] = ""
    return data


def grouped(agreements: Iterable[Agreement]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Agreements below the name of their pact, as a list to choose from shows them."""
    by_pact: dict[str, list[tuple[int, str]]] = {}
    for agreement in agreements:
        by_pact.setdefault(str(agreement.pact), []).append((agreement.pk, str(agreement)))
    return sorted(by_pact.items())


class PactForm(LedgerForm):
    """A pact: no municipality twice on the same day."""

    def clean(self) -> dict[str, Any]:
        """Errors at the rows that repeat a municipality."""
        cleaned = super().clean()
        forms = self.rows("municipalities")
        doubled = twice([form.instance for form in forms])
        labels = dict(choices.municipalities())
        for code in doubled:
            last = [form for form in forms if form.cleaned_data["municipality"] == code][-1]
            said = _(
                "%(name)s is in this pact twice on the same day. Remove one, or let the first end "
                "before the second begins."
            )
            last.add_error("municipality", said % {"name": labels.get(code, code)})
        return cleaned


class AgreementForm(LedgerForm):
    """An agreement: no partner twice."""

    def clean(self) -> dict[str, Any]:
        """Errors at the rows that repeat a partner."""
        cleaned = super().clean()
        self.refuse_twice("partners", "organisation")
        return cleaned


class ActionForm(LedgerForm):
    """An action: no partner twice, and money only for links on which it acts."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        words = Money._meta.get_field("funder").error_messages["required"]
        for form in self.formsets["money"].forms if "money" in self.formsets else ():
            form.fields["funder"].error_messages["required"] = words

    def clean(self) -> dict[str, Any]:
        """Errors at the rows that do not fit the action."""
        cleaned = super().clean()
        self.refuse_twice("partners", "organisation")
        self._refuse_other_links((cleaned or {}).get("links", "").split())
        self._refuse_nobodys_change(cleaned or {})
        return cleaned

    def _refuse_nobodys_change(self, cleaned: dict[str, Any]) -> None:
        """What was agreed about a study programme has an owner."""
        if cleaned.get("study") and not cleaned.get("owner") and "owner" not in self.errors:
            said = _("A change in a study programme needs an owner. Choose who sees to it.")
            self.add_error("owner", said)

    def _refuse_other_links(self, own: list[str]) -> None:
        labels = dict(choices.links())
        for form in self.rows("money"):
            link = form.cleaned_data.get("link")
            if link and link not in own:
                said = _(
                    "This action does not act on “%(link)s”. Tick that link under Goals and links, "
                    "or leave this empty for money for the action as a whole."
                )
                form.add_error("link", said % {"link": labels.get(link, link)})
