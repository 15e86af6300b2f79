"""The back office of the ledger: forms, lists, permissions, history and the dashboard."""
