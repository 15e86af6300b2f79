"""Names as they stand in an address."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str) -> str:
    """A name in small letters without marks: `Lassers, enz.` → lassers-enz."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
