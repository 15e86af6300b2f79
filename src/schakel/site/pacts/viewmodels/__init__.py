"""What the pages over the ledger show: only what is public."""
