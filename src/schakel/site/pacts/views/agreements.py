"""Pages of the agreements: a list, one an agreement or programme, and one an action."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext

from schakel.catalog.catalog import Catalog
from schakel.site.pacts.models import Progress
from schakel.site.pacts.viewmodels.actions import action_page
from schakel.site.pacts.viewmodels.agreements import (
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
        items=paged(request, agreement_list(catalog.region.id, wanted), AGREEMENTS_A_PAGE),
        query=_query(wanted),
        pacts=pacts_with_agreements(catalog.region.id),
        statuses=Progress.choices,
    )


@page
def agreement(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """One agreement: partners, what was promised and what came, its actions and money."""
    public = public_agreements(catalog.region.id)
    found = public.filter(key=key).select_related("pact", "latest_revision").first()
    if found is None:
        raise not_here(catalog, "agreement", key, public.values_list("key", "title_nl"))
    return show(request, "agreement", catalog, model=agreement_page(catalog, found, today()))


@page
def action(request: HttpRequest, catalog: Catalog, language: str, key: str) -> HttpResponse:
    """One action: its links of the chain, who, when, milestones, money, and what it should move."""
    public = public_actions(catalog.region.id)
    whole = public.select_related("agreement__pact", "owner", "practice", "latest_revision")
    found = whole.filter(key=key).first()
    if found is None:
        raise not_here(catalog, "action", key, public.values_list("key", "title_nl"))
    return show(request, "action", catalog, model=action_page(catalog, found))


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
