"""Pages over the ledger."""
