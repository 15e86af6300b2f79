"""Texts in a CSV file that somebody opens with a spreadsheet.

A spreadsheet takes a text that starts with one of `= + - @` for a formula, and carries it out. Such
a text is written with an apostrophe before it; one that has that apostrophe of itself gets one
more, so that every text can come back as it was.
"""

from __future__ import annotations

import re
from typing import Any

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def guarded(value: Any) -> Any:
    """A value for a cell: a text that would be a formula gets an apostrophe, the rest stays."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if _GUARDED.match(text) else text
