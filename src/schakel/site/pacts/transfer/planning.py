"""What an import would do: which rows are new, changed, the same, or to be removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from schakel.catalog.catalog import Catalog, load
from schakel.catalog.ledger import IDENTITY, KEYED, REFERENCES, TABLES, PactMunicipality
from schakel.catalog.ledger_checks import Known, codes, faults_of
from schakel.catalog.ledger_faults import Fault
from schakel.catalog.ledger_reading import Line, Reading, Sheet
from schakel.site.pacts.models import Pact
from schakel.site.pacts.transfer.shape import MODELS, Standing, region_path, rows_of, standing

PRACTICE = "practice example"


@dataclass
class Change:
    """A row that is known already and differs in some columns."""

    pk: int
    row: Any
    columns: tuple[str, ...]


@dataclass
class TablePlan:
    """What happens to one table."""

    table: str
    added: list[Line] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    removed: list[Standing] = field(default_factory=list)
    kept: list[Standing] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what happens to them."""
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "removed": len(self.removed),
        }


@dataclass
class Plan:
    """What happens to each table, and everything that stands in the way."""

    region: str
    tables: dict[str, TablePlan]
    faults: list[Fault]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Counts by table, in the order of the tables."""
        return {name: self.tables[name].counts for name in TABLES if name in self.tables}


def prepare(reading: Reading, region: str, complete: bool = False) -> Plan:
    """The plan for what was read. With `complete`, rows that are not in a file's table go."""
    tables = {name: _table_plan(sheet, region, complete) for name, sheet in reading.sheets.items()}
    known = _known(load(region), tables)
    faults = faults_of(reading, known)
    if not faults:
        faults = list(_in_use(tables, reading, region))
    return Plan(region, tables, faults)


def _table_plan(sheet: Sheet, region: str, complete: bool) -> TablePlan:
    """Match rows with those that stand, by identity; equal ones in their order."""
    plan, identity = TablePlan(sheet.table), IDENTITY[sheet.table]
    waiting: dict[tuple[Any, ...], list[Standing]] = defaultdict(list)
    for found in standing(sheet.table, region):
        waiting[tuple(found.values[name] for name in identity)].append(found)

    def of(line: Line) -> tuple[Any, ...]:
        return tuple(getattr(line.row, name) for name in identity)

    for line in sheet.lines:
        same = waiting.get(of(line))
        if not same:
            plan.added.append(line)
            continue
        found = same.pop(0)
        differing = tuple(
            name
            for name in line.row.model_fields_set
            if getattr(line.row, name) != found.values[name]
        )
        if differing:
            plan.changed.append(Change(found.pk, line.row, differing))
        else:
            plan.unchanged += 1
    for line in sheet.damaged:  # what it would change neither stays nor goes
        if same := waiting.get(of(line)):
            same.pop(0)
    rest = [found for same in waiting.values() for found in same]
    plan.removed, plan.kept = (rest, []) if complete else ([], rest)
    return plan


def _known(catalog: Catalog, tables: dict[str, TablePlan]) -> Known:
    """What rows may refer to besides one another: the package, and the ledger without what goes."""
    region = catalog.region.id
    keys, elsewhere = {}, {}
    for table in KEYED:
        gone = {row.values["key"] for row in tables[table].removed} if table in tables else set()
        own = set(_keys(rows_of(table, region) if region_path(table) else _all(table)))
        keys[table] = own - gone
        elsewhere[table] = set(_keys(_all(table))) - own
    there = {**codes(catalog, catalog.content)}
    there[PRACTICE] = {*there[PRACTICE], *practice_pages()}
    actions = rows_of("actions", region).order_by().values_list("key", "links")
    return Known(
        region,
        there,
        keys,
        elsewhere,
        parents=dict(Pact.objects.exclude(parent=None).values_list("key", "parent__key")),
        links=dict(actions),
        municipalities=_municipalities(tables),
    )


def _all(table: str) -> Any:
    return MODELS[table].objects.all()


def _keys(rows: Any) -> Iterable[str]:
    keys: Iterable[str] = rows.order_by().values_list("key", flat=True)
    return keys


def practice_pages() -> dict[str, int]:
    """Pages of practice examples by slug; of a pair in two languages the Dutch one."""
    pages = Page.objects.filter(content_type__model="practicepage")
    found = pages.order_by("locale__language_code").values_list("slug", "pk")
    return dict(found)


def _municipalities(tables: dict[str, TablePlan]) -> list[PactMunicipality]:
    """Municipalities of pacts that stay as they are beside those in the file."""
    plan = tables.get("pact_municipalities")
    return [PactMunicipality.model_construct(**row.values) for row in plan.kept] if plan else []


def _in_use(tables: dict[str, TablePlan], reading: Reading, region: str) -> Iterator[Fault]:
    """Entries that would be removed while rows of which the files do not tell refer to them."""
    gone = {
        table: {row.values["key"] for row in plan.removed}
        for table, plan in tables.items()
        if table in KEYED and plan.removed
    }
    for table, references in REFERENCES.items():
        leaving = {row.pk for row in tables[table].removed} if table in tables else set()
        told = reading.sheets[table].columns if table in tables else ()
        for column, to in references.items():
            if to not in gone or column in told:
                continue  # what the file says of this column is checked as a reference
            rows = [row for row in standing(table, region, [column]) if row.pk not in leaving]
            for key in sorted({row.values[column] for row in rows} & gone[to]):
                yield Fault(reading.sheets[to].file, 0, "key", key, "in_use", (("table", table),))
