"""Pages of the agreements: a list, one an agreement or programme, and one an action."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext

from schakel.catalog.catalog import Catalog
from schakel.site.kept import kept
from schakel.site.pacts.models import Agreement, Pact, Progress
from schakel.site.pacts.viewmodels.actions import ActionPage, action_page
from schakel.site.pacts.viewmodels.agreements import (
    AgreementPage,
    Wanted,
    agreement_list,
    agreement_page,
    pacts_with_agreements,
)
from schakel.site.pacts.viewmodels.codes import public_actions, public_agreements
from schakel.site.pacts.views.page import asked, not_here, page, paged, show, today

AGREEMENTS_A_PAGE = 40


@page
def overview(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """Agreements and programmes, by pact, goal, link of the chain and status."""
    wanted = Wanted(
        pact=asked(request, "pact"),
        goal=asked(request, "doel", "goal"),
        link=asked(request, "schakel", "link"),
        status=asked(request, "status"),
    )
    return show(
        request,
        "agreements",
        catalog,
        wanted=wanted,
        items=paged(request, _listed(catalog.region.id, wanted), AGREEMENTS_A_PAGE),
        query=_query(wanted),
        pacts=_pacts(catalog.region.id),
        statuses=Progress.choices,
        keep=0 if request.GET else None,
    )


@page
def agreement(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """One agreement: partners, what was promised and what came, its actions and money."""
    return show(request, "agreement", catalog, model=_agreement(catalog, key))


@page
def action(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """One action: its links of the chain, who, when, milestones, money, and what it should move."""
    return show(request, "action", catalog, model=_action(catalog, key))


@kept(32)
def _listed(region: str, wanted: Wanted) -> list[Agreement]:
    return list(agreement_list(region, wanted))


@kept(8)
def _pacts(region: str) -> list[Pact]:
    return pacts_with_agreements(region)


@kept(256)
def _agreement(catalog: Catalog, key: str) -> AgreementPage:
    public = public_agreements(catalog.region.id)
    found = public.filter(key=key).select_related("pact", "latest_revision").first()
    if found is None:
        raise not_here(catalog, "agreement", key, public.values_list("key", "title_nl"))
    return agreement_page(catalog, found, today())


@kept(256)
def _action(catalog: Catalog, key: str) -> ActionPage:
    public = public_actions(catalog.region.id)
    whole = public.select_related("agreement__pact", "owner", "practice", "latest_revision")
    found = whole.filter(key=key).first()
    if found is None:
        raise not_here(catalog, "action", key, public.values_list("key", "title_nl"))
    return action_page(catalog, found)


def _query(wanted: Wanted) -> str:
    """What was chosen, as it stands in an address before the number of the page."""
    chosen = {
        "pact": wanted.pact,
        pgettext("field", "goal"): wanted.goal,
        pgettext("field", "link"): wanted.link,
        "status": wanted.status,
    }
    given = {name: value for name, value in chosen.items() if value}
    return f"{urlencode(given)}&" if given else ""
