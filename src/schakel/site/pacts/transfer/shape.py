"""Which table of the exchange is which table of the database, and its rows as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet

from schakel.catalog.ledger import KEYED, REFERENCES, columns
from schakel.catalog.ledger_cells import kind_of
from schakel.site.pacts import models as m

MODELS: dict[str, type[Model]] = {
    "organisations": m.Organisation,
    "pacts": m.Pact,
    "pact_statuses": m.PactStatus,
    "pact_municipalities": m.PactMunicipality,
    "pact_partners": m.PactPartner,
    "roles": m.Role,
    "agreements": m.Agreement,
    "agreement_partners": m.AgreementPartner,
    "promises": m.Promise,
    "actions": m.Action,
    "action_partners": m.ActionPartner,
    "milestones": m.Milestone,
    "money": m.Money,
    "meetings": m.Meeting,
    "decisions": m.Decision,
}
_AS_THEY_ARE = ("date", "number", "count", "year", "yes_no")


@dataclass(frozen=True)
class Standing:
    """A row as it stands in the database: its number there, and its values by column."""

    pk: int
    values: dict[str, Any]


def above(table: str) -> str | None:
    """The column with the entry to which a row belongs; None for organisations and pacts."""
    return None if table in ("organisations", "pacts") else next(iter(REFERENCES[table]))


@cache
def region_path(table: str) -> str | None:
    """From a row to the region package of its pact; None for organisations, which all share."""
    if table == "pacts":
        return "region"
    column = above(table)
    return f"{column}__{region_path(REFERENCES[table][column])}" if column else None


def rows_of(table: str, region: str) -> QuerySet[Any]:
    """The rows of a region. Of organisations: those that it uses, or that nobody uses."""
    rows = MODELS[table].objects.all()
    path = region_path(table)
    if path:
        return rows.filter(**{path: region})
    return rows.exclude(pk__in=_users(exclude=region) - _users(only=region))


def _users(only: str = "", exclude: str = "") -> set[int]:
    """Organisations that rows of one region, or of all but one, refer to."""
    found: set[int] = set()
    for table, references in REFERENCES.items():
        path = region_path(table)
        for column in (name for name, to in references.items() if to == "organisations"):
            rows = MODELS[table].objects.exclude(**{column: None})
            rows = rows.filter(**{path: only}) if only else rows.exclude(**{path: exclude})
            found.update(rows.order_by().values_list(f"{column}_id", flat=True).distinct())
    return found


def standing(table: str, region: str, names: Sequence[str] | None = None) -> Iterator[Standing]:
    """Rows of a region in the order of an export: by key, or by that of the entry above."""
    names = names or columns(table)
    order = ("key",) if table in KEYED else (f"{above(table)}__key", "pk")
    rows = (
        rows_of(table, region)
        .order_by(*order)
        .values_list("pk", *(_path(table, name) for name in names))
    )
    plain = [kind_of(table, name) in _AS_THEY_ARE for name in names]
    for pk, *values in rows.iterator(chunk_size=5000):
        yield Standing(
            pk,
            {
                name: value if as_is else str(value or "").strip()
                for name, value, as_is in zip(names, values, plain, strict=True)
            },
        )


def _path(table: str, name: str) -> str:
    if name in REFERENCES[table]:
        return f"{name}__key"
    return f"{name}__slug" if name == "practice" else name
