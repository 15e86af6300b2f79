"""Shares out a compiled kernel over threads.

Plain threads: those of numba's own loops wait by spinning, which is slow where others work too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from numba import get_num_threads


def threads_for(size: int, large: int) -> int:
    """How many threads work on so many items: one, unless they are many.

    As many as numba may use (`NUMBA_NUM_THREADS`), so that processes side by side can have one.
    """
    return int(get_num_threads()) if size >= large else 1


def in_parts(kernel: Callable[..., None], parts: int, *given: Any) -> None:
    """Call `kernel(part, parts, *given)` for every part, each on its own thread.

    The kernel is compiled with `nogil=True`, and no two parts write in the same place.
    """
    others = [_pool(os.getpid()).submit(kernel, part, parts, *given) for part in range(1, parts)]
    kernel(0, parts, *given)
    for other in others:
        other.result()


@lru_cache(maxsize=1)
def _pool(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    """The threads of a process: those of the one it was copied from do not run in it."""
    return ThreadPoolExecutor(max(1, get_num_threads() - 1), "chain")
