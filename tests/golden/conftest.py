"""Where the publishers' source files are, and what happens to tests that need them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SOURCE_FILES = Path(
    os.environ.get("SOURCE_FILES") or Path(__file__).parents[3] / "shared" / "data"
).resolve()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests on source files where these are not there; on CI they must be."""
    if SOURCE_FILES.is_dir() or os.environ.get("CI"):
        return
    out = [item for item in items if item.get_closest_marker("source_data")]
    if out:
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)


@pytest.fixture(scope="session")
def source_files() -> Path:
    """Folder with the publishers' files as published."""
    assert SOURCE_FILES.is_dir(), (
        f"no folder {SOURCE_FILES}: set SOURCE_FILES to the folder with the publishers' files"
    )
    return SOURCE_FILES
