"""What `schakel bench paths` says of moves: quality and speed beside the published figures."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schakel.answers.jobs import jobs
from schakel.answers.move_quality import (
    crowd_agreement,
    crowd_moves,
    percentiles,
    unit_group_agreement,
    without_isco,
)
from schakel.answers.moves import moves
from schakel.answers.nearness import from_one
from schakel.answers.path_network import move_rules, path_network, weights
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import console
from schakel.paths.moves import matrix, scores_from, scores_to


@dataclass(frozen=True)
class MovesRow:
    """One measurement, what is aimed at, and what others published; texts as printed."""

    what: str
    measured: str
    aim: str = ""
    published: str = ""


def run(crowd: Path | None) -> None:
    """Measure moves: quality, of the crowd where its file is given, and speed."""
    console.print("moves between the occupations of ESCO")
    if crowd is None:
        console.print("  no moves of the crowd: not shipped; give --careers gold_labelled.csv")
    for row in moves_rows(load("oost"), crowd):
        aim = " · ".join(text for text in (row.aim, row.published) if text)
        console.print(f"  {row.what:<44} {row.measured:>30}  {aim}", markup=False)


def moves_rows(catalog: Catalog, crowd: Path | None, times: int = 3) -> tuple[MovesRow, ...]:
    """Quality and speed of moves; `crowd` is the file of named moves, None leaves them out.

    Seconds are the least of some times, of processors and by the clock.
    """
    net, scores = path_network(catalog), matrix(path_network(catalog), weights(catalog))
    rows = [] if crowd is None else _crowd(catalog, crowd, scores)
    rows += _unit_groups(catalog, scores)
    classes = move_rules(catalog).classes
    counted = percentiles(scores, tuple(each.percentile for each in classes))
    rows += [
        MovesRow(f"score at percentile {each.percentile:g}", f"{score:.4f}",
                 f"{each.least:.4f} in moves.yaml")
        for each, score in zip(classes, counted, strict=True)
    ]  # fmt: skip
    one, given = np.array([0], np.int32), weights(catalog)
    uri = jobs(catalog)[0].uri
    area = catalog.region.area

    def asked_anew() -> None:
        from_one.cache_clear()
        moves(catalog, uri, area)

    return (
        *rows,
        _timed("scores from one occupation", lambda: scores_from(net, one, given), times, "30 ms"),
        _timed("scores to one occupation", lambda: scores_to(net, 0, given), times, "30 ms"),
        _timed("ten moves with reasons", asked_anew, times, "30 ms"),
        _timed(f"all {len(scores)}² moves", lambda: matrix(net, given), times, "3 s"),
    )


def _crowd(catalog: Catalog, file: Path, scores: np.ndarray) -> list[MovesRow]:
    found = crowd_agreement(scores, crowd_moves(catalog, file))
    return [
        MovesRow(
            "crowd, 57 named moves, Spearman", f"{found.everything:.3f}", "0.876", "Nesta .726"
        ),
        MovesRow("  of them the 29 kept aside", f"{found.kept_aside:.3f}"),
    ]


def _unit_groups(catalog: Catalog, scores: np.ndarray) -> list[MovesRow]:
    """With and without the part of the score that knows ISCO: only the latter is evidence."""
    found = unit_group_agreement(catalog, scores)
    blind = matrix(path_network(catalog), without_isco(weights(catalog)))
    without = unit_group_agreement(catalog, blind)
    return [
        MovesRow("same ISCO unit group above the 96th", f"{found.everything:.3f}", "0.826",
                 "Nesta .826"),
        MovesRow("  origins kept aside", f"{found.kept_aside:.3f}"),
        MovesRow("  without ISCO in the score", f"{without.everything:.3f}", "", "Nesta .826"),
    ]  # fmt: skip


def _timed(what: str, job: Callable[[], object], times: int, aim: str) -> MovesRow:
    job()
    clock, processor = [], []
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        job()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    measured = f"{1000 * min(processor):.1f} ms ({1000 * min(clock):.1f} by the clock)"
    return MovesRow(what, measured, aim)
