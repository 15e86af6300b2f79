"""The rates of the labour market, fitted to what is published, and the page that tells how well.

    python -m schakel.answers.calibration regions/nl > docs/method/calibration.md

writes the rows of the fitted parameters into the package, builds its chain anew and prints the page
`docs/method/calibration.md`. No chance is involved: running it twice gives the same.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from schakel.answers.chain_tables import chain_tables
from schakel.catalog.catalog import Catalog, load
from schakel.chain import compile_chain
from schakel.chain.calibration import Calibration, Estimate, Fit, Prior, Target, calibrate
from schakel.facts.chain.tables import PARAMETER_COLUMNS, build_chain
from schakel.facts.chain.targets import Targets
from schakel.facts.chain.work import OCTOBER

REGION = "nl"
STAYING = "self_loop"  # how families of a class differ in it follows from their moves
# Widths relative to the prior: below the first the data say much, above the second nothing.
MUCH, NOTHING = 0.5, 0.9
TIED = 0.6  # correlation from which two estimates cannot be told apart well
_CLASSES = {
    "technical": "technical", "ict": "ICT", "other": "other work", "all": "all work",
}  # fmt: skip
_NUMBERS = ("value", "low", "high")
_MEASURES = {
    "seekers": "seekers per worker",
    "vacancies": "open vacancies per worker",
    "opened": "vacancies that arise in a year, per worker",
    "filled": "vacancies filled in a year, per worker",
    "moved": "moves to another class of occupations in a year, per worker",
    "net": "came from other classes less went there in a year, per worker",
    "growth": "growth of the workers in a year",
}
_HEAD = """# Calibration: the rates of the labour market

Made from runs; `python -m schakel.answers.calibration regions/nl` prints this page and writes the
rows of the parameters. A test compares both.

Nobody publishes how often work ends or a vacancy opens per step of 6.5 weeks. These rates are
fitted: to stocks and flows that are published, over the first two years of the mean path (2024 and
2025). Each published figure counts by its own width, and each rate by a prior: the value of
[del Rio-Chanona and others (2021)](https://doi.org/10.1098/rsif.2020.0898) for the United States,
for `delta_u` and `delta_v` half to double (`regions/nl/chain/priors.csv`). The intervals are those
of the curvature at the best fit (80%).

## What is put in beside it

- **Who changes occupation** is built from what CBS publishes (`facts/chain/moves.py`): who leaves a
  class in a year, and how many of those who change stay in theirs. Who *comes* is not published. As
  many are taken to come as to go, for every two families, and families are made so alike that this
  is what happens at the start. Who moves later follows from where vacancies are. `self_loop`, how
  much people stay in their family, is fitted per class; families differ in it so that each keeps
  its people at the start.
- **Vacancies differ between families** of a class: half by workers, half by a model of Denkwerk. A
  family with many vacancies has few who ask for them, not more turnover: nothing is published about
  turnover of a family.
- **Seekers at the start** are {october:.0%} of those published for early 2024. In the chain all
  graduates of a year come on 1 October; just before, fewer seek than on average, and a start with
  the average would put thousands of people to work in the first year who are not there.
"""
_LEFT = """## What the data cannot tell

- `gamma_u` and `gamma_v` say how fast employers close a gap between jobs wanted and jobs there.
  Stocks that hardly move do not show it: these rows are the prior. It would take a history of jobs
  *and* vacancies per class through a recession; what is published breaks off in 2020 or has only
  industries.
- How many vacancies arise in ICT, and how fast it grows: in 2022 as many vacancies arose as
  {opened_ict:.1%} of its workers, and from 2022 to 2023 these grew by {grew_ict:.1%} (technical:
  {grew_technical:.1%}). Both are of a boom. Demand of the chain grows like ROA expects, so these
  are no targets: the chain gives {chain_ict:.1%} and a growth of {chain_grew:.1%}.
- How many technical vacancies arise in a year: CBS suppresses the total of technical occupations.
  Industry and construction alone had {technical:.1f} thousand in 2022, a lower bound
  ({bound:.1%} of the workers). The chain gives {opened:.1%}.
- How often people change occupation: in three second quarters {quarter:.1f}% of all workers
  changed group, as if a quarter of them did so each year. Asked over a whole year it is
  {year:.1f}%. More people change group in a quarter than vacancies are filled: changes within a
  firm and errors of coding count too. The target is the yearly figure, spread over classes by the
  quarterly ones, half of it either way.
- Who comes into a class from another one. That as many come as go is a choice, with half a percent
  of the workers either way; with it stands or falls whether a class grows.
- Families within a class share one rate: nothing is published per family.
- How long people seek, and whether who leaves a job had another one already: the chain sends
  everybody who changes work past the seekers.
- A region's own rates: all figures here are those of the country.
"""


def calibration(catalog: Catalog) -> Calibration:
    """The fit for the regions of a catalog. Raises SchakelError without SciPy."""
    package = _package(catalog)
    targets = Targets.of(package)
    families = {**targets.families, "all": targets.work.families}
    staying = dict(zip(targets.work.families, targets.moves.staying, strict=True))
    priors = [_prior(row, families, staying) for row in _read(package / "chain" / "priors.csv")]
    tables = chain_tables(catalog)
    fitted = {prior.parameter for prior in priors}
    others = [row for row in tables.parameters if row["parameter"] not in fitted]
    chain = compile_chain(replace(tables, parameters=[*others, *_prior_rows(priors)]))
    return calibrate(chain, priors, [Target(**row) for row in targets.rows()])


def _package(catalog: Catalog) -> Path:
    """The package that has the priors: the region's own or a parent's."""
    folders = [package.folder for package in catalog.packages]
    return next(each for each in reversed(folders) if (each / "chain" / "priors.csv").is_file())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _prior(
    row: dict[str, str], families: dict[str, tuple[str, ...]], staying: dict[str, float]
) -> Prior:
    group = row["class"] or "all"
    value, low, high = (float(row[name]) for name in ("value", "low", "high"))
    name, shape = row["parameter"], row["distribution"]
    mine = families[group]
    beside = tuple(staying[family] for family in mine) if name == STAYING else ()
    return Prior(name, group, mine, value, low, high, shape, beside)


def _prior_rows(priors: Iterable[Prior]) -> Iterator[dict[str, object]]:
    for prior in priors:
        for family in prior.families:
            yield {
                "parameter": prior.parameter, "family": family, "distribution": prior.shape,
                **{name: prior.of(family, getattr(prior, name)) for name in _NUMBERS},
            }  # fmt: skip


def calibrated_rows(found: Calibration) -> Iterator[dict[str, str]]:
    """Rows of the parameters, one a family."""
    for estimate in found.estimates:
        prior = estimate.prior
        for family in prior.families:
            yield {
                "parameter": prior.parameter, "family": family, "distribution": prior.shape,
                **{n: f"{prior.of(family, getattr(estimate, n)):.4g}" for n in _NUMBERS},
                "source": "del_rio_chanona_2021", "evidence": "calibrated",
                "method": _method(estimate),
            }  # fmt: skip


def _method(estimate: Estimate) -> str:
    if estimate.kept > NOTHING:
        return (
            "not identified: published stocks and flows do not tell it, so the prior of the study "
            "for the United States stays"
        )
    known = "well" if estimate.kept < MUCH else "in part"
    return (
        "fitted to seekers, vacancies, yearly flows and moves per class as published for "
        f"2018–2024 (single figures of CBS and UWV), prior of the study; {known} identified: width "
        f"{estimate.kept:.0%} of the prior’s"
    )


def write_rows(package: Path, found: Calibration) -> None:
    """Put the rows in the place of those of the same parameters, and build the chain anew."""
    path = package / "chain" / "parameters_given.csv"
    fitted = {estimate.prior.parameter for estimate in found.estimates}
    kept = [row for row in _read(path) if row["parameter"] not in fitted]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PARAMETER_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, *calibrated_rows(found)])
    build_chain(package)


def calibration_page(found: Calibration, targets: Targets) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            _HEAD.format(october=OCTOBER),
            "## What came out",
            "",
            "A step is 6.5 weeks. *Width* is that of the result as a part of the prior's: 100% is "
            "nothing learned.",
            "",
            "| parameter | class | prior | fitted | 80% | width | identified |",
            "|---|---|---:|---:|---:|---:|---|",
            *(_estimate_line(estimate) for estimate in found.estimates),
            "",
            *_tied(found),
            "",
            "## How well it fits",
            "",
            "*Off* counts in half widths of what is published: between -1 and 1 is inside the 80% "
            "that a figure is believed to be worth.",
            "",
            "| figure | class | period | published | with the priors | fitted | off |",
            "|---|---|---|---:|---:|---:|---:|",
            *(_fit_line(fit) for fit in found.fits),
            "",
            *_verdict(found),
            "",
            _left(found, targets),
        ]
    ).rstrip("\n") + "\n"  # fmt: skip


def _estimate_line(estimate: Estimate) -> str:
    prior = estimate.prior
    judged = "no: the prior" if estimate.kept > NOTHING else "in part"
    judged = "yes" if estimate.kept < MUCH else judged
    return (
        f"| `{prior.parameter}` | {_CLASSES[prior.group]} | {prior.value:.4f} "
        f"| {estimate.value:.4f} | {estimate.low:.4f} to {estimate.high:.4f} "
        f"| {estimate.kept:.0%} | {judged} |"
    )


def _tied(found: Calibration) -> Iterator[str]:
    names = [f"`{e.prior.parameter}` ({_CLASSES[e.prior.group]})" for e in found.estimates]
    pairs = [
        f"{names[i]} with {names[j]} ({found.together[i, j]:+.2f})"
        for i, j in zip(*np.triu_indices(len(names), 1), strict=True)
        if abs(found.together[i, j]) >= TIED
    ]
    told = "; ".join(pairs) if pairs else "none"
    yield f"Estimates that cannot be told apart well (correlation of {TIED} or more): {told}."


def _fit_line(fit: Fit) -> str:
    target = fit.target
    return (
        f"| {_MEASURES[target.measure]} | {_CLASSES[target.group]} | {target.note} "
        f"| {target.value:.2%} ({target.low:.2%} to {target.high:.2%}) | {fit.before:.2%} "
        f"| {fit.after:.2%} | {fit.off:+.1f} |"
    )


def _verdict(found: Calibration) -> Iterator[str]:
    figures = [fit for fit in found.fits if fit.target.measure != "net"]
    outside = [fit for fit in figures if abs(fit.off) > 1]
    before = sum(not fit.target.low <= fit.before <= fit.target.high for fit in figures)
    yield (
        f"Of {len(figures)} figures {len(figures) - len(outside)} are met within their width "
        f"(with the priors {len(figures) - before}); that as many come as go is a choice, no "
        "figure. Not met:"
    )
    for fit in outside:
        side = "more" if fit.off > 0 else "less"
        yield (
            f"- {_MEASURES[fit.target.measure]}, {_CLASSES[fit.target.group]}: {fit.after:.2%}, "
            f"{side} than the {fit.target.value:.2%} that is published."
        )
    yield ""
    yield (
        "Stocks and flows pull in different directions. In the chain everybody who seeks asks for "
        "one vacancy a step; with as many seekers and vacancies as are published more are filled "
        "than CBS counts (and CBS counts none that was filled without a vacancy). The fit takes a "
        "little of each."
    )


def _left(found: Calibration, targets: Targets) -> str:
    technical, ict = (
        [targets.work.families.index(each) for each in targets.families[name]]
        for name in ("technical", "ict")
    )
    return _LEFT.format(
        **targets.beside(),
        opened=found.rates.of("opened", technical),
        chain_ict=found.rates.of("opened", ict),
        chain_grew=found.rates.of("growth", ict),
    )


if __name__ == "__main__":
    fit = calibration(load(REGION))
    write_rows(Path(sys.argv[1]), fit)
    print(calibration_page(fit, Targets.of(Path(sys.argv[1]))), end="")
