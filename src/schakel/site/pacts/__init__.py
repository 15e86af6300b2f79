"""The ledger: pacts, organisations, roles, meetings, agreements, actions and money."""
