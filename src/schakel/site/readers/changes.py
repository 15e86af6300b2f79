"""Which figures are new or say something else since they were last looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from schakel.answers.figures import Figure
from schakel.catalog.catalog import Catalog
from schakel.site.pages.latest import figures_since
from schakel.site.readers.models import KnownFigure


def of_goals(catalog: Catalog, goals: Iterable[str]) -> list[str]:
    """The indicators that goals are measured by, each once; goals that are gone count for none."""
    measures = [m for goal in goals if goal in catalog.goals for m in catalog.goals[goal].measures]
    return list(dict.fromkeys(measure.indicator for measure in measures))


def _followed(catalog: Catalog) -> dict[str, Figure]:
    found = figures_since(catalog, of_goals(catalog, catalog.goals))
    return {figure.address: figure for figure in found}


@transaction.atomic
def look(catalog: Catalog, now: datetime) -> int:
    """Write down what the figures of all goals say now; how many are new or changed.

    The first look at a region finds nothing new.
    """
    region, figures = catalog.region.id, _followed(catalog)
    known = {row.address: row for row in KnownFigure.objects.filter(region=region)}
    seen = now if known else None
    new = [
        KnownFigure(region=region, address=address, fingerprint=figure.fingerprint, changed=seen)
        for address, figure in figures.items()
        if address not in known
    ]
    changed = [
        row
        for address, row in known.items()
        if address in figures and row.fingerprint != figures[address].fingerprint
    ]
    for row in changed:
        row.fingerprint, row.changed = figures[row.address].fingerprint, now
    KnownFigure.objects.bulk_create(new, batch_size=200)
    KnownFigure.objects.bulk_update(changed, ["fingerprint", "changed"], batch_size=200)
    gone = [row.pk for address, row in known.items() if address not in figures]
    for start in range(0, len(gone), 500):
        KnownFigure.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(changed) + (len(new) if seen else 0)


def changed_figures(
    catalog: Catalog, goals: Iterable[str], after: datetime, until: datetime
) -> list[tuple[Figure, int]]:
    """Of each indicator and area of these goals the latest figure that changed in the time given,
    with how many earlier ones of the same series changed too."""
    rows = KnownFigure.objects.filter(
        region=catalog.region.id, changed__gt=after, changed__lte=until
    )
    addresses = set(rows.values_list("address", flat=True))
    if not addresses:
        return []
    latest_first = figures_since(catalog, of_goals(catalog, goals))
    series: dict[tuple[str, str], list[Figure]] = {}
    for figure in latest_first:
        if figure.address in addresses:
            series.setdefault((figure.indicator, figure.area), []).append(figure)
    ordered = sorted(series.values(), key=lambda found: latest_first.index(found[0]))
    return [(found[0], len(found) - 1) for found in reversed(ordered)]
