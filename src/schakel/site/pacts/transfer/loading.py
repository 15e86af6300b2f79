"""The ledger with which a region starts: the tables of its package, through the same checks."""

from __future__ import annotations

from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.catalog.ledger_checks import ledger_files
from schakel.catalog.ledger_reading import read
from schakel.site.pacts.models import Pact
from schakel.site.pacts.transfer.applying import carry_out


def fill(region: str) -> bool:
    """Fill the ledger of a region that has no pact yet from its package; whether it did.

    Raises SchakelError with every problem in the tables.
    """
    files = ledger_files(load(region).packages[-1].folder)
    if not files or Pact.objects.filter(region=region).exists():
        return False
    plan = carry_out(read(files), region)
    if plan.faults:
        raise SchakelError(fault.problem() for fault in plan.faults)
    return True
