"""What the list of agreements and the page of one of them show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Goal
from schakel.site.pacts.models import Action, Agreement, Money, Organisation, Pact, Progress
from schakel.site.pacts.viewmodels.codes import entries, holding, public_agreements
from schakel.site.pacts.viewmodels.money import MoneyTable, money_table
from schakel.site.pacts.viewmodels.outcomes import Line, Tally, lines_of, tally

ACTIONS_SHOWN = 200


@dataclass(frozen=True)
class Wanted:
    """What the reader chose: a pact, a goal, a link of the chain, a status; empty for all."""

    pact: str = ""
    goal: str = ""
    link: str = ""
    status: str = ""

    @property
    def any(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.pact or self.goal or self.link or self.status)


@dataclass(frozen=True, eq=False)
class AgreementPage:
    """Everything on the page of one agreement or programme."""

    agreement: Agreement
    goals: list[Goal]
    partners: list[Organisation]
    funds: list[Organisation]
    lines: list[Line]
    tally: Tally
    actions: list[Action]
    more_actions: int
    money: MoneyTable | None
    changed: date | None


def agreement_list(region: str, wanted: Wanted) -> QuerySet[Agreement]:
    """Public agreements that fit what the reader chose, with `action_count`; programmes first."""
    found = public_agreements(region).select_related("pact")
    if wanted.pact:
        found = found.filter(pact__key=wanted.pact)
    if wanted.goal:
        found = found.filter(holding("goals", wanted.goal))
    if wanted.status in Progress.values:
        found = found.filter(status=wanted.status)
    if wanted.link:
        acting = Action.objects.filter(holding("links", wanted.link), public=True)
        found = found.filter(pk__in=acting.values("agreement"))
    counted = found.annotate(action_count=Count("actions", filter=Q(actions__public=True)))
    return counted.order_by("-kind", "title_nl")


def pacts_with_agreements(region: str) -> list[Pact]:
    """Pacts of the region that have a public agreement, by name."""
    held = public_agreements(region).values("pact")
    return list(Pact.objects.filter(pk__in=held).order_by("name_nl"))


def agreement_page(catalog: Catalog, agreement: Agreement, day: date) -> AgreementPage:
    """The page of one agreement; `agreement` comes with its pact and latest revision."""
    parties = [p.organisation for p in agreement.partners.select_related("organisation")]
    actions = list(agreement.actions.filter(public=True).select_related("owner"))
    promises = lines_of(agreement.promises.all(), day)
    money = Money.objects.filter(action__agreement=agreement, action__public=True)
    is_fund = Organisation.Kind.O_AND_O_FUND
    return AgreementPage(
        agreement=agreement,
        goals=entries(agreement.goals, catalog.goals),
        partners=[party for party in parties if party.kind != is_fund],
        funds=[party for party in parties if party.kind == is_fund],
        lines=promises,
        tally=tally(promises),
        actions=actions[:ACTIONS_SHOWN],
        more_actions=max(0, len(actions) - ACTIONS_SHOWN),
        money=money_table(money.select_related("funder")),
        changed=last_changed(agreement),
    )


def last_changed(entry: Agreement | Action) -> date | None:
    """The day of the newest version that was kept; None for what stands as it was first loaded."""
    version = entry.latest_revision
    return version.created_at.date() if version else None
