"""The page `docs/method/paths.md`: what the finders are for, stand on, reach and must not do.

    python -m schakel.answers.paths_card > docs/method/paths.md

Figures come from what was measured when the tables were made: new tables ask for a new page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schakel.answers.paths_quality import RATERS, Measure, move_measures, title_measures
from schakel.answers.sex_audit_card import audit_section
from schakel.answers.study_quality import study_measures
from schakel.catalog.catalog import Catalog, load

_HEAD = f"""# Paths: model card

Made from the tables of paths; `python -m schakel.answers.paths_card` prints this page, and a
test compares it.

## What it is for

It helps a person to a list of technical and ICT work that is near the work they know, a firm to
the occupations where candidates may be, and both to a better talk: with an adviser, a school,
each other. It ranks occupations, never people.

## In five lines

```python
from schakel.answers.title_search import find_title
from schakel.answers.moves import moves
from schakel.catalog.catalog import load

job = find_title("kapster").occupations[0]
print([move.occupation.name.nl for move in moves(load("oost"), job.uri, "OOST", top=3)])
```

## How it works

A title is cut into words and pieces of words, freed of sex, level and hours, and held against
the names, descriptions and meanings of ESCO's occupations; learned weights join the parts
([decision 0018](../decisions/0018-titles-without-a-model.md)). A move is scored by the skills
that the destination asks and the origin has or comes near, the likeness of descriptions and of
kinds of skills, and the place in ISCO ([decision
0019](../decisions/0019-moves-by-likeness-made-beforehand.md)). At run time there is no language
model and no network; nothing that is typed is stored ([decision
0022](../decisions/0022-the-finders-keep-nothing.md)).

From which groups people could come is the mean of such scores over the common occupations of two
groups, both ways, the lower of the two ([decision
0026](../decisions/0024-who-comes-into-a-family.md)).

## What it stands on

ESCO v1.1.1 (occupations, skills, English) and v1.2 (Dutch names of 3,004 of 3,007 occupations);
Dutch names of skills as far as they are published, the rest English and marked. Demand: ROA to
2030 and DenkWerk, brought down to the region, marked *estimate*. Programmes: DUO, mbo and
university to 2019, hbo to 2024.

## What it reaches

The crowd were {RATERS} lay people in Britain who rated how feasible moves are: an opinion, not a
measurement of who succeeds. Feasibility by observed moves was not measured: no such data are
published for the Netherlands.
"""
_FAIRNESS = """
## Fairness

- A masculine and a feminine title are the same title: a test goes over the more than 3,700 pairs
  found in ESCO's Dutch and English labels.
- No question about sex, age, origin or health is asked, and none is in the data.
- Suggestions were audited by the share of women where people start and where they are sent, as far
  as that is known; it is not published by occupation.
"""
_END = """
## What it leaves out

Talent, experience, health, wishes that were not asked; pay (not published per occupation in our
sources); work that ESCO does not name; what a programme teaches beyond the subjects that it
names ([decision 0023](../decisions/0023-terms-of-education-beside-skills-of-work.md)); short
courses; moves people really made.

## What it must not be used for

- To select, refuse or rank people, for a job, a course or a benefit.
- To say that someone can or cannot do a job.
- To judge a school by the programmes listed: the lists are years old.
"""


def paths_card(catalog: Catalog) -> str:
    """The whole page."""
    audit = "\n".join(audit_section(catalog))
    return "\n".join((_HEAD, *_tables(catalog))) + f"\n{_FAIRNESS}\n{audit}\n{_END}"


def _tables(catalog: Catalog) -> Iterator[str]:
    yield "### Titles, Dutch MELO set\n"
    yield from _table(title_measures(catalog))
    yield "\nThe list of Dutch titles took no part, since the test was made from it.\n"
    yield "### Moves\n"
    yield from _table(move_measures(catalog))
    yield from _of_moves(catalog)
    yield "\n### What education teaches\n"
    yield from _table(study_measures(catalog))
    yield f"\n{study_measures(catalog)[0].remark.en}"


def _of_moves(catalog: Catalog) -> Iterator[str]:
    yield "\n" + "\n".join(
        f"- *{one.what.en}*: {one.remark.en}"
        for one in {one.what.en: one for one in move_measures(catalog)}.values()
    )


def _table(measures: Iterable[Measure]) -> Iterator[str]:
    yield "| measure | part | reached | others |"
    yield "|---|---|---:|---|"
    for one in measures:
        yield f"| {one.what.en} | {one.part.en} | {one.value:.3f} | {one.others or '–'} |"


if __name__ == "__main__":
    print(paths_card(load("nl")), end="")
