"""`schakel titles`: which occupations does a title stand for?"""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from schakel.answers.jobs import Job, jobs_in
from schakel.answers.title_ranking import ranked_labels
from schakel.answers.title_search import Found, find_title
from schakel.answers.title_sentences import reason, said
from schakel.answers.title_tables import folder
from schakel.base.errors import Problem, SchakelError
from schakel.cli.printing import asdict_shallow, console, errors, print_json, print_table
from schakel.paths.titles_ranking import Ranked

_HEAD = {
    "nl": ("beroep", "ISCO", "waarom", "kans"),
    "en": ("occupation", "ISCO", "why", "chance"),
}
_EVERY = 200


def titles(
    title: Annotated[str | None, typer.Argument(help="A title as people type it.")] = None,
    language: Annotated[
        str, typer.Option("--lang", help="Language of the titles: nl or en; with --labels any.")
    ] = "nl",
    queries: Annotated[
        Path | None, typer.Option("--queries", help="File with one title a line.")
    ] = None,
    labels: Annotated[
        Path | None, typer.Option("--labels", help="File with one label a line, to be ranked.")
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", help="How many: default 5, of labels 100.", min=1)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show the five occupations of ESCO that a title most likely stands for.

    With --queries and --labels it ranks your own labels for every title, with the same scoring, and
    prints a JSON line each: query, and ranked, pairs of a label's number (from 0) and its score.
    Labels that are ESCO's get all that is known of their occupation; others, and other languages,
    are compared by their text. The titles of the Dutch national list are left out of that.

    Examples: [bold]schakel titles "cnc draaier"[/] ·
    [bold]schakel titles --queries titles.txt --labels labels.txt --lang en --top 100[/]
    """
    if queries or labels:
        _rank(_lines(queries, "--queries"), _lines(labels, "--labels"), language, top or 100)
    else:
        _show(title or "", language, top or 5, json)


def _show(title: str, language: str, count: int, json: bool) -> None:
    found, jobs = find_title(title, language, count), jobs_in(folder())
    words, pairs = said(found, jobs, language), [(jobs[n.number], n) for n in found.occupations]
    if json:
        occupations = [_data(job, each, language) for job, each in pairs]
        print_json({**asdict_shallow(found), "said": words, "occupations": occupations})
        return
    console.print(words, markup=False)
    rows = [
        (job.name.in_language(language), job.isco, reason(each, language),
         _share(each.score, language))
        for job, each in pairs
    ]  # fmt: skip
    if rows:
        print_table(_HEAD[language], rows, numbers=(3,))


def _data(job: Job, found: Found, language: str) -> dict[str, Any]:
    return {
        "uri": job.uri,
        "code": job.code,
        "isco": job.isco,
        "name_nl": job.name.nl,
        "name_en": job.name.en,
        "dutch": job.dutch,
        "label": found.label,
        "kind": found.kind,
        "why": found.why,
        "score": found.score,
        "reason": reason(found, language),
    }


def _share(chance: float, language: str) -> str:
    return f"{chance:.2f}".replace(".", "," if language == "nl" else ".")


def _rank(queries: Sequence[str], labels: Sequence[str], language: str, count: int) -> None:
    """A JSON line for every query, and on standard error how far it is."""
    ranked = ranked_labels(queries, labels, language, count)
    for query, found in zip(queries, _told(ranked, len(queries)), strict=True):
        line = {"query": query, "ranked": found}
        sys.stdout.write(json_text.dumps(line, ensure_ascii=False) + "\n")


def _told(items: Iterator[Ranked], count: int) -> Iterator[Ranked]:
    for n, item in enumerate(items, 1):
        if n % _EVERY == 0 or n == count:
            errors.print(f"{n} / {count}", markup=False)
        yield item


def _lines(path: Path | None, option: str) -> list[str]:
    """The lines of a file, without the last if it is empty."""
    if path is None:
        raise SchakelError(
            Problem(
                option,
                "no file",
                "one text a line",
                "give both --queries and --labels",
            )
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchakelError(
            Problem(str(path), str(error), "a text file in UTF-8", f"give another file to {option}")
        ) from error
    lines = text.split("\n")
    return [line.rstrip("\r") for line in (lines[:-1] if lines[-1] == "" else lines)]
