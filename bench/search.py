"""Prints how long a search takes over a site of 5,000 pages, measured on this machine.

    python bench/search.py [--pages 5000]

Makes a site of its own in a temporary folder, fills it with news made of the words of the glossary,
and asks 200 questions: words that stand in titles, words that stand in texts only, two words, and
slips of the pen. Times are of the whole page (view, template), without a network. Not a test.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import date, timedelta

QUESTIONS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=5000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as home:
        os.environ["SCHAKEL_HOME"] = home
        run(pages)


def run(pages: int) -> None:
    """Make the site, fill it, ask."""
    from schakel.site.firstrun import ensure_site

    ensure_site()
    words = fill(pages)
    times = ask(questions(words))
    cuts = statistics.quantiles(times, n=100)
    print(f"{pages} pages, {len(times)} questions, the whole page each time")
    print(f"median {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, slowest {max(times):.0f} ms")
    print(f"the first question after a change of content {first_after_change():.0f} ms")


def fill(pages: int) -> list[str]:
    """Add news; the words that stand in it."""
    from django.core.management import call_command
    from wagtail.models import Locale

    from schakel.catalog.catalog import load
    from schakel.site.pages.models import NewsIndexPage, NewsPage
    from schakel.site.search.words import words_of

    chance = random.Random(1)
    texts = [term.definition.nl for term in load("oost").terms.values()]
    words = sorted({word for text in texts for word in words_of(text) if len(word) > 3})
    locale = Locale.objects.get(language_code="nl")
    index = NewsIndexPage.objects.get(locale=locale)
    for number in range(pages):
        title = " ".join(chance.sample(words, 5))
        body = " ".join(chance.choices(words, k=250))
        index.add_child(
            instance=NewsPage(
                title=title,
                slug=f"n{number}",
                lead=" ".join(chance.sample(words, 15)),
                date=date(2020, 1, 1) + timedelta(days=number % 2000),
                body=[("text", f"<p>{body}</p>")],
                locale=locale,
                search_description="",
            )
        )
    call_command("update_index", verbosity=0)
    return words


def questions(words: list[str]) -> list[str]:
    """One word, two words and slips of the pen in turn."""
    chance = random.Random(2)

    def slip(word: str) -> str:
        place = chance.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1 :]

    kinds = (
        lambda: chance.choice(words),
        lambda: " ".join(chance.sample(words, 2)),
        lambda: slip(chance.choice([word for word in words if len(word) > 5])),
    )
    return [kinds[number % 3]() for number in range(QUESTIONS)]


def ask(asked: list[str]) -> list[float]:
    """Milliseconds of each question, after one to warm up."""
    from django.test import Client

    client, times = Client(headers={"host": "localhost"}), []
    client.get("/nl/oost/zoeken/", {"q": "techniek"})
    for question in asked:
        start = time.perf_counter()
        response = client.get("/nl/oost/zoeken/", {"q": question})
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, question
    return times


def first_after_change() -> float:
    """Milliseconds of the first question after somebody published."""
    from django.test import Client

    from schakel.site.pages import generation

    generation.rise()
    start = time.perf_counter()
    Client(headers={"host": "localhost"}).get("/nl/oost/zoeken/", {"q": "techniek"})
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
