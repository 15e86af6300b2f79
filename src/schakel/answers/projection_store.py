"""Where projections are kept: a table with its record, in the home folder or the region package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from schakel.answers.projected import COLUMNS, MEASURES, SHORT, Projection
from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import FOLDER
from schakel.runs import record as records

TABLE, RECORD = "projection.parquet", "projection.json"
_MEASURES, _SHORT = "measures.parquet", "short.parquet"


def write(projection: Projection, folder: Path) -> Path:
    """Keep a projection in a folder; the path of its record. Each file is whole, or old.

    The table comes last: who reads goes by its date, and then has all that belongs to it.
    """
    assert projection.record is not None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(projection.measures, folder / _MEASURES)
        _write(projection.short, folder / _SHORT)
        records.write(projection.record.model_copy(update={"results": TABLE}), folder / RECORD)
        _write(projection.rows, folder / TABLE)
    except OSError as error:
        advice = "choose another folder with --out, or make room"
        raise SchakelError(
            Problem(str(folder), str(error), "a folder that can be written", advice)
        ) from error
    return folder / RECORD


def _write(table: pl.DataFrame | None, path: Path) -> None:
    """A table, or nothing: what an earlier projection left is taken away."""
    if table is None:
        path.unlink(missing_ok=True)
        return
    half = path.with_name(f".{path.name}.new")
    table.write_parquet(half, compression="zstd", statistics=False)
    half.replace(path)


def read(catalog: Catalog, home: Path | None = None) -> Projection | None:
    """The projection of a region: the last one made here, else that of its package, else None.

    Raises SchakelError for files that are broken.
    """
    folder = _folder(catalog, home)
    return _read(folder, (folder / TABLE).stat().st_mtime_ns) if folder else None


def stamp(catalog: Catalog, home: Path | None = None) -> int:
    """Changes when there is another projection; 0 without one."""
    folder = _folder(catalog, home)
    return (folder / TABLE).stat().st_mtime_ns if folder else 0


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
    rows = _table(folder / TABLE, COLUMNS)
    measures, short = (
        _table(folder / name, columns) if (folder / name).is_file() else None
        for name, columns in ((_MEASURES, MEASURES), (_SHORT, SHORT))
    )
    return Projection(record.question, rows, record, measures, short)


def _table(path: Path, columns: Mapping[str, Any]) -> pl.DataFrame:
    advice = "make it again with “schakel project”"
    try:
        rows = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SchakelError(
            Problem(str(path), str(error), "a table of a projection", advice)
        ) from error
    if missing := set(columns) - set(rows.columns):
        raise SchakelError(
            Problem(str(path), f"no {', '.join(sorted(missing))}", ", ".join(columns), advice)
        )
    return rows
