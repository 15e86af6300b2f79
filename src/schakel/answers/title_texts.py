"""Prepares the texts that titles are compared with: labels and descriptions in their plain form.

Splitting compounds takes seconds, and the texts do not change while the site runs, so that it is
done once: `python -m schakel.answers.title_texts` writes `title_texts.parquet` from the tables of
labels, occupations and groups and the words of titles. Run it when one of these changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from schakel.answers.title_tables import LANGUAGES, TitleTables, folder, tables
from schakel.answers.title_words import wording
from schakel.facts.paths.tables import write
from schakel.paths.titles_text import Compounds, Wording, plain, plain_all, without_brackets

COLUMNS = ("concept", "language", "kind", "text", "neutral", "bare", "stems")
Row = tuple[int, str, str, str]


def title_texts(found: TitleTables) -> pl.DataFrame:
    """Every label, name of a group and description: neutral, without brackets, and in stems.

    A concept without labels in Dutch has its English ones.
    """
    words = wording()
    parts = []
    for language in LANGUAGES:
        rows = sorted(_texts(found, language), key=lambda row: row[0])
        neutral = [words.neutral(text) for text in plain_all([row[3] for row in rows])]
        bare = [_bare(row, words) for row in rows]
        published = [one for row, one in zip(rows, neutral, strict=True) if row[2] != "alias"]
        compounds = Compounds.of(published, words.small)
        stems = [" ".join(compounds.stems(text)) for text in neutral]
        parts += [
            (row[0], language, row[2], _label(row), *others)
            for row, *others in zip(rows, neutral, bare, stems, strict=True)
        ]
    kinds = [pl.UInt16, *[pl.String] * 6]
    return pl.DataFrame(parts, schema=dict(zip(COLUMNS, kinds, strict=True)), orient="row")


def _label(row: Row) -> str | None:
    """A label as published; descriptions are in the table of occupations already."""
    return None if row[2] == "description" else row[3]


def _bare(row: Row, words: Wording) -> str | None:
    """The plain form of a label without what stands in brackets, where it has brackets."""
    if row[2] == "description" or "(" not in row[3]:
        return None
    return words.neutral(plain(without_brackets(row[3])))


def _texts(found: TitleTables, language: str) -> Iterable[Row]:
    size = len(found.occupations)
    labels = found.labels.filter(pl.col("language") == language)
    yield from labels.select("occupation", "language", "kind", "label").iter_rows()
    lacking = set(range(size)) - set(labels.filter(pl.col("kind") == "preferred")["occupation"])
    others = found.labels.filter(
        pl.col("occupation").is_in(sorted(lacking)) & (pl.col("language") != language)
    )
    yield from others.select("occupation", "language", "kind", "label").iter_rows()
    for n, name in enumerate(found.groups[f"name_{language}"], size):
        yield n, language, "preferred", name
    for n, text in enumerate(_descriptions(found, language)):
        if text:
            yield n, language, "description", text


def _descriptions(found: TitleTables, language: str) -> Sequence[str | None]:
    column = f"description_{language}"
    return [*found.occupations[column], *found.groups[column]]


if __name__ == "__main__":
    made = title_texts(tables())
    write(made, folder() / "title_texts.parquet")
    print(f"title_texts: {len(made)} rows")
