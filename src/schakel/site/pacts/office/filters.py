"""What the lists of the ledger can be narrowed down by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from schakel.site import choices
from schakel.site.pacts.models import Action, Agreement, Meeting, Organisation, Pact, Role
from schakel.site.pacts.models.agreement import Progress


def with_code(rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
    """Rows that have a code among those of a field, which are parted by spaces."""
    if not code:
        return rows
    return rows.filter(
        Q(**{name: code})
        | Q(**{f"{name}__startswith": f"{code} "})
        | Q(**{f"{name}__endswith": f" {code}"})
        | Q(**{f"{name}__contains": f" {code} "})
    )


def _codes(label: Any, known: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=known, method=_narrow)


def _narrow(rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
    return with_code(rows, name, code)


def _pacts(field: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name=field, label=_("Pact"), queryset=Pact.objects.all()
    )


class ActionFilters(WagtailFilterSet):
    """Actions: of which pact, how far, on what, where, when."""

    agreement__pact = _pacts("agreement__pact")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Progress.choices)
    links = _codes(_("Link of the chain"), choices.links)
    goals = _codes(_("Goal"), choices.goals)
    areas = _codes(_("Area"), choices.areas)
    year = django_filters.NumberFilter(label=_("Year of the money"), method="of_year")

    class Meta:
        model = Action
        fields = ["agreement__pact", "status", "links", "goals", "areas", "year", "public"]

    def of_year(self, rows: QuerySet[Any], _name: str, year: Any) -> QuerySet[Any]:
        """Actions with money in a year."""
        return rows.filter(money__year=year).distinct()


class AgreementFilters(WagtailFilterSet):
    """Agreements: of which pact, how far, about what."""

    pact = _pacts("pact")
    goals = _codes(_("Goal"), choices.goals)

    class Meta:
        model = Agreement
        fields = ["pact", "kind", "status", "goals", "public"]


class MeetingFilters(WagtailFilterSet):
    """Meetings: of which pact."""

    pact = _pacts("pact")

    class Meta:
        model = Meeting
        fields = ["pact", "public"]


class RoleFilters(WagtailFilterSet):
    """Roles: of which pact."""

    pact = _pacts("pact")

    class Meta:
        model = Role
        fields = ["pact"]


class PactFilters(WagtailFilterSet):
    """Pacts: of which landsdeel, of which kind, about what."""

    region = django_filters.ChoiceFilter(label=_("Landsdeel"), choices=choices.regions)
    themes = _codes(_("Theme"), choices.themes)

    class Meta:
        model = Pact
        fields = ["region", "kind", "themes"]


class OrganisationFilters(WagtailFilterSet):
    """Organisations: of which kind."""

    class Meta:
        model = Organisation
        fields = ["kind"]
