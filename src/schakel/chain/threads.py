"""Shares out a compiled kernel over threads.

Plain threads: those of numba's own loops wait by spinning, which is slow where others work too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from numba.core import config

_MANY = 4  # parts a thread


def threads_for(size: int, large: int) -> int:
    """How many threads work on so many items: one, unless they are many.

    As many as numba may use (`NUMBA_NUM_THREADS`), so that processes side by side can have one.
    """
    return _most() if size >= large else 1


def in_parts(kernel: Callable[..., None], threads: int, *given: Any, each: int = _MANY) -> None:
    """Call `kernel(thread, part, parts, *given)` once for every part of the work.

    There are `each` parts a thread, and a thread takes the next when it has done one, so that
    nobody waits for a thread that the machine keeps waiting. The kernel is compiled with
    `nogil=True`, and writes in no place where another part on another thread does.
    """
    parts = each * threads if threads > 1 else 1
    left = iter(range(parts))

    def work(thread: int) -> None:
        for part in left:
            kernel(thread, part, parts, *given)

    others = [_pool(os.getpid()).submit(work, thread) for thread in range(1, threads)]
    work(0)
    for other in others:
        if not other.cancel():
            other.result()


@lru_cache(maxsize=1)
def _pool(process: int) -> ThreadPoolExecutor:  # noqa: ARG001
    """The threads of a process: those of the one it was copied from do not run in it."""
    return ThreadPoolExecutor(max(1, _most() - 1), "chain")


def _most() -> int:
    """What numba was told; asking numba itself would start its threads."""
    return int(vars(config)["NUMBA_NUM_THREADS"])
