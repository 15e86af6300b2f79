"""First-run content of a region: the texts with which its site opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schakel.base.errors import Problem


@dataclass(frozen=True)
class Content:
    """Texts, news and practice examples that the first start puts into the site."""

    folder: Path


def read_content(folder: Path, problems: list[Problem]) -> Content:
    """Read the content of a region package; problems are added to the list."""
    return Content(folder / "content")
