"""What was promised and what came of it, for all agreements of a region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schakel.site.pacts.models import Agreement
from schakel.site.pacts.viewmodels.codes import public_agreements
from schakel.site.pacts.viewmodels.outcomes import Line, Tally, lines_of, tally


@dataclass(frozen=True, eq=False)
class Promised:
    """One agreement with its promised results."""

    agreement: Agreement
    lines: list[Line]


@dataclass(frozen=True, eq=False)
class Results:
    """All agreements: those with results, those that name none, and the counts over all."""

    with_results: list[Promised]
    without: list[Agreement]
    tally: Tally


def results(region: str, day: date) -> Results:
    """What was promised in a region and what came of it, as known on `day`."""
    found = public_agreements(region).select_related("pact").prefetch_related("promises")
    rows = [Promised(entry, lines_of(entry.promises.all(), day)) for entry in found]
    return Results(
        with_results=[row for row in rows if row.lines],
        without=[row.agreement for row in rows if not row.lines],
        tally=tally(line for row in rows for line in row.lines),
    )


HEAD = (
    "agreement",
    "agreement_title",
    "pact",
    "result",
    "unit",
    "promised",
    "promised_by",
    "reached",
    "reached_on",
    "outcome",
    "evidence",
    "evidence_address",
    "source",
    "source_address",
    "source_date",
)


def rows(found: Results) -> Iterator[list[object]]:
    """The results as rows under HEAD, texts in the language of the reader."""
    for entry in found.with_results:
        for line in entry.lines:
            promise = line.promise
            yield [
                entry.agreement.key,
                entry.agreement.in_language("title")[0],
                entry.agreement.pact.key,
                promise.in_language("label")[0],
                promise.in_language("unit")[0],
                promise.promised,
                promise.promised_by,
                promise.reached,
                promise.reached_on,
                line.outcome.value,
                promise.in_language("evidence")[0],
                promise.evidence_address,
                promise.source_label,
                promise.source_address,
                promise.source_date,
            ]
