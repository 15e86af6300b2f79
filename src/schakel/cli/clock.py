"""`schakel clock`: keep the clock alone, where web servers run without one."""

from __future__ import annotations

from schakel.site.clock import keep
from schakel.site.firstrun import ensure_site


def clock() -> None:
    """Do what is due, without serving: scheduled pages, waiting tasks, nightly upkeep.

    [bold]schakel up[/] does this by itself. Use this command beside servers that run with
    SCHAKEL_CLOCK=off. Stop with Ctrl-C.

    Example: [bold]schakel clock[/]
    """
    ensure_site()
    keep()
