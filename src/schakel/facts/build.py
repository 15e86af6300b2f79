"""Builds the tidy tables of a region package from the publishers' files."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog
from schakel.catalog.package import Package
from schakel.catalog.types import Dataset, Source
from schakel.facts.builders.boundaries import OUTPUT as BOUNDARIES
from schakel.facts.builders.boundaries import build_boundaries
from schakel.facts.builders.building import Builder, Built, Workbench
from schakel.facts.builders.registry import BUILDERS
from schakel.facts.observations import tidy, write
from schakel.facts.places import Places


@dataclass(frozen=True)
class BuiltTable:
    """What was made: a data set's table with its rows and size in bytes."""

    dataset: str
    rows: int
    size: int


def build_package(
    catalog: Catalog,
    package: Package,
    folder: Path,
    into: Path | None = None,
    only: Iterable[str] = (),
    tell: Callable[[str], None] = lambda name: None,
) -> tuple[BuiltTable, ...]:
    """Make all tables of one package from the source files in `folder`.

    Everything is written into the package's own folder (or `into`). All missing inputs are
    reported before anything is made; a table replaces the old one only when it is complete.

    Raises SchakelError for missing files, places that cannot be found and broken rules.
    """
    target = into or package.folder
    chosen = [d for d in package.datasets if not only or d.id in set(only)]
    _check_inputs(folder, chosen)
    made = []
    for dataset in chosen:
        tell(dataset.id)
        made.append(_build_one(catalog, package, dataset, folder, target))
    if not only and package.name == "nl":
        tell(str(BOUNDARIES))
        build_boundaries(folder, target)
        _write_fingerprints(package, folder, target)
    return tuple(made)


def _check_inputs(folder: Path, datasets: Iterable[Dataset]) -> None:
    problems = [
        Problem(
            str(folder / name),
            "no such file or folder",
            f"a source file of data set {dataset.id}",
            "give the folder with the publishers' files: `schakel data build --from DIR`",
        )
        for dataset in datasets
        for name in dataset.inputs
        if not (folder / name).exists()
    ]
    problems += [
        Problem(
            f"datasets/{dataset.id}.yaml",
            f"builder {dataset.builder!r}",
            f"one of {', '.join(sorted(BUILDERS))}",
            "correct the name or add the builder",
        )
        for dataset in datasets
        if dataset.builder not in BUILDERS
    ]
    if problems:
        raise SchakelError(problems)


def _build_one(
    catalog: Catalog, package: Package, dataset: Dataset, folder: Path, target: Path
) -> BuiltTable:
    builder: Builder = BUILDERS[dataset.builder]
    places = Places(tuple(catalog.areas.values()), catalog.names)
    built: Built = builder(Workbench(folder, dataset, places, catalog.sources, package.folder))
    table = tidy(built.observations, dataset.dimensions, f"data set {dataset.id}")
    path = target / "facts" / f"{dataset.id}.parquet"
    if built.sources:
        _write_text(target / "sources" / f"{dataset.id}.csv", _sources_csv(built.sources))
    write(table, path)
    return BuiltTable(dataset.id, len(table), path.stat().st_size)


def _sources_csv(sources: Iterable[Source]) -> str:
    names = (
        "id",
        "publisher",
        "title",
        "address",
        "licence",
        "published",
        "retrieved",
        "note",
    )
    rows = ([getattr(source, name) or "" for name in names] for source in sources)
    return _csv(names, sorted(rows))


def _write_fingerprints(package: Package, folder: Path, target: Path) -> None:
    rows = (
        (source.id, source.file, _fingerprint(folder / source.file))
        for source in package.sources
        if source.file and (folder / source.file).exists()
    )
    text = _csv(("source", "file", "sha256"), sorted(rows))
    _write_text(target / "sources" / "fingerprints.csv", text)


def _fingerprint(path: Path) -> str:
    """sha256 of a file; of a folder, that of its files' names and contents in order."""
    digest = hashlib.sha256()
    for file in _files(path):
        if path.is_dir():
            digest.update(file.relative_to(path).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    else:
        yield from sorted(file for file in path.rglob("*") if file.is_file())


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
