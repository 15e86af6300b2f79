"""Prints how long the coverage of 10,000 actions with 20,000 amounts takes on this machine.

    python bench/coverage.py            the engine, and from the database to the finished answer
    python bench/coverage.py --actions 2000

The ledger is made up: one to four links, one to three areas and one or two goals an action. Not a
test: nothing fails on a slow machine. It works in a folder of its own and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from schakel.answers.coverage import coverage_state
from schakel.catalog.catalog import Catalog, load
from schakel.site import kept
from schakel.site.firstrun import ensure_site

GOALS_MOST, LINKS_MOST, AREAS_MOST, AMOUNTS_EACH, FUNDERS, RUNS = 2, 4, 3, 2, 40, 9


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--actions", type=int, default=10_000)
    wanted = parser.parse_args().actions
    with tempfile.TemporaryDirectory() as home:
        os.environ["SCHAKEL_HOME"] = home
        measure(wanted)


def measure(wanted: int) -> None:
    """Fill a new site with made-up actions, and time both ways."""
    ensure_site()
    ledger = import_string(settings.LEDGER)
    catalog = load("oost")
    fill(catalog, wanted)
    tables = ledger("oost")
    print(
        f"{len(tables.actions)} actions, {len(tables.money)} amounts, {os.cpu_count()} processors"
    )
    timed("engine and answer, from tables", lambda: coverage_state(catalog, tables))
    timed("a question", lambda: coverage_state(catalog, ledger("oost")))

    def after_a_change() -> object:
        kept.forget()
        return coverage_state(catalog, ledger("oost"))

    timed("the first question after a change", after_a_change)


def fill(catalog: Catalog, wanted: int) -> None:
    """Actions and amounts under the first public agreement."""
    names = ("Action", "Agreement", "Money", "Organisation")
    action, agreement_model, money, organisation = (apps.get_model("pacts", n) for n in names)
    chance = random.Random(1)
    agreement = agreement_model.objects.filter(public=True).first()
    areas = [code for code, area in catalog.areas.items() if area.kind == "labour_market_region"]
    funders = list(organisation.objects.all()[:FUNDERS])

    def some(codes, most: int) -> str:
        return " ".join(chance.sample(list(codes), chance.randint(1, most)))

    actions = action.objects.bulk_create(
        action(
            key=f"bench-{number}",
            agreement=agreement,
            title_nl=f"Actie {number}",
            links=some(catalog.links, LINKS_MOST),
            areas=some(areas, AREAS_MOST),
            goals=some(catalog.goals, GOALS_MOST),
            public=True,
        )
        for number in range(wanted)
    )
    money.objects.bulk_create(
        money(
            action=chance.choice(actions),
            funder=chance.choice(funders),
            year=2018 + chance.randrange(6),
            link=chance.choice(["", "", *catalog.links]),
            granted=chance.randrange(100, 100_000),
        )
        for _ in range(AMOUNTS_EACH * wanted)
    )


def timed(name: str, work: Callable[[], object]) -> None:
    """Median and fastest of several runs, and processor time, in milliseconds."""
    times, busy = [], []
    for _ in range(RUNS):
        start, cpu = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - start) * 1000)
        busy.append((time.process_time() - cpu) * 1000)
    wall, work_done = statistics.median(times), statistics.median(busy)
    print(
        f"{name}: median {wall:.0f} ms, fastest {min(times):.0f} ms; processor {work_done:.0f} ms"
    )


if __name__ == "__main__":
    main()
