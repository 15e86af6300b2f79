"""What the pages show of pacts: status over time, territory, partners, people, what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area
from schakel.site.pacts.models import (
    Action,
    Agreement,
    Meeting,
    Pact,
    PactMunicipality,
    PactPartner,
    PactStatus,
)
from schakel.site.pacts.viewmodels.codes import public_agreements
from schakel.site.pacts.viewmodels.offices import Office, offices
from schakel.site.pacts.viewmodels.outcomes import Tally
from schakel.site.pacts.viewmodels.results import results

ACTIONS_SHOWN, MEETINGS_SHOWN = 100, 12
_KINDS = (Pact.Kind.REGIONAL, Pact.Kind.THEMATIC, Pact.Kind.LANDSDEEL, Pact.Kind.NATIONAL)


@dataclass(frozen=True, eq=False)
class Place:
    """A municipality of a pact: its area, from when until when, and whether it lies outside."""

    area: Area
    row: PactMunicipality
    holds: bool
    outside: bool


@dataclass(frozen=True, eq=False)
class PactRow:
    """A pact in a list: its status today, and how many municipalities are in it (None: none)."""

    pact: Pact
    status: PactStatus | None
    municipalities: int | None


@dataclass(frozen=True, eq=False)
class Doing:
    """An action of a pact, and euros for it as a whole (None: not known)."""

    action: Action
    money: Decimal | None


@dataclass(frozen=True, eq=False)
class PactProfile:
    """Everything the ledger says of one pact, as it stands on a day.

    `differs`: the municipalities of today are not those over which its figures are added up.
    """

    pact: Pact
    status: PactStatus | None
    statuses: list[PactStatus]
    places: list[Place]
    differs: bool
    partners: list[PactPartner]
    offices: list[Office]
    parts: list[Pact]
    agreements: list[Agreement]
    actions: list[Doing]
    meetings: list[Meeting]


@dataclass(frozen=True, eq=False)
class Agreed:
    """What was agreed in a region, in counts, and its programmes."""

    agreements: int
    actions: int
    tally: Tally
    programmes: list[Agreement]


def pact_of(region: str, key: str) -> Pact | None:
    """A pact of a region by its key, with what stands above it."""
    return Pact.objects.filter(region=region, key=key).select_related("parent").first()


def pact_rows(region: str, day: date) -> list[PactRow]:
    """All pacts of a region: regional, thematic, the landsdeel’s own, national."""
    found = Pact.objects.filter(region=region).prefetch_related("statuses", "municipalities")
    ordered = sorted(found, key=lambda pact: (_KINDS.index(Pact.Kind(pact.kind)), pact.name_nl))
    return [_row(pact, day) for pact in ordered]


def pacts_of_areas(region: str, areas: Iterable[str], day: date) -> list[PactRow]:
    """The pacts whose territory is one of these areas."""
    found = Pact.objects.filter(region=region, area__in=list(areas)).exclude(area="")
    known = found.prefetch_related("statuses", "municipalities").order_by("name_nl")
    return [_row(pact, day) for pact in known]


def _row(pact: Pact, day: date) -> PactRow:
    held = [row for row in pact.municipalities.all() if row.holds_on(day)]
    return PactRow(pact, pact.status_on(day), len(held) or None)


def pact_profile(catalog: Catalog, key: str, day: date) -> PactProfile | None:
    """What the ledger says of a pact on a day; None when the region has no pact of this key."""
    pact = pact_of(catalog.region.id, key)
    if pact is None:
        return None
    statuses = list(pact.statuses.select_related("merged_into"))
    places = _places(catalog, pact, day)
    today = {place.area.code for place in places if place.holds}
    measured = catalog.territory.municipalities.get(pact.area, frozenset())
    return PactProfile(
        pact=pact,
        status=pact.status_on(day),
        statuses=statuses,
        places=places,
        differs=bool(today and measured) and today != set(measured),
        partners=list(pact.partners.select_related("organisation").order_by("organisation__name")),
        offices=offices(pact.roles.select_related("organisation"), day),
        parts=list(pact.parts.all()),
        agreements=list(_counted(pact)),
        actions=list(_actions(pact)),
        meetings=list(_meetings(pact)),
    )


def _places(catalog: Catalog, pact: Pact, day: date) -> list[Place]:
    inside = catalog.territory.municipalities[catalog.region.area]
    rows = [row for row in pact.municipalities.all() if row.municipality in catalog.areas]
    found = [
        Place(
            catalog.areas[row.municipality], row, row.holds_on(day), row.municipality not in inside
        )
        for row in rows
    ]
    return sorted(found, key=lambda place: place.area.label.nl)


def _counted(pact: Pact) -> Iterable[Agreement]:
    counted = Count("actions", filter=Q(actions__public=True))
    return pact.agreements.filter(public=True).annotate(action_count=counted)


def _actions(pact: Pact) -> Iterable[Doing]:
    public = Action.objects.filter(agreement__pact=pact, public=True, agreement__public=True)
    summed = public.annotate(
        all_pledged=Sum("money__pledged"),
        all_granted=Sum("money__granted"),
        all_spent=Sum("money__spent"),
    )
    for action in summed[:ACTIONS_SHOWN]:
        known = (action.all_pledged, action.all_granted, action.all_spent)
        yield Doing(action, max((amount for amount in known if amount is not None), default=None))


def _meetings(pact: Pact) -> Iterable[Meeting]:
    public = pact.meetings.filter(public=True)
    return public.prefetch_related("decisions__action__agreement")[:MEETINGS_SHOWN]


def landsdeel_offices(region: str, day: date) -> list[Office]:
    """Lead and contact of the landsdeel: the offices of its own pact."""
    pact = Pact.objects.filter(region=region, kind=Pact.Kind.LANDSDEEL).first()
    return offices(pact.roles.select_related("organisation"), day) if pact else []


def agreed(region: str, day: date) -> Agreed:
    """What was agreed in a region, in counts."""
    found = public_agreements(region)
    actions = Action.objects.filter(agreement__in=found, public=True).count()
    programmes = found.filter(kind=Agreement.Kind.PROGRAMME).select_related("pact")
    return Agreed(found.count(), actions, results(region, day).tally, list(programmes))
