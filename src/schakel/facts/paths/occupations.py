"""Occupations of ESCO, their labels in Dutch and English, and the groups of ISCO-08."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from schakel.facts.paths import esco
from schakel.facts.paths.esco import Row

Label = tuple[int, str, str, str, str | None]
KINDS = (("preferred", "preferredLabel"), ("alternative", "altLabels"), ("hidden", "hiddenLabels"))


def occupation_tables(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables of occupations, labels and groups, from the publishers' files."""
    return {
        "occupations": occupations(folder),
        "labels": labels(folder),
        "isco_groups": isco_groups(folder),
    }


def occupations(folder: Path) -> pl.DataFrame:
    """One row an occupation, in the order of addresses; without a Dutch name it has the English.

    A description that is not published in Dutch is missing.
    """
    in_english, in_dutch = _both(folder)
    return pl.DataFrame(
        [
            {
                "uri": uri,
                "code": row["code"],
                "isco": row["iscoGroup"],
                "name_nl": in_dutch.get(uri, row)["preferredLabel"].strip(),
                "name_en": row["preferredLabel"].strip(),
                "dutch": uri in in_dutch,
                "description_nl": in_dutch[uri]["description"].strip() if uri in in_dutch else None,
                "description_en": row["description"].strip(),
            }
            for uri, row in in_english.items()
        ]
    )


def labels(folder: Path) -> pl.DataFrame:
    """One row a label of an occupation, as published.

    `kind` is preferred, alternative, hidden or alias; an alias is a title of the Dutch national
    list, and `match` says how wide the list calls it beside the occupation.
    """
    rows = [*_published(folder), *_aliases(folder)]
    names = ("occupation", "language", "kind", "label", "match")
    kinds = [pl.UInt16, *[pl.String] * 4]
    table = pl.DataFrame(rows, schema=dict(zip(names, kinds, strict=True)), orient="row")
    return table.sort("occupation", maintain_order=True)


def isco_groups(folder: Path) -> pl.DataFrame:
    """One row a group of ISCO-08, of one to four digits; Dutch publishes no descriptions."""
    in_dutch = {row["code"]: row for row in esco.dutch(folder, "ISCOGroups_nl.csv")}
    rows = sorted(esco.english(folder, "ISCOGroups_en.csv"), key=lambda row: row["code"])
    return pl.DataFrame(
        [
            {
                "code": row["code"],
                "name_nl": in_dutch[row["code"]]["preferredLabel"].strip(),
                "name_en": row["preferredLabel"].strip(),
                "description_nl": in_dutch[row["code"]]["description"].strip() or None,
                "description_en": row["description"].strip(),
            }
            for row in rows
        ],
        schema_overrides={"description_nl": pl.String},
    )


def _both(folder: Path) -> tuple[dict[str, Row], dict[str, Row]]:
    """English rows in the order of addresses, and Dutch rows, by address."""
    rows = {row["conceptUri"]: row for row in esco.english(folder, "occupations_en.csv")}
    in_dutch = {row["conceptUri"]: row for row in esco.dutch(folder, "occupations_nl.csv")}
    return {uri: rows[uri] for uri in esco.occupation_uris(folder)}, in_dutch


def _published(folder: Path) -> Iterator[Label]:
    """Labels of the two releases; one that an occupation has twice counts as its first kind."""
    in_english, in_dutch = _both(folder)
    for number, (uri, row) in enumerate(in_english.items()):
        for language, its in (("nl", in_dutch.get(uri)), ("en", row)):
            seen: set[str] = set()
            for kind, column in KINDS if its else ():
                for label in esco.lines(its[column]) if its else ():
                    if label not in seen:
                        yield number, language, kind, label, None
                        seen.add(label)


def _aliases(folder: Path) -> Iterator[Label]:
    """Titles of the Dutch national list; those of a group or a withdrawn concept are left out."""
    numbers = {uri: number for number, uri in enumerate(esco.occupation_uris(folder))}
    seen: set[tuple[int, str]] = set()
    for uri, _, _, _, title, _, relation, *_ in esco.mapping(folder, "nl_noc_to_esco.csv"):
        found = numbers.get(uri)
        if found is not None and (found, title.strip()) not in seen:
            seen.add((found, title.strip()))
            match = relation.removeprefix("skos:").removesuffix("Match")
            yield found, "nl", "alias", title.strip(), match
