"""Observations: Parquet tables, provenance, quality, and the builders that make them."""
