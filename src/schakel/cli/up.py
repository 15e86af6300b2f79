"""`schakel up`: make the site's database when there is none, and serve."""

from __future__ import annotations

from typing import Annotated

import typer

from schakel.site.serve import serve


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that serve. Default: one a core, at most 4."),
    ] = None,
) -> None:
    """Make the site at the first start, and serve it on http://localhost:8000.

    Says where and how to log in as editor. Stop with Ctrl-C.

    Example: [bold]schakel up --port 8080[/]
    """
    serve(host=host, port=port, workers=workers)
