"""Where projections are kept: a table with its record, in the home folder or the region package."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import polars as pl

from schakel.answers.projected import COLUMNS, Projection
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import FOLDER
from schakel.runs import record as records

TABLE, RECORD = "projection.parquet", "projection.json"


def write(projection: Projection, folder: Path) -> Path:
    """Keep a projection in a folder; the path of its record. Both files are whole, or old."""
    assert projection.record is not None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f".{TABLE}.new"
        projection.rows.write_parquet(half, compression="zstd", statistics=False)
        half.replace(folder / TABLE)
        records.write(projection.record.model_copy(update={"results": TABLE}), folder / RECORD)
    except OSError as error:
        advice = "choose another folder with --out, or make room"
        raise SchakelError(
            Problem(str(folder), str(error), "a folder that can be written", advice)
        ) from error
    return folder / RECORD


def read(catalog: Catalog, home: Path | None = None) -> Projection | None:
    """The projection of a region: the last one made here, else that of its package, else None.

    Raises SchakelError for files that are broken.
    """
    folder = _folder(catalog, home)
    return _read(folder, (folder / TABLE).stat().st_mtime_ns) if folder else None


def exists(catalog: Catalog, home: Path | None = None) -> bool:
    """Whether a region has a projection."""
    return _folder(catalog, home) is not None


def _folder(catalog: Catalog, home: Path | None) -> Path | None:
    folders = [home / "projections" / catalog.region.id] if home else []
    folders.append(catalog.packages[-1].folder / FOLDER)
    return next((f for f in folders if (f / TABLE).is_file() and (f / RECORD).is_file()), None)


@lru_cache(maxsize=4)
def _read(folder: Path, _changed: int) -> Projection:
    record = records.read(folder / RECORD)
    try:
        rows = pl.read_parquet(folder / TABLE)
    except (OSError, pl.exceptions.PolarsError) as error:
        advice = "make it again with “schakel project”"
        raise SchakelError(
            Problem(str(folder / TABLE), str(error), "a table of a projection", advice)
        ) from error
    missing = set(COLUMNS) - set(rows.columns)
    if missing:
        raise SchakelError(
            Problem(
                str(folder / TABLE), f"no {', '.join(sorted(missing))}", ", ".join(COLUMNS),
                "make it again with “schakel project”",
            )
        )  # fmt: skip
    return Projection(record.question, rows, record)
