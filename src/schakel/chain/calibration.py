"""Fits what no source gives to what is published about vacancies, seekers and moves.

Least squares with a prior: every published rate and every prior counts by its own width. The widths
of what comes out are those of the local curvature there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from schakel.base.errors import Problem, SchakelError
from schakel.chain.compiled import Chain, Floats
from schakel.chain.market import counted
from schakel.chain.mean import Mean
from schakel.chain.simulation import PathRun
from schakel.chain.yearly import MarketShares

_Z = 1.2815515655446004  # low and high are the 80% interval
MEASURES = ("seekers", "vacancies", "opened", "filled", "moved", "net", "growth")


@dataclass(frozen=True)
class Prior:
    """What is thought of a parameter of some families before the fit; `shape` as for a row.

    `beside` has per family how it stands beside the others: its part of the value, or of the odds
    when the shape is logitnormal. Without it all are the same.
    """

    parameter: str
    group: str
    families: tuple[str, ...]
    value: float
    low: float
    high: float
    shape: str = "lognormal"
    beside: tuple[float, ...] = ()

    def of(self, family: str, value: float) -> float:
        """What a value for all of them is for one family."""
        part = self.beside[self.families.index(family)] if self.beside else 1.0
        if self.shape != "logitnormal":
            return value * part
        odds = value / (1 - value) * part
        return odds / (1 + odds)


@dataclass(frozen=True)
class Target:
    """A published rate per worker of some families: a stock, or so many in a year.

    `moved` are those hired outside these families, `net` those who come less those who go,
    `growth` is that of the workers.
    """

    measure: str
    group: str
    families: tuple[str, ...]
    value: float
    low: float
    high: float
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Estimate:
    """A fitted parameter; `kept` is its width as a part of that of the prior, 1 if nothing came."""

    prior: Prior
    value: float
    low: float
    high: float
    kept: float


@dataclass(frozen=True)
class Fit:
    """A target with what the chain gave with the priors and gives now."""

    target: Target
    before: float
    after: float

    @property
    def off(self) -> float:
        """How far off the chain still is, in widths (80%) of what is published."""
        wide = (self.target.high - self.target.low) / 2
        return (self.after - self.target.value) / wide


@dataclass(frozen=True)
class Calibration:
    """What came out; `together` is the correlation of the estimates."""

    estimates: tuple[Estimate, ...]
    fits: tuple[Fit, ...]
    together: Floats
    rates: Rates


@dataclass(frozen=True)
class Rates:
    """What the market does per family, (O,): mean stocks, and moves in a year.

    `hired` (O, O) says from which family to which; `growth` is of the workers, in persons.
    """

    workers: Floats
    seekers: Floats
    vacancies: Floats
    opened: Floats
    hired: Floats
    growth: Floats

    def of(self, measure: str, families: Sequence[int]) -> float:
        """A measure per worker of these families."""
        mine = list(families)
        if measure == "filled":
            people = self.hired[:, mine].sum()
        elif measure == "moved":
            people = self.hired[mine].sum() - self.hired[np.ix_(mine, mine)].sum()
        elif measure == "net":
            people = self.hired[:, mine].sum() - self.hired[mine].sum()
        else:
            people = getattr(self, measure)[mine].sum()
        return float(people / self.workers[mine].sum())


class _Watched(PathRun):
    """A path that keeps what the labour market did, summed over its regions."""

    def __init__(self, chain: Chain, years: int, rows: Floats):
        super().__init__(chain, years, Mean(chain), rows[None], every=1)
        self.seen: list[tuple[Floats, ...]] = []

    @property
    def _market_alone(self) -> bool:
        return False

    def _market(self, market: MarketShares, demand: Floats, vacancies: Floats) -> Floats:
        work, seek = self.people_in("workers"), self.people_in("seekers")
        before = vacancies.copy()
        found = super()._market(market, demand, vacancies)
        size = work.shape[1]
        shares = found[:, size : size + size * size].reshape(-1, size, size)
        hired = (shares * seek[:, :, None]).sum(axis=0)
        opened = (vacancies - before).sum(axis=0) + hired.sum(axis=0)
        self.seen.append((work.sum(axis=0), seek.sum(axis=0), before.sum(axis=0), opened, hired))
        return found

    def people_in(self, name: str) -> Floats:
        """Workers or seekers now, (R, O)."""
        states = getattr(self.chain.market, name)
        return np.asarray(counted(self.people.stocks, states, self.chain.others))

    def rates(self) -> Rates:
        """What it did, all years together."""
        at_start = self.people_in("workers").sum(axis=0)
        self.run()
        grown = (self.people_in("workers").sum(axis=0) - at_start) / self.years
        work, seek, vacancies, opened, hired = (
            np.mean(each, axis=0) for each in zip(*self.seen, strict=True)
        )
        steps = self.chain.substeps
        return Rates(work, seek, vacancies, opened * steps, hired * steps, grown)


def market_rates(chain: Chain, rows: Floats, years: int) -> Rates:
    """What the labour market does in the first years of the mean path."""
    return _Watched(chain, years, rows).rates()


def calibrate(
    chain: Chain, priors: Sequence[Prior], targets: Sequence[Target], years: int = 2
) -> Calibration:
    """Fit the parameters of the priors to the targets over the first years of the mean path.

    Every parameter must have a row per family. Raises SchakelError without SciPy.
    """
    optimize = _optimize()
    scales = [_Scale.of(prior) for prior in priors]
    places = [_rows_of(chain, prior) for prior in priors]
    base = chain.parameters.base()

    def rates(point: Floats) -> Rates:
        rows = base.copy()
        for number, (scale, mine) in enumerate(zip(scales, places, strict=True)):
            value = scale.value(point[number])
            rows[list(mine)] = [priors[number].of(family, value) for family in mine.values()]
        return market_rates(chain, rows, years)

    aims = np.array([target.value for target in targets])
    widths = np.array([(target.high - target.low) / 2 / _Z for target in targets])

    def off(point: Floats) -> Floats:
        return np.concatenate([(_told(chain, rates(point), targets) - aims) / widths, point])

    start = np.zeros(len(priors))
    found = optimize.least_squares(off, start, method="trf", x_scale=1.0, diff_step=1e-4)
    spread = np.linalg.inv(found.jac.T @ found.jac)
    kept = np.sqrt(np.diag(spread))
    estimates = tuple(
        Estimate(prior, scale.value(at), *scale.interval(at, wide), float(wide))
        for prior, scale, at, wide in zip(priors, scales, found.x, kept, strict=True)
    )
    reached = rates(found.x)
    told = (_told(chain, each, targets) for each in (rates(start), reached))
    fits = tuple(Fit(*each) for each in zip(targets, *told, strict=True))
    return Calibration(estimates, fits, spread / np.outer(kept, kept), reached)


@dataclass(frozen=True)
class _Scale:
    """The prior as a standard normal: on the scale of its logarithm or of its odds."""

    middle: float
    wide: float
    odds: bool

    @classmethod
    def of(cls, prior: Prior) -> _Scale:
        odds = prior.shape == "logitnormal"
        low, middle, high = (
            np.log(number / (1 - number) if odds else number)
            for number in (prior.low, prior.value, prior.high)
        )
        return cls(float(middle), float(high - low) / 2 / _Z, odds)

    def interval(self, at: float, wide: float) -> tuple[float, float]:
        """The 80% around a point."""
        return self.value(at - _Z * wide), self.value(at + _Z * wide)

    def value(self, at: float) -> float:
        """The parameter at a point of the standard normal."""
        number = float(np.exp(self.middle + self.wide * at))
        return number / (1 + number) if self.odds else number


def _rows_of(chain: Chain, prior: Prior) -> dict[int, str]:
    """The numbers of the rows of a prior, and their families."""
    parameters = chain.parameters
    wanted = {
        cell: dict(keys)["family"]
        for (name, keys), cell in parameters.cells.items()
        if name == prior.parameter and dict(keys).get("family") in prior.families
    }
    found = {n: wanted[row.cell] for n, row in enumerate(parameters.rows) if row.cell in wanted}
    if len(wanted) != len(prior.families):
        raise SchakelError(
            Problem(
                f"parameter {prior.parameter}", f"rows for {len(wanted)} families",
                f"a row for each of {', '.join(prior.families)}", "add them",
            )
        )  # fmt: skip
    return found


def _told(chain: Chain, rates: Rates, targets: Sequence[Target]) -> Floats:
    assert chain.market is not None
    families = chain.market.families
    return np.array(
        [rates.of(each.measure, [families.index(f) for f in each.families]) for each in targets]
    )


def _optimize() -> Any:
    try:
        from scipy import optimize  # noqa: PLC0415
    except ImportError as error:
        raise SchakelError(
            Problem("SciPy", "not installed", "the extra “method”", "pip install 'schakel[method]'")
        ) from error
    return optimize
