"""Carries out a plan: all of it in one transaction, with a line of history for every entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from schakel.catalog.ledger import KEYED, REFERENCES, TABLES, columns
from schakel.catalog.ledger_reading import Reading
from schakel.site.pacts.signals import ledger_changed
from schakel.site.pacts.transfer import history, indexing
from schakel.site.pacts.transfer.planning import Change, Plan, TablePlan, practice_pages, prepare
from schakel.site.pacts.transfer.shape import MODELS, above

Progress = Callable[[int, int], None]
BATCH = 500
# References to a row of the same table: filled in when all rows are there.
WITHIN = {"pacts": ("parent",)}


def carry_out(
    reading: Reading,
    region: str,
    complete: bool = False,
    user: Any = None,
    say: Progress = lambda _done, _total: None,
) -> Plan:
    """Check what was read against the ledger as it stands, and apply it if nothing is wrong."""
    with transaction.atomic():
        plan = prepare(reading, region, complete)
        if not plan.faults:
            apply(plan, user, say)
    return plan


def apply(plan: Plan, user: Any = None, say: Progress = lambda _done, _total: None) -> None:
    """Write everything that the plan says, or nothing. Raises ValueError for one with faults."""
    if plan.faults:
        raise ValueError("a plan with faults is not carried out")
    with transaction.atomic():
        _Work(plan, say).do(user)
        transaction.on_commit(lambda: ledger_changed.send(sender=Plan))


class _Work:
    """The steps of one import; keeps which number each key has, and which entries were touched."""

    def __init__(self, plan: Plan, say: Progress):
        self.plan, self.say = plan, say
        self.numbers: dict[str, dict[str, int]] = {}
        self.pages = practice_pages()
        self.touched: dict[str, set[int]] = defaultdict(set)
        self.done = 0
        self.total = sum(
            len(part.added) + len(part.changed) + len(part.removed) for part in plan.tables.values()
        )

    def do(self, user: Any) -> None:
        """Add and change from the top down, remove from the bottom up; then history and index."""
        steps = [self.plan.tables[name] for name in TABLES if name in self.plan.tables]
        for step in steps:
            self._add(step)
            self._change(step)
        removed = [gone for step in reversed(steps) for gone in self._remove(step)]
        history.write(self.touched, removed, user)
        indexing.renew(self.touched)

    def _step(self, rows: int) -> None:
        self.done += rows
        self.say(self.done, self.total)

    def _numbers(self, table: str) -> dict[str, int]:
        if table not in self.numbers:
            rows = MODELS[table].objects.order_by().values_list("key", "pk")
            self.numbers[table] = dict(rows)
        return self.numbers[table]

    def _fields(self, table: str, row: Any, names: Iterable[str]) -> dict[str, Any]:
        """Values of columns as the model takes them: keys become numbers."""
        fields: dict[str, Any] = {}
        for name in names:
            value = getattr(row, name)
            if name in REFERENCES[table]:
                fields[f"{name}_id"] = (
                    self._numbers(REFERENCES[table][name])[value] if value else None
                )
            elif name == "practice":
                fields["practice_id"] = self.pages.get(value)
            else:
                fields[name] = value
        return fields

    def _add(self, step: TablePlan) -> None:
        model, later = MODELS[step.table], WITHIN.get(step.table, ())
        names = [name for name in columns(step.table) if name not in later]
        for lines in _batches(step.added):
            rows = [model(**self._fields(step.table, line.row, names)) for line in lines]
            model.objects.bulk_create(rows)
            self._note(step.table, rows)
            if step.table in KEYED and step.table in self.numbers:
                self.numbers[step.table].update({row.key: row.pk for row in rows})
            self._step(len(rows))
        if later:
            numbers = self._numbers(step.table)
            self._update(
                step.table,
                [Change(numbers[line.row.key], line.row, later) for line in step.added],
            )

    def _change(self, step: TablePlan) -> None:
        for changes in _batches(step.changed):
            self._update(step.table, changes)
            self._step(len(changes))

    def _update(self, table: str, changes: list[Change]) -> None:
        model = MODELS[table]
        found = model.objects.in_bulk([change.pk for change in changes])
        names: set[str] = set()
        for change in changes:
            for name, value in self._fields(table, change.row, change.columns).items():
                setattr(found[change.pk], name, value)
            names.update(change.columns)
        if names:
            model.objects.bulk_update(found.values(), sorted(names), batch_size=100)
            self._note(table, found.values())

    def _note(self, table: str, rows: Iterable[Any]) -> None:
        """Remember which entries have to show this in their history."""
        column = above(table) if table not in KEYED else None
        if column:
            self.touched[REFERENCES[table][column]].update(
                getattr(row, f"{column}_id") for row in rows
            )
        else:
            self.touched[table].update(row.pk for row in rows)

    def _remove(self, step: TablePlan) -> list[dict[str, Any]]:
        """Remove rows; gives what the history says of the entries among them."""
        model, gone = MODELS[step.table], []
        for batch in _batches(step.removed):
            rows = history.named(step.table, [row.pk for row in batch])
            if step.table in KEYED:
                gone += [history.about(row) for row in rows]
                self.touched[step.table] -= {row.pk for row in rows}
            else:
                self._note(step.table, rows)
            leaving = model.objects.filter(pk__in=[row.pk for row in rows])
            for name in WITHIN.get(step.table, ()):
                model.objects.filter(**{f"{name}__in": leaving}).update(**{name: None})
            leaving.delete()
            self._step(len(rows))
        return gone


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
