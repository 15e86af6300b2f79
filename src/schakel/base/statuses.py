"""What a cell of a published table can be: seven different things, never mixed."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Status of one observation or figure."""

    VALUE = "value"
    ZERO = "zero"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    PROVISIONAL = "provisional"
    ESTIMATE = "estimate"
    FORECAST = "forecast"


WITHOUT_VALUE = frozenset({Status.MISSING, Status.SUPPRESSED})
