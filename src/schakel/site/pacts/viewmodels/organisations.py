"""What the list of organisations and the page of one of them show: only their public parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from schakel.site.pacts.models import (
    Action,
    ActionPartner,
    Agreement,
    AgreementPartner,
    Money,
    Organisation,
    PactPartner,
    Role,
)
from schakel.site.pacts.viewmodels.codes import public_actions, public_agreements
from schakel.site.pacts.viewmodels.money import MoneyTable, money_table
from schakel.site.pacts.viewmodels.offices import Office, offices


@dataclass(frozen=True, eq=False)
class OrganisationPage:
    """What one organisation takes part in, what it leads, and what it pays for."""

    organisation: Organisation
    pacts: list[PactPartner]
    offices: list[Office]
    agreements: list[Agreement]
    owned: list[Action]
    actions: list[Action]
    money: MoneyTable | None


def organisation_list(region: str) -> QuerySet[Organisation]:
    """Organisations that take part in something public in a region, by kind and name."""
    agreements, actions = public_agreements(region), public_actions(region)
    part = (
        Q(pk__in=PactPartner.objects.filter(pact__region=region).values("organisation"))
        | Q(pk__in=Role.objects.filter(pact__region=region).values("organisation"))
        | Q(pk__in=_partners(AgreementPartner, agreement__in=agreements))
        | Q(pk__in=_partners(ActionPartner, action__in=actions))
        | Q(pk__in=actions.exclude(owner=None).values("owner"))
        | Q(pk__in=Money.objects.filter(action__in=actions).values("funder"))
    )
    return Organisation.objects.filter(part).order_by("kind", "name")


def _partners(
    kind: type[AgreementPartner | ActionPartner], **where: object
) -> QuerySet[AgreementPartner | ActionPartner]:
    found: QuerySet[AgreementPartner | ActionPartner] = kind.objects.filter(**where)
    return found.values("organisation")


def organisation_page(region: str, organisation: Organisation, day: date) -> OrganisationPage:
    """The page of one organisation in a region."""
    actions = public_actions(region)
    roles = organisation.roles.filter(pact__region=region).select_related("pact")
    money = Money.objects.filter(funder=organisation, action__in=actions)
    return OrganisationPage(
        organisation=organisation,
        pacts=list(organisation.pacts.filter(pact__region=region).select_related("pact")),
        offices=offices(roles, day),
        agreements=list(public_agreements(region).filter(partners__organisation=organisation)),
        owned=list(actions.filter(owner=organisation)),
        actions=list(actions.filter(partners__organisation=organisation).distinct()),
        money=money_table(money.select_related("funder", "action")),
    )
