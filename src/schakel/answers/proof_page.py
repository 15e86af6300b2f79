"""The page `docs/method/proof.md`, made from the runs themselves.

    python -m schakel.answers.proof_page > docs/method/proof.md

No chance is involved: running it twice gives the same page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from schakel.answers.backtests import NO_CHANGE, Track, track_record
from schakel.answers.plausibility import chain_sections
from schakel.answers.sections import Section
from schakel.answers.track_record import EQUAL
from schakel.catalog.catalog import Catalog, load
from schakel.forecast.baselines import Method

REGION = "oost"
_HEAD = """# Proof: what a forecast would have been worth

Made from runs; `python -m schakel.answers.proof_page` prints this page, and a test compares it.

Each method is put back in the past. It gets a history up to some year, the *origin*, and nothing
later. It forecasts one, two and three years ahead, and is then compared with what happened. This is
repeated from every origin there is. Whoever wants to be believed must beat *no change*.
"""
_METHODS = """## The methods

| method | what it says |
|---|---|
| no change | the last known value stays |
| constant share | the share of the whole stays; the whole goes on as it went on average |
| drift | the line through the first and the last known value goes on |
| damped trend | level and trend follow the newest values, the trend dies out |

The damped trend is exponential smoothing, ETS(A,Ad,N). Each method also says how uncertain it is,
from the errors it made earlier within the same history; a short history borrows from the others of
its table. No draw is below 0.

## How to read the tables

| column | meaning |
|---|---|
| error | mean absolute error of the middle of the forecast |
| ÷ no change | the same, relative to *no change*: below 1 is better |
| MAPE | mean error in percent of what it became; values that became 0 are left out |
| MASE | errors ÷ the changes from year to year within the history before |
| CRPS | mean score of the whole forecast, uncertainty included; lower is better |
| in 80% | how many values fell in the interval that should hold 80%; near 80 is good |
| width | mean width of that interval |
| direction | how often up or down was right, and in how many forecasts it was named |

A method that is better has both a smaller error and a smaller CRPS, by at least 2%. Areas and
industries move together, and the origins are few: the forecasts in a table are far from
independent, so that a small difference says little.
"""
_COLUMNS = (
    "method | error | ÷ no change | MAPE | MASE | CRPS | ÷ no change | in 80% | width | direction"
)


def proof_page(
    catalog: Catalog,
    further_methods: Mapping[str, Mapping[str, Method]] | None = None,
    further_sections: Sequence[Section] = (),
) -> str:
    """The page as Markdown, with further methods per history and further sections at the end."""
    tracks = track_record(catalog, further_methods)
    parts = [
        _HEAD,
        _METHODS,
        *(history_section(catalog, track) for track in tracks),
        *(f"## {section.title}\n\n{section.text.strip()}\n" for section in further_sections),
    ]
    return "\n".join(parts)


def history_section(catalog: Catalog, track: Track) -> str:
    """The tables of one history, and what they say in words."""
    lines = [
        f"## {track.history.label.en}",
        "",
        *_about(catalog, track),
        "",
        f"| {_COLUMNS} |",
        "|---" + "|---:" * _COLUMNS.count("|") + "|",
        *(_row(row) for row in track.overall.to_dicts()),
        "",
        *_verdict(track.overall),
        "",
        *_horizons(track.by_horizon),
    ]
    return "\n".join(lines) + "\n"


def _about(catalog: Catalog, track: Track) -> Iterator[str]:
    history, cases = track.history, track.overall["cases"][0]
    panel = history.panel
    publishers = sorted({catalog.sources[name].publisher for name in history.sources})
    yield (
        f"{len(panel.units)} series ({history.units.en}), {panel.periods[0]} to "
        f"{panel.periods[-1]}, forecast from {len(history.origins)} origins "
        f"({history.origins[0]} to {history.origins[-1]}): {cases:,} forecasts a method. In "
        f"{history.unit.en}. The whole of *constant share* is {history.whole.en}. Source: "
        f"{', '.join(publishers)} ({', '.join(f'`{name}`' for name in history.sources)})."
    )
    if history.hidden:
        yield (
            "Suppressed cells are not filled in; they could raise one of the values by "
            f"{history.hidden:.1f}% at most."
        )
    if history.gaps:
        yield f"{history.gaps} values are not known and are not scored."
    if history.note:
        yield history.note.en


def _row(row: dict[str, Any]) -> str:
    direction = (
        "names none"
        if row["direction"] is None
        else f"{row['direction']:.0f}% of {row['directions']:,}"
    )
    cells = [
        row["method"],
        f"{row['mae']:,.0f}",
        f"{row['mae_ratio']:.2f}",
        _or_dash(row["mape"], ".1f", "%"),
        _or_dash(row["mase"], ".2f"),
        f"{row['crps']:,.0f}",
        f"{row['crps_ratio']:.2f}",
        f"{row['coverage']:.0f}%",
        f"{row['width']:,.0f}",
        direction,
    ]
    return f"| {' | '.join(cells)} |"


def _or_dash(value: float | None, form: str, unit: str = "") -> str:
    return "–" if value is None else f"{value:{form}}{unit}"


def _verdict(overall: pl.DataFrame) -> Iterator[str]:
    """A sentence a method, the worst news as plain as the best, and one on the intervals."""
    for row in overall.to_dicts():
        if row["method"] != NO_CHANGE:
            yield f"- {against_no_change(row)}"
    held = overall.sort("coverage")
    low, high = held.row(0, named=True), held.row(-1, named=True)
    yield (
        f"- An interval of 80% should hold 80 in 100 values. It held {low['coverage']:.0f} "
        f"({low['method']}) to {high['coverage']:.0f} ({high['method']})."
    )


def against_no_change(row: Mapping[str, Any]) -> str:
    """How one method did against *no change*, in a sentence."""
    ratios = (row["mae_ratio"], row["crps_ratio"])
    if all(ratio <= 1 - EQUAL for ratio in ratios):
        judged = "beats *no change*"
    elif all(ratio >= 1 + EQUAL for ratio in ratios):
        judged = "**loses against *no change***"
    elif all(abs(ratio - 1) < EQUAL for ratio in ratios):
        judged = "is as good as *no change*"
    else:
        judged = "neither clearly beats *no change* nor clearly loses"
    error, score = (_than(ratio) for ratio in ratios)
    name = row["method"].capitalize()
    wrong = row["direction"] is not None and row["direction"] < 50
    added = " It names the wrong direction more often than the right one." if wrong else ""
    return f"{name} {judged}: its error is {error}, its CRPS {score}.{added}"


def _than(ratio: float) -> str:
    if round(100 * abs(ratio - 1)) == 0:
        return "the same"
    return f"{100 * abs(ratio - 1):.0f}% {'smaller' if ratio < 1 else 'larger'}"


def _horizons(by_horizon: pl.DataFrame) -> Iterator[str]:
    """Error relative to no change, and what the interval held, by years ahead."""
    steps = by_horizon["horizon"].unique(maintain_order=True).to_list()
    yield "Error ÷ that of *no change*, and what the 80% interval held, by years ahead:"
    yield ""
    yield "| method | " + " | ".join(f"{step} ahead" for step in steps) + " |"
    yield "|---" + "|---:" * len(steps) + "|"
    for name, rows in by_horizon.group_by("method", maintain_order=True):
        cells = [f"{row['mae_ratio']:.2f} ({row['coverage']:.0f}%)" for row in rows.to_dicts()]
        yield f"| {name[0]} | {' | '.join(cells)} |"


if __name__ == "__main__":
    region = load(REGION)
    print(proof_page(region, further_sections=chain_sections(region)), end="")
