"""Rebuilding from the publishers' files gives the committed tables, byte for byte."""

from __future__ import annotations

import pytest

from schakel.catalog.catalog import load
from schakel.facts.build import build_package

pytestmark = pytest.mark.source_data


def test_rebuilding_gives_the_same_bytes(source_files, tmp_path):
    catalog = load("nl")
    package = catalog.packages[-1]
    made = build_package(catalog, package, source_files, tmp_path)
    assert {table.dataset for table in made} == set(catalog.datasets)
    rebuilt = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(rebuilt) > len(made)
    different = [
        str(path.relative_to(tmp_path))
        for path in rebuilt
        if path.read_bytes() != (package.folder / path.relative_to(tmp_path)).read_bytes()
    ]
    assert different == []


def test_every_source_file_has_the_fingerprint_that_is_shown(source_files):
    import hashlib

    catalog = load("nl")
    for source in catalog.sources.values():
        path = source_files / source.file if source.file else None
        if path and path.is_file():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256, source.id
