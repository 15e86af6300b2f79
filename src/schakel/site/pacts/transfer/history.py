"""History of an import: a revision and a line for every entry, written many at a time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import ModelLogEntry, Revision

from schakel.site.pacts.transfer.shape import MODELS

ACTION = "pacts.import"
BATCH = 500


# What the name of an entry is made of besides its own row.
NAMED_WITH = {"roles": ("organisation",)}


def write(touched: Mapping[str, set[int]], removed: Iterable[dict[str, Any]], user: Any) -> None:
    """A revision and a line `imported` for entries by table and number; a line for what is gone.

    `removed` tells of entries that are gone what `about` said of them before.
    """
    together, now = uuid.uuid4(), timezone.now()
    shared = {"action": ACTION, "timestamp": now, "user": user, "uuid": together}
    for table, numbers in touched.items():
        ordered = sorted(numbers)
        for start in range(0, len(ordered), BATCH):
            _entries(table, ordered[start : start + BATCH], user, shared)
    gone = [
        ModelLogEntry(**shared, **entry, content_changed=True, deleted=True) for entry in removed
    ]
    ModelLogEntry.objects.bulk_create(gone, batch_size=BATCH)


def named(table: str, numbers: Iterable[int]) -> list[Any]:
    """Entries by number, in order, with what their names are made of."""
    rows = MODELS[table].objects.filter(pk__in=list(numbers)).order_by("pk")
    joined = NAMED_WITH.get(table)
    return list(rows.select_related(*joined) if joined else rows)


def _entries(table: str, numbers: list[int], user: Any, shared: dict[str, Any]) -> None:
    model, rows = MODELS[table], named(table, numbers)
    kind = _type(model)
    _attach_children(model, rows)
    revisions = [
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(row.pk),
            created_at=shared["timestamp"],
            user=user,
            object_str=str(row),
            content=row.serializable_data(),
        )
        for row in rows
    ]
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    newest = Revision.objects.filter(
        content_type=kind, object_id=Cast(OuterRef("pk"), CharField())
    ).order_by("-created_at", "-pk")
    model.objects.filter(pk__in=numbers).update(latest_revision=Subquery(newest.values("pk")[:1]))
    lines = [
        ModelLogEntry(**shared, **about(row), revision=revision, content_changed=True)
        for row, revision in zip(rows, revisions, strict=True)
    ]
    ModelLogEntry.objects.bulk_create(lines, batch_size=BATCH)


def _type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def about(row: Model) -> dict[str, Any]:
    """What a line of the history says of an entry."""
    return {"content_type": _type(type(row)), "object_id": str(row.pk), "label": str(row)}


def _attach_children(model: type[Model], rows: list[Any]) -> None:
    """Give entries the rows that belong to them, with one query a table instead of one an entry."""
    for relation in get_all_child_relations(model):
        column = relation.field.attname
        children: dict[int, list[Model]] = {row.pk: [] for row in rows}
        for child in relation.related_model.objects.filter(**{f"{column}__in": list(children)}):
            children[getattr(child, column)].append(child)
        for row in rows:
            setattr(row, relation.get_accessor_name(), children[row.pk])
