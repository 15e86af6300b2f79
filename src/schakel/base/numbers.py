"""Numbers as a reader of Dutch or English expects them."""

from __future__ import annotations

_SEPARATORS = {"nl": (".", ","), "en": (",", ".")}
MINUS = "\N{MINUS SIGN}"


def format_number(value: float, decimals: int = 0, language: str = "nl", sign: bool = False) -> str:
    """Number with the language's own separators: 2810.5 → `2.810,5` (nl), `2,810.5` (en)."""
    thousands, comma = _SEPARATORS[language]
    text = f"{abs(value):,.{decimals}f}"
    text = text.replace(",", "\0").replace(".", comma).replace("\0", thousands)
    negative = value < 0 and any(digit in text for digit in "123456789")
    if negative:
        return MINUS + text
    return "+" + text if sign and any(digit in text for digit in "123456789") else text
