"""How much memory there is, was used, and is asked for."""

from __future__ import annotations

import os
import re
import resource
import shutil
import sys
from pathlib import Path

from schakel.base.errors import Problem, SchakelError

SHARE = 0.8  # of what is free that a result may take
_CGROUP = Path("/sys/fs/cgroup")
_PROC = Path("/proc")


def available_bytes() -> int:
    """Memory that can be had without swapping: of the machine, or of the container if less."""
    left = _container_bytes()
    return _machine_bytes() if left is None else min(_machine_bytes(), left)


def peak_bytes() -> int:
    """The most memory that this process has held so far."""
    status = _text(_PROC / "self/status")
    if found := re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE):
        return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def require_memory(draws: int, draw_bytes: int) -> None:
    """Raise SchakelError when this number of draws does not fit, and say how many do."""
    room = int(available_bytes() * SHARE)
    if draws * draw_bytes > room:
        raise SchakelError(
            Problem(
                "memory",
                f"{readable(room)} for results, {readable(draw_bytes)} a draw",
                f"{readable(draws * draw_bytes)} for {draws} draws",
                _fewer(room // draw_bytes) + ", close other programs, or use a larger machine",
            )
        )


def require_disk(draws: int, draw_bytes: int, folder: Path) -> None:
    """Raise SchakelError when blocks of this number of draws do not fit on the disk."""
    room = shutil.disk_usage(folder).free
    if draws * draw_bytes > room:
        raise SchakelError(
            Problem(
                str(folder),
                f"{readable(room)} free on the disk",
                f"{readable(draws * draw_bytes)} for the {draws} draws still to be made",
                _fewer(room // draw_bytes) + ", make room, or choose another folder",
            )
        )


def readable(size: float) -> str:
    """A size as people say it: 1.5 GB."""
    for scale, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if size >= scale:
            return f"{size / scale:.1f} {unit}"
    return f"{size:.0f} bytes"


def _fewer(draws: int) -> str:
    return f"ask for at most {draws} draws" if draws else "not one draw fits"


def _machine_bytes() -> int:
    if found := re.search(r"^MemAvailable:\s+(\d+) kB", _text(_PROC / "meminfo"), re.MULTILINE):
        return int(found[1]) * 1024
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _container_bytes() -> int | None:
    """What a container may still take; None outside one, or when it has no limit."""
    limit, used = _text(_CGROUP / "memory.max").strip(), _text(_CGROUP / "memory.current").strip()
    if not limit.isdigit() or not used.isdigit():
        return None
    found = re.search(r"^inactive_file (\d+)", _text(_CGROUP / "memory.stat"), re.MULTILINE)
    return max(0, int(limit) - int(used) + (int(found[1]) if found else 0))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
