"""Compares a page that is kept with the page that is made now."""

from __future__ import annotations

import re

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def same_page(kept, made, advice):
    """The words are the same; numbers differ by one in the last printed digit at most."""
    assert NUMBER.split(kept) == NUMBER.split(made), advice
    for old, new in zip(NUMBER.findall(kept), NUMBER.findall(made), strict=True):
        assert abs(as_number(old) - as_number(new)) <= last_digit(new), f"{old} {new}: {advice}"


def as_number(text):
    """The number in a text."""
    return float(text.replace(",", ""))


def last_digit(text):
    """What one in the last printed digit is worth, and a hair for the subtraction."""
    return 10.0 ** -len(text.partition(".")[2]) * (1 + 1e-9)
