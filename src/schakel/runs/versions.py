"""The versions that decide the last bit of a result."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version

import schakel


@dataclass(frozen=True)
class Versions:
    """What the figures were computed with."""

    schakel: str
    python: str
    numpy: str
    numba: str
    platform: str

    def differences(self, other: Versions) -> dict[str, tuple[str, str]]:
        """What is not the same: name -> (here, in the other)."""
        mine, theirs = asdict(self), asdict(other)
        return {name: (mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]}


def current() -> Versions:
    """The versions of this process."""
    return Versions(
        schakel=schakel.__version__,
        python=platform.python_version(),
        numpy=version("numpy"),
        numba=version("numba"),
        platform=f"{platform.system()}-{platform.machine()}",
    )
