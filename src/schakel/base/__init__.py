"""Ground floor: errors, statuses, periods, number formats. Imports nothing of Schakel."""
