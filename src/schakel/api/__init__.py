"""The API: figures, definitions and observations as open data, after the Dutch API Design Rules."""

# Semantic version of the API itself; its first number is in the address (/api/v1).
VERSION = "1.0.0"
