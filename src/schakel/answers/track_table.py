"""Makes the table of the track record that the site shows, from the runs behind the proof.

    python -m schakel.answers.track_table nl

writes `chain/track_record.csv` into the package. No chance is involved: twice gives the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from schakel.answers.backtests import Track, track_record
from schakel.answers.track_record import COLUMNS, FILE
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.chain import FOLDER


def table(catalog: Catalog) -> pl.DataFrame:
    """A row per history and method: its scores beside those of *no change*."""
    return pl.concat([_rows(track) for track in track_record(catalog)]).select(COLUMNS)


def _rows(track: Track) -> pl.DataFrame:
    history = track.history
    about = {
        "history": history.id,
        "label_nl": history.label.nl,
        "label_en": history.label.en,
        "first": history.panel.periods[0],
        "last": history.panel.periods[-1],
        "sources": " ".join(history.sources),
    }
    scores = track.overall.select(
        "method",
        "cases",
        *(pl.col(name).round(3) for name in ("mae_ratio", "crps_ratio", "coverage", "direction")),
    )
    return scores.with_columns(**{name: pl.lit(value) for name, value in about.items()})


def write(catalog: Catalog) -> Path:
    """Make the table of a package anew."""
    path = catalog.packages[-1].folder / FOLDER / FILE
    table(catalog).write_csv(path)
    return path


def main(regions: Sequence[str]) -> None:
    """Write the tables of some packages."""
    for region in regions:
        print(write(load(region)))


if __name__ == "__main__":
    main(sys.argv[1:])
