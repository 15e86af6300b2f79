"""What education teaches beside what work asks: both as skills, a programme's only as groups.

A programme is known by groups of skills that it names. A skill is named when it lies in one of
those groups or anywhere below; that says no more than that its subject is taught.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from schakel.paths.network import Floats, Network


def with_ancestors(parents: Mapping[str, str | None], code: str) -> frozenset[str]:
    """A group and all groups that it lies in; raises KeyError for an unknown one."""
    found = {code}
    above = parents[code]
    while above is not None and above not in found:
        found.add(above)
        above = parents[above]
    return frozenset(found)


def named(around: list[frozenset[str]], groups: Collection[str]) -> NDArray[np.bool_]:
    """Per skill whether it lies in one of `groups`; `around` has all groups that each lies in."""
    wanted = frozenset(groups)
    return np.fromiter((not wanted.isdisjoint(one) for one in around), bool, len(around))


def coverage(network: Network, taught: NDArray[np.bool_]) -> Floats:
    """Which part of what each occupation requires is named, by importance (0–1).

    `taught` is (programmes, skills); the answer is (occupations, programmes). NaN where an
    occupation requires nothing.
    """
    weighed = (taught * network.importance).astype(np.float32).T
    asked = network.demand[:, None]
    met = network.required.sums(np.ascontiguousarray(weighed))
    return np.divide(met, asked, out=np.full_like(met, np.nan), where=asked > 0)
