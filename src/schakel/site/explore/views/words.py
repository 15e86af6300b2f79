"""Pages of words: the glossary, and how a number gets to the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from schakel.answers.judgements import Verdict
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.site.explore import words
from schakel.site.explore.viewmodels.words import glossary_entries, rules_in_use
from schakel.site.explore.views.page import page, show


@page
def glossary(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """All terms of the field, in the order of the alphabet."""
    return show(
        request,
        "glossary",
        catalog,
        entries=glossary_entries(catalog, language),
        other_language="en" if language == "nl" else "nl",
    )


@page
def method(request: HttpRequest, catalog: Catalog, language: str) -> HttpResponse:
    """How a number gets to the page, what the marks mean and by which rules progress is judged."""
    statuses = [
        (
            words.STATUS_MARKS.get(status, "0" if status is Status.ZERO else ""),
            words.status_word(catalog, status, language),
            words.status_meaning(catalog, status, language),
        )
        for status in Status
    ]
    verdicts = [
        (words.VERDICT_CLASSES[verdict], catalog.terms[verdict.value]) for verdict in Verdict
    ]
    rules = rules_in_use(catalog)
    return show(request, "method", catalog, rules=rules, statuses=statuses, verdicts=verdicts)
