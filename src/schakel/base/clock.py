"""What time it is: the one place that asks, so that tests can say it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
