"""The ledger as CSV tables, in and out: reading, checking, applying, writing."""
