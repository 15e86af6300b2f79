"""What the pacts of the ledger are called."""

from __future__ import annotations

from schakel.site.pacts.models import Pact


def pact_name(key: str, language: str) -> str:
    """Name of a pact of the ledger; empty when it has none of this key."""
    pact = Pact.objects.filter(key=key).first() if key else None
    return pact.in_language("name", language)[0] if pact else ""
