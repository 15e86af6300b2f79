"""A number in the database that rises with every change of content: what is cached hangs on it."""

from __future__ import annotations

import time
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Manager, Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from schakel.answers import projection_store
from schakel.catalog.catalog import load
from schakel.catalog.folders import region_ids
from schakel.site.pacts.signals import ledger_changed

Generation = tuple[int, date, tuple[str, ...], tuple[int, ...]]
CHECKED_EVERY = 1.0
LEDGER = "pacts"
_last: dict[str, Any] = {"number": -1, "projections": (), "checked": float("-inf")}


def _rows() -> Manager[Any]:
    """The one row that holds the number; asked by name, since the page types ask for the number."""
    rows: Manager[Any] = apps.get_model("pages", "ContentGeneration").objects
    return rows


def current() -> Generation:
    """What is kept of pages hangs on this: the content, the day, what is held back, projections.

    The number of the content and the projections are those of at most a second ago; the rest is of
    this moment.
    """
    held = tuple(sorted(load(name).edition for name in _regions()))
    number = _number()
    return number, timezone.localdate(), held, _last["projections"]


def _projections() -> tuple[int, ...]:
    """When the projection of each region was made."""
    return tuple(projection_store.stamp(load(name), settings.HOME) for name in region_ids())


@lru_cache(maxsize=1)
def _regions() -> tuple[str, ...]:
    """The regions in which figures are or were held back."""
    return tuple(name for name in region_ids() if load(name).embargoes)


def _number() -> int:
    now = time.monotonic()
    if now - _last["checked"] >= CHECKED_EVERY:
        if not connection.in_atomic_block:
            close_old_connections()  # the page cache asks before Django's own check of this
        row = _rows().values_list("number", flat=True).first()
        _last.update(number=row or 0, projections=_projections(), checked=now)
    return int(_last["number"])


def rise(**_: Any) -> None:
    """Raise the number by one; this process sees it at once, others within a second.

    Inside a transaction it rises once more when that is done: what another thread read meanwhile,
    and kept under the first new number, was still the old content.
    """
    changed = _rows().filter(pk=1).update(number=F("number") + 1)
    if not changed:
        _rows().create(pk=1, number=1)
    forget()
    waiting = (function for _savepoints, function, *_rest in connection.run_on_commit)
    if connection.in_atomic_block and rise not in waiting:
        transaction.on_commit(rise)


def forget() -> None:
    """Read the number anew at the next question."""
    _last["checked"] = float("-inf")


def _rise_for_page(sender: type[Model], **_: Any) -> None:
    if issubclass(sender, Page):
        rise()


def watch() -> None:
    """Connect to everything that changes what a visitor sees."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(rise, dispatch_uid="schakel-generation")
    post_delete.connect(_rise_for_page, dispatch_uid="schakel-generation-page")
    for model in (Site, Locale, PageViewRestriction):
        post_save.connect(rise, sender=model, dispatch_uid=f"schakel-{model.__name__}-saved")
        post_delete.connect(rise, sender=model, dispatch_uid=f"schakel-{model.__name__}-gone")
    post_save.connect(_rise_for_image, dispatch_uid="schakel-generation-image")
    post_save.connect(_rise_for_ledger, dispatch_uid="schakel-generation-ledger")
    post_delete.connect(_rise_for_ledger, dispatch_uid="schakel-generation-ledger-gone")
    ledger_changed.connect(rise, dispatch_uid="schakel-generation-ledger-many")


def _rise_for_image(sender: type[Model], **_: Any) -> None:
    if issubclass(sender, AbstractImage):
        rise()


def _rise_for_ledger(sender: type[Model], **_: Any) -> None:
    """For every row of the ledger; rows written in bulk send `ledger_changed` instead."""
    if sender._meta.app_label == LEDGER:
        rise()
