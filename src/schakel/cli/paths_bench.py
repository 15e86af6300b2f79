"""The measurements of `schakel bench paths`, each beside what is aimed at."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from schakel.answers.title_melo import Melo, measures, read_melo
from schakel.answers.title_ranking import ranking
from schakel.answers.title_search import find_title, searcher, suggest_titles
from schakel.answers.title_words import rows
from schakel.cli.printing import console
from schakel.paths.titles_ranking import top
from schakel.runs.memory import peak_bytes

_PUBLISHED = (
    ("edit distance", ".428 / .370"),
    ("char TF-IDF", ".486 / .421"),
    ("BGE-M3", ".505 / .430"),
    ("mE5", ".506 / .428"),
    ("E5", ".565 / .488"),
    ("OpenAI embeddings", ".572 / .494"),
)
_FIRST = (
    "import time\nbegun, used = time.perf_counter(), time.process_time()\n"
    "from schakel.answers.title_search import find_title\nfind_title('lasser')\n"
    "print(time.perf_counter() - begun, time.process_time() - used)\n"
)
_TITLES = 500


def run(melo: Path | None) -> None:
    """Measure titles: quality, where a set is given, and speed."""
    set_of = read_melo(melo) if melo else None
    _learned()
    if set_of:
        _quality(set_of)
    else:
        console.print("  no set of MELO: it is not shipped; give its folder with --melo FOLDER")
    _speed(set_of.queries[:_TITLES] if set_of else searcher("nl").labels[::60][:_TITLES])


def _line(what: str, measured: str, aim: str = "") -> None:
    console.print(f"  {what:<44} {measured:>22}  {aim}", markup=False, highlight=False)


def _learned() -> None:
    """What the weights reached when they were learned; this is the honest figure."""
    console.print("Dutch titles of MELO, without the Dutch list: MRR / first right / in five")
    for row in rows("title_quality.csv"):
        reached = " / ".join(f"{float(row[name]):.3f}" for name in ("mrr", "first", "in_five"))
        _line(f"{row['part']}, {row['titles']} titles", reached, "≥ .520 / .460 / .660")
    for name, reached in _PUBLISHED:
        _line(f"published: {name}", reached)


def _quality(melo: Melo) -> None:
    """The labels of the set ranked by the product, of which the weights saw most titles."""
    ranks = ranking(melo.labels, "nl")
    places = []
    for query, relevant in zip(melo.queries, melo.relevant, strict=True):
        found = [number for number, _ in top(ranks, query, len(melo.labels))]
        places.append(next(n for n, number in enumerate(found, 1) if number in relevant))
    mrr, first, _ = measures(np.array(places))
    _line(
        "now, all labels ranked, weights in the product", f"{mrr:.3f} / {first:.3f}",
        "not an honest test: 1,600 of the titles were learned from",
    )  # fmt: skip


def _speed(titles: tuple[str, ...]) -> None:
    console.print("speed and memory, all labels and the Dutch list")
    clock, used = min(_started() for _ in range(3))
    _line("import to first answer", f"{clock:.2f} s", f"≤ 1.5 s; {used:.2f} s of processors")
    for what, job, aim in (
        ("search", find_title, "≤ 8 ms"),
        ("suggestions", lambda title: suggest_titles(title[:3]), "within 40 ms over HTTP"),
    ):
        job(titles[0])
        clocks, processors = np.array([_timed(job, title) for title in titles]).T
        _line(
            f"{what}, half and 95% of {len(titles)}",
            f"{np.median(clocks):.1f} and {np.percentile(clocks, 95):.1f} ms",
            f"{aim}; {np.percentile(processors, 95):.1f} ms of processors",
        )
    _line("most memory of this process", f"{peak_bytes() / 1e6:.0f} MB", "≤ 400 MB loaded")


def _timed(job: Callable[[str], object], title: str) -> tuple[float, float]:
    """Milliseconds by the clock and of processors, the least of three times."""
    found = []
    for _ in range(3):
        begun, used = time.perf_counter(), time.process_time()
        job(title)
        found.append(((time.perf_counter() - begun) * 1e3, (time.process_time() - used) * 1e3))
    return min(each[0] for each in found), min(each[1] for each in found)


def _started() -> tuple[float, float]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True
    )
    clock, used = done.stdout.split()
    return float(clock), float(used)
