"""Keep what a function makes of the content until the content changes.

Only for what every visitor may see: what is kept is shown to all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

Made = TypeVar("Made")
_forget: list[Callable[[], None]] = []


def generation() -> Any:
    """The content of this moment, from the function that `settings.GENERATION` names."""
    return import_string(settings.GENERATION)()


def kept(size: int) -> Callable[[Callable[..., Made]], Callable[..., Made]]:
    """Call a function once per arguments (hashable) and generation of the content.

    The `size` values asked for last are kept; an error is not.
    """

    def keep(function: Callable[..., Made]) -> Callable[..., Made]:
        @lru_cache(maxsize=size)
        def made(_generation: Any, *what: Any) -> Made:
            return function(*what)

        _forget.append(made.cache_clear)

        @wraps(function)
        def wrapped(*what: Any) -> Made:
            return made(generation(), *what)

        return wrapped

    return keep


def forget() -> None:
    """Throw away everything that was kept."""
    for clear in _forget:
        clear()
