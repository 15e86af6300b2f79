"""Search over everything: pages, ledger, figures and terms."""
