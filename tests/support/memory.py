"""What the site keeps in memory, so that a test can forget it."""

from __future__ import annotations

from django.core.cache import cache

from schakel.site import context, kept
from schakel.site.desk import translations
from schakel.site.pages import generation, tree, views
from schakel.site.pages.models import home, pacts, region
from schakel.site.search import entries

KEPT = (
    tree._read,
    translations._out_of_date,
    views._specific,
    region._of_the_tree,
    region._of_the_ledger,
    pacts._profile_of,
    pacts.rows_of,
    pacts.addresses_of,
    home._landsdelen,
    context._known,
    generation._regions,
    entries.everything,
)


def forget() -> None:
    """Forget all of it."""
    generation.forget()
    cache.clear()
    kept.forget()
    for function in KEPT:
        function.cache_clear()
