"""What every builder gets and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from schakel.catalog.types import Dataset, Source
from schakel.facts.places import Places


@dataclass(frozen=True)
class Workbench:
    """What a builder works with: the folder of source files, its data set, places, sources."""

    folder: Path
    dataset: Dataset
    places: Places
    sources: dict[str, Source]
    package: Path | None = None

    def file(self, name: str) -> Path:
        """A source file by its name under the folder of source files."""
        return self.folder / name

    def definitions(self, name: str) -> Path:
        """A file of definitions by its name under the region package's own folder."""
        if self.package is None:
            raise ValueError("this builder needs the folder of the region package")
        return self.package / name


@dataclass(frozen=True)
class Built:
    """What a builder gives: observations, and the sources it found row by row, if any."""

    observations: pl.DataFrame
    sources: tuple[Source, ...] = ()


Builder = Callable[[Workbench], Built]
