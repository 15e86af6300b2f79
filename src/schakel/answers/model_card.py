"""The page `docs/method/chain.md`: what the chain is for, stands on, assumes and leaves out.

    python -m schakel.answers.model_card > docs/method/chain.md

The lists come from the tables of the chain: a changed table asks for a new page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from schakel.answers.chain_tables import chain_tables
from schakel.answers.drivers import kept
from schakel.answers.sensitivity import DRAWS, MEASURE
from schakel.catalog.catalog import Catalog, load
from schakel.chain.tables import ChainTables

REGION = "oost"
_SHOWN = 5  # drivers
_HEAD = """# The chain: model card

Made from the tables of the chain; `python -m schakel.answers.model_card` prints this page, and a
test compares it.

## What it is for

It reckons what follows for a region when nothing changes, or when one thing does: how many people
are on the way to technical and ICT work, from primary school to retirement, how many jobs are open
for them, and which link holds them up. It is made for those who plan: a college, a province, a
school board. It compares *what if* with *if not*; it does not say what will happen.

## In five lines

```python
from schakel.answers.chain_tables import chain_tables
from schakel.catalog.catalog import load
from schakel.chain import compile_chain, simulate

path = simulate(compile_chain(chain_tables(load("oost"))), years=11)
print(path.stock("workers", by="family")["construction"].round())
```

`path` has every stock, flow, vacancy and limit of every year. `simulate(…, draw=1)` takes other
values of the parameters, within what is known of them; `engine="cells"` and `engine="persons"` give
whole people and their chance.

## How it works

Stages hold people, flows move them, capacities limit flows, demand pulls. School years run from
October to October; the labour market moves in 8 steps of 6.5 weeks, after
[del Rio-Chanona and others (2021)](https://doi.org/10.1098/rsif.2020.0898). Teachers and work
placements limit who can start. People also come from outside: knowledge migrants, status holders,
returners, cross-border workers and commuters. The state pension age is a dated row, which a
scenario may change ([decision 0021](../decisions/0021-people-from-outside-the-chain.md)).
Everything is declared in tables under `regions/nl/chain`; a region may lay its own over them.
[Calibration](calibration.md) says how its rates were fitted, [proof](proof.md) what is known of its
worth.
"""
_NOT = """## What it must not be used for

- To say how many people there *will* be. There is no track record of the chain itself, and its
  intervals hold only what is uncertain in the parameters, not what the model leaves out.
- To judge a single school, college or firm: nothing below a labour-market region is in it, and
  regions differ in it only by their pupils, students, workers and sectors.
- To judge people, or to decide about one. It knows counts, no persons.
- To rank regions by small differences: many regional stocks are national ones, divided.
- For wages, prices, housing or the quality of work: it knows none.
- To claim that a measure works. It reckons with an effect that a source gives; without a source
  there is no effect.

## What is left out, and why

- **From job to job** in the region without a time in between: not published by class. All who
  change work pass the seekers.
- **More who stop than come back**, or the reverse: as many are taken to stop for a time between 25
  and 55 as to return, and as many to go to work elsewhere as to come (`return_balance`,
  `commute_balance`, `cross_border_balance`). Published are levels, no balance by occupation; see
  *The chain beside ROA* in [proof](proof.md). Who stops and returns are not the same persons: for
  who is away there is no stage.
- **Working longer before the state pension age** when that rises: only the part of the band 65–69
  that is past it changes. That more people of 64 worked when it rose (21% in 2012, 42% in 2017) has
  other causes too.
- **Who goes where**: commuters leave a region and come to it, but not from one region of this chain
  to another. Moving house is not in it. Cross-border workers are those from Germany; of those from
  Belgium no numbers per province were found.
- **Side jobs** of pupils and students: none of them starts one in this chain, but the youngest
  workers of the start have them, so workers under 20 fall in the first years.
- **Wages and hours**: no row per family and region. Jobs are heads.
- **Business cycles**: demand follows one outlook. A recession is a scenario, not a draw.
- **Occupations of newcomers**: status holders spread over technical and ICT families like all
  workers; nothing is published by occupation. Refugees from Ukraine and migrant workers from the
  EU are not counted apart.
- **Levels of work** within a family: the level of a course decides which families are open.
"""


def model_card(catalog: Catalog) -> str:
    """The page as Markdown."""
    tables = chain_tables(catalog)
    return "\n".join(
        [
            _HEAD,
            *_data(catalog, tables),
            *_assumed(tables),
            *_driving(catalog, tables),
            _NOT.rstrip("\n"),
            "",
        ]
    )


def _data(catalog: Catalog, tables: ChainTables) -> Iterator[str]:
    rows = [*tables.parameters, *tables.stocks]
    named = Counter(str(row.get("source") or "") for row in rows)
    by_publisher = Counter[str]()
    for source, count in named.items():
        if source in catalog.sources:
            by_publisher[catalog.sources[source].publisher] += count
    counted = Counter(str(row["evidence"]) for row in tables.parameters).most_common()
    evidence = ", ".join(f"{count:,} {name}" for name, count in counted)
    yield "## What it stands on"
    yield ""
    yield (
        f"{len(tables.stages)} stages, {len(tables.flows)} flows, "
        f"{len({row['parameter'] for row in tables.parameters})} parameters in "
        f"{len(tables.parameters):,} rows, {len(tables.stocks):,} stocks at the start. Rows of "
        f"parameters by evidence: {evidence}. Each row says how it was made, and names its source "
        "if it has one. *Estimate*: made from a published figure about something near, or national."
    )
    yield ""
    yield "| publisher | rows of stocks and parameters |"
    yield "|---|---:|"
    for publisher, count in sorted(by_publisher.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"| {publisher} | {count:,} |"
    yield ""


def _assumed(tables: ChainTables) -> Iterator[str]:
    yield "## What it assumes"
    yield ""
    yield "Rows for which nothing is published: somebody judged, also how wide they are."
    yield ""
    yield from _listed(tables, "assumption")
    yield ""
    yield "Rows that were fitted, or chosen so that totals come out; not all are identified:"
    yield ""
    yield from _listed(tables, "calibrated")
    yield ""


def _listed(tables: ChainTables, evidence: str) -> Iterator[str]:
    rows: dict[tuple[str, str], list[Any]] = {}
    for row in tables.parameters:
        if row["evidence"] == evidence:
            rows.setdefault((str(row["parameter"]), str(row.get("method", ""))), []).append(row)
    yield "| parameter | what it is | value | how |"
    yield "|---|---|---:|---|"
    for (name, method), same in rows.items():
        label = str(tables.about[name]["en"])
        yield f"| `{name}` | {label} | {_range(same)} | {method.replace('|', '/')} |"


def _range(rows: Sequence[Any]) -> str:
    low, high = (pick(float(row["value"]) for row in rows) for pick in (min, max))
    return f"{low:.3g}" if low == high else f"{low:.3g} to {high:.3g} ({len(rows)} rows)"


def _driving(catalog: Catalog, tables: ChainTables) -> Iterator[str]:
    table = kept(catalog)
    if table is None:
        return
    yield "## What drives the shortage"
    yield ""
    yield (
        f"Measured: {MEASURE}. Share of its variance that a parameter explains by itself (first-"
        f"order, RBD-FAST on {DRAWS} ordinary draws, 80% interval); *effect* above 0: more of it "
        "means more shortage."
    )
    yield ""
    yield "| parameter | what it is | share | 80% | effect |"
    yield "|---|---|---:|---:|---:|"
    for row in table.head(_SHOWN).to_dicts():
        yield (
            f"| `{row['parameter']}` | {tables.about[row['parameter']]['en']} "
            f"| {row['first_order']:.0%} | {row['low']:.0%} to {row['high']:.0%} "
            f"| {row['effect']:+.2f} |"
        )
    told = table.filter(table["low"] > 0)
    yield ""
    yield (
        f"Of {len(table)} uncertain parameters {len(told)} have an interval above 0; of so many, "
        "some small ones are chance. A parameter drives when it matters *and* is uncertain: what "
        "is known exactly drives nothing here. "
        "Demand moves in one piece: in a draw all families and years are high or low together."
    )
    yield ""


if __name__ == "__main__":
    print(model_card(load(REGION)), end="")
