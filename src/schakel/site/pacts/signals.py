"""What others may want to hear of the ledger."""

from __future__ import annotations

from django.dispatch import Signal

# Many rows were written at once, without a signal of their own.
ledger_changed = Signal()
