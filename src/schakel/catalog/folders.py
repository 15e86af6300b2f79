"""Where the region packages lie."""

from __future__ import annotations

import os
from pathlib import Path

from schakel.base.errors import Problem, UnknownName


def region_folders() -> list[Path]:
    """Folders that hold region packages: `SCHAKEL_REGIONS`, then those that Schakel brings."""
    own = [Path(part) for part in os.environ.get("SCHAKEL_REGIONS", "").split(os.pathsep) if part]
    package = Path(__file__).parents[1]
    shipped = package / "_regions"
    return [*own, shipped if shipped.is_dir() else package.parents[1] / "regions"]


def region_ids() -> list[str]:
    """Names of all region packages there are."""
    return sorted(
        {file.parent.name for folder in region_folders() for file in folder.glob("*/region.yaml")}
    )


def package_folder(region: str) -> Path:
    """Folder of a region package; raises UnknownName when there is none."""
    for folder in region_folders():
        if (folder / region / "region.yaml").is_file():
            return folder / region
    names = ", ".join(region_ids()) or "none"
    raise UnknownName(
        Problem(
            region or "(empty)",
            "no region package of this name",
            f"one of: {names}",
            "choose one of these, or make one with `schakel region new NAME`",
        )
    )
