"""The words of a text, as searches count them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+[+#]*")  # C++ and C# are words too


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.casefold())
