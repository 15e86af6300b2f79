"""Codes of the region package that rows of the ledger hold: what they stand for, and searching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Q, QuerySet

from schakel.site.pacts.models import Action, Agreement

Entry = TypeVar("Entry")


def entries(codes: str, known: Mapping[str, Entry]) -> list[Entry]:
    """The entries of the package behind codes parted by spaces; a code it lacks is left out."""
    return [known[code] for code in codes.split() if code in known]


def holding(field: str, code: str) -> Q:
    """Rows whose field of codes holds this code."""
    return (
        Q(**{field: code})
        | Q(**{f"{field}__startswith": f"{code} "})
        | Q(**{f"{field}__endswith": f" {code}"})
        | Q(**{f"{field}__contains": f" {code} "})
    )


def public_agreements(region: str) -> QuerySet[Agreement]:
    """Agreements of a region that visitors may see."""
    return Agreement.objects.filter(pact__region=region, public=True)


def public_actions(region: str) -> QuerySet[Action]:
    """Actions of a region that visitors may see: those of an agreement that they may see."""
    return Action.objects.filter(
        agreement__pact__region=region, public=True, agreement__public=True
    )
