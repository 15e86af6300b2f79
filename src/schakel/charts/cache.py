"""Pictures of charts, kept by their content: in memory, and in a folder that outlives the process.

A chart whose content is the same has the same key, so nothing ever has to be thrown away for
being old. Without this cache each picture costs a run of Vega.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock, get_ident

from schakel.base.errors import Problem, SchakelError
from schakel.charts.chart import Chart
from schakel.charts.render import svg


class PictureCache:
    """Keeps SVGs by the key of their chart.

    `folder` is where they are kept between runs (None: nowhere), `memory` how many are kept in
    this process. `PictureCache(None, memory=0)` draws each time.
    """

    def __init__(self, folder: Path | None, memory: int = 512):
        self._folder = folder
        self._memory = memory
        self._pictures: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def svg(self, chart: Chart) -> str:
        """The picture of a chart, as `schakel.charts.render.svg` draws it.

        Raises SchakelError when the folder cannot be written.
        """
        picture = self._remembered(chart.key)
        if picture is None:
            picture = self._stored(chart.key) or self._drawn(chart)
            self._remember(chart.key, picture)
        return picture

    def _remembered(self, key: str) -> str | None:
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def _remember(self, key: str, picture: str) -> None:
        if self._memory == 0:
            return
        with self._lock:
            self._pictures[key] = picture
            while len(self._pictures) > self._memory:
                self._pictures.popitem(last=False)

    def _stored(self, key: str) -> str | None:
        path = self._path(key)
        if path is None or not path.is_file():
            return None
        return path.read_text(encoding="utf-8")

    def _drawn(self, chart: Chart) -> str:
        picture = svg(chart)
        path = self._path(chart.key)
        if path is not None:
            self._store(path, picture)
        return picture

    def _path(self, key: str) -> Path | None:
        return self._folder / key[:2] / f"{key}.svg.html" if self._folder else None

    def _store(self, path: Path, picture: str) -> None:
        aside = path.with_name(f".{path.name}.{os.getpid()}.{get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(picture, encoding="utf-8")
            aside.replace(path)
        except OSError as error:
            raise SchakelError(
                Problem(
                    str(self._folder),
                    f"a folder that cannot be written ({error.strerror})",
                    "a folder in which pictures of charts can be kept",
                    "make it writable, choose another one, or switch this cache off",
                )
            ) from error
