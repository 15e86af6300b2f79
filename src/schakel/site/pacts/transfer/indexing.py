"""The search index after an import: rows that are written many at a time send no signals."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail.search.backends import get_search_backends
from wagtail.search.index import class_is_indexed

from schakel.site.pacts.transfer.shape import MODELS

BATCH = 500


def renew(touched: Mapping[str, set[int]]) -> None:
    """Put entries, by table and number, in the index as they are now."""
    backends = list(get_search_backends(with_auto_update=True))
    for table, numbers in touched.items():
        model, ordered = MODELS[table], sorted(numbers)
        if not class_is_indexed(model):
            continue
        for start in range(0, len(ordered), BATCH):
            rows = model.get_indexed_objects().filter(pk__in=ordered[start : start + BATCH])
            for backend in backends:
                backend.add_bulk(model, list(rows))
