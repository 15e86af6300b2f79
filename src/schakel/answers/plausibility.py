"""The chain beside what others expect, and what of it cannot be put to the test yet.

Sections for the page of proof. Nothing here is used to change the chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from schakel.answers.chain_tables import chain_tables
from schakel.answers.sections import Section
from schakel.catalog.catalog import Catalog
from schakel.chain import compile_chain, simulate
from schakel.chain.calibration import market_rates
from schakel.chain.compiled import Chain, Floats
from schakel.facts.chain.targets import Targets
from schakel.facts.chain.work import AGES

YEARS = 6  # October 2024 to October 2030, beside 2025–2030 of ROA
_LABELS = {"technical": "technical", "ict": "ICT", "other": "other work"}
_ROA = """\
ROA publishes replacement demand per occupation for the country, 2025–2030. In the chain it is not
put in: it follows from who retires and who moves to another class. The regions of this chain are
a part of the country, so both stand as a share of the workers in a year. Retired: of workers 55
and over, those who turn 70 included. Moved: net, to another class of occupations; below 0 more
came than went.

| class | ROA | chain | retired | moved | new | grew | chain ÷ ROA |
|---|---:|---:|---:|---:|---:|---:|---:|
{table}

New: from school and from abroad, what is left of growth when those who retired and moved are added.
ROA's figures for the country are {technical:,.0f} technical and {ict:,.0f} ICT. {judged} Reasons:

- ROA follows cohorts, and counts who leaves an occupation at any age: also for study, care or
  illness before 55. In the chain as many come back as stop before 55, so none of them has to be
  replaced. That makes the chain lower, for all classes.
- How old technicians are is not published. The chain has the ages of all workers, tilted by ROA's
  own replacement demand: in this the two are not independent.
- Those who retire grow from {retired_first:.1%} to {retired_last:.1%} of the workers a year, as
  large cohorts come of age: {old_first:.1%} of the workers are 65 to 69 at the start,
  {old_last:.1%} after six years.
- Who moves: at the start as many come as go (see [calibration](calibration.md)); later people go
  where vacancies are. ICT gets {new:.1%} new people a year and loses {old:.1%} to
  retirement. ROA expects its jobs to grow by less than the difference, so people move on:
  {net:.1%} a year, less who come. ROA counts {roa:.1%} who leave for whatever reason. For the same
  reason ICT has more open vacancies in the chain than unfilled jobs: its firms go on opening
  vacancies at the fitted rate, and its shortage falls in the first year.

Expansion is no test: the demand of the chain is that of ROA.
"""
_BACKTEST = """\
The chain itself is not on this page with a track record, and that is a lack. Put back in 2021 to
forecast technical first-years of hbo it would have to know nothing later. It does:

- its pupils are those of 2022/23 and 2023/24, its workers and seekers those of early 2024. For an
  earlier year pupils per region, school type and profile, mbo students by level after 2019 and
  workers per occupation and region are not published, or not in what this project may use;
- its choices (from havo and vwo to technology, from mbo to hbo, who switches, who drops out) are
  measured in the very years to be forecast, most of them once. A run from 2021 with these would
  have been told the answer.

What stands instead: the closed forms and the agreement of the three engines in the tests, the
comparison with ROA above, the [calibration](calibration.md), and the methods above, which show
how hard *no change* is to beat. Chain forecasts can be scored when DUO publishes the first-years
of 2025 and later: until then nobody knows whether it is better than *no change*, and it should be
read as a reckoning of what follows from its assumptions.
"""


def chain_sections(catalog: Catalog) -> tuple[Section, ...]:
    """All sections about the chain."""
    return (
        Section("The chain beside ROA: replacement to 2030", roa_text(catalog)),
        Section("No backtest of the chain yet", _BACKTEST),
    )


def roa_text(catalog: Catalog) -> str:
    """Replacement of the chain and of ROA side by side, with reasons for the difference."""
    targets = Targets.of(_national(catalog))
    chain = compile_chain(chain_tables(catalog))
    path = simulate(chain, years=YEARS)
    workers = _workers(chain, path.stocks)
    retired = retired_per_family(chain, workers)
    rates = market_rates(chain, chain.parameters.base(), YEARS)
    expected, lines, ratios, shares = roa_replacement(targets), [], {}, {}
    for name, label in _LABELS.items():
        mine = [targets.work.families.index(family) for family in targets.families[name]]
        people = workers[:YEARS, mine].sum() / YEARS
        old = retired[:, mine].sum() / YEARS / people
        net = _net_moves(rates.hired, mine) / people
        roa = expected[name] / YEARS / targets.work.national[mine].sum()
        grew = (workers[-1, mine].sum() - workers[0, mine].sum()) / YEARS / people
        ratios[name] = (old + net) / roa
        shares[name] = {"old": old, "net": net, "new": old + net + grew, "roa": roa}
        lines.append(
            f"| {label} | {roa:.1%} | {old + net:.1%} | {old:.1%} | {net:.1%} "
            f"| {old + net + grew:.1%} | {grew:.1%} | {ratios[name]:.2f} |"
        )
    by_year, totals = retired.sum(axis=1), workers.sum(axis=(1, 2))
    aged = workers[:, :, -1].sum(axis=1) / totals
    return _ROA.format(
        table="\n".join(lines), judged=_judged(ratios), **shares["ict"],
        technical=expected["technical"], ict=expected["ict"], old_first=aged[0], old_last=aged[-1],
        retired_first=by_year[0] / totals[0], retired_last=by_year[-1] / totals[-2],
    )  # fmt: skip


def _judged(ratios: Mapping[str, float]) -> str:
    told = [
        f"for {_LABELS[name]} {abs(ratio - 1):.0%} {'more' if ratio > 1 else 'less'}"
        for name, ratio in ratios.items()
    ]
    return f"The chain replaces {', '.join(told)}."


def _national(catalog: Catalog) -> Path:
    folders = [package.folder for package in catalog.packages]
    return next(each for each in folders if (each / "chain" / "families.csv").is_file())


def _workers(chain: Chain, stocks: Floats) -> Floats:
    """Workers per year, family and age."""
    stage = chain.states.stages["workers"]
    people = stocks[:, :, stage.first : stage.first + stage.size].sum(axis=1)
    sizes = (len(values) for values in stage.axes.values())
    return np.asarray(people.reshape(len(stocks), *sizes))


def retired_per_family(chain: Chain, workers: Floats) -> Floats:
    """Who stops working in each year but the last, per family: retired or turned 70."""
    years = range(chain.start, chain.start + len(workers) - 1)
    return np.stack(
        [people @ _leaving(chain, year) for year, people in zip(years, workers, strict=False)]
    )


def _leaving(chain: Chain, year: int) -> Floats:
    """Share of the workers of each age band that stops in a year."""
    values, cells = chain.parameters.values_of(year), chain.parameters.cells
    rates = np.zeros(len(AGES))
    for place, age in enumerate(AGES):
        cell = chain.parameters.cell("retire", {"age": age})
        rates[place] = 0.0 if cell is None else values[cell]
    rates[-1] *= values[cells["past_pension_age", ()]]
    rates[-1] += values[cells["ageing", ()]]
    return rates


def _net_moves(hired: Floats, mine: Sequence[int]) -> float:
    return float(hired[mine].sum() - hired[:, mine].sum())


def roa_replacement(targets: Targets) -> dict[str, float]:
    """Persons to replace in the country, 2025–2030, per class."""
    table = targets.work.nation.facts("roa_outlook").filter(
        pl.col("variable") == "replacement_demand"
    )
    classes = {f: row["class"] for f, row in targets.work.keys.items()}
    found = dict.fromkeys(_LABELS, 0.0)
    for code, value in table.select("occupation", "value").iter_rows():
        if code is not None and value is not None:
            found[classes[targets.work.family_of.get(code, "other")]] += value
    return found
