"""Reads and checks the region packages under `regions/` into frozen types."""
