"""What the tests of the site share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

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


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What a test kept in memory hangs on a transaction that is rolled back: forget it."""
    yield
    generation.forget()
    cache.clear()
    kept.forget()
    for function in KEPT:
        function.cache_clear()


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """Let the end of a request not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
