"""What must hold between the rows of the ledger: keys that exist, codes that the region knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schakel.base.errors import Problem
from schakel.catalog.content import Content
from schakel.catalog.ledger import CODES, KEYED, REFERENCES, PactMunicipality
from schakel.catalog.ledger_faults import Fault, near, shown
from schakel.catalog.ledger_reading import Line, Reading, Sheet, read

if TYPE_CHECKING:
    from schakel.catalog.catalog import Catalog

FOLDER = "ledger"
ACROSS = ("parent", "merged_into")
Codes = Mapping[str, Collection[str]]
Keys = Mapping[str, Collection[str]]


@dataclass
class Known:
    """What rows may refer to besides one another.

    `codes` are those of the region package, by what they name. The rest is what a ledger holds
    already and keeps: `keys` by table, `elsewhere` the keys by table that belong to another region,
    `parents` of pacts, `links` of actions (codes parted by spaces), `municipalities`.
    """

    region: str
    codes: Codes
    keys: Keys = field(default_factory=dict)
    elsewhere: Keys = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    municipalities: Collection[PactMunicipality] = ()


def codes(catalog: Catalog, content: Content) -> Codes:
    """Codes of a region package that rows of the ledger may use, by what they name."""
    areas = catalog.areas.values()
    practices = content.practices
    return {
        "place": {area.code for area in areas},
        "area": {area.code for area in areas if area.kind != "municipality"},
        "municipality": {area.code for area in areas if area.kind == "municipality"},
        "goal": set(catalog.goals),
        "link": set(catalog.links),
        "indicator": set(catalog.indicators),
        "theme": {theme.id for theme in content.themes},
        "practice example": {entry.id.replace("_", "-") for entry in practices},
    }


def ledger_files(folder: Path) -> list[tuple[str, bytes]]:
    """Name and content of the tables with which the ledger of a region package starts."""
    return [(str(path), path.read_bytes()) for path in sorted((folder / FOLDER).glob("*.csv"))]


def ledger_problems(catalog: Catalog, content: Content) -> list[Problem]:
    """Everything that is wrong with the tables with which the ledger of a region starts."""
    reading = read(ledger_files(catalog.packages[-1].folder))
    known = Known(catalog.region.id, codes(catalog, content))
    return [fault.problem() for fault in faults_of(reading, known)]


def faults_of(reading: Reading, known: Known) -> list[Fault]:
    """All that is wrong with what was read, row by row: within its cells, and with other rows."""
    faults = (*reading.faults, *check(reading, known))
    return sorted(faults, key=lambda fault: (fault.file, fault.row))


def check(reading: Reading, known: Known) -> list[Fault]:
    """Every row that does not fit with the other rows, or with what is known already.

    Of a row with cells that could not be read, the other cells are looked at too.
    """
    keys = {table: set(known.keys.get(table, ())) for table in KEYED}
    for table in KEYED:
        keys[table] |= {line.row.key for line in _lines(reading, table) if line.read("key")}
    faults = [
        fault
        for sheet in reading.sheets.values()
        for fault in (
            *_keys_once(sheet, known),
            *_references(sheet, keys, known.elsewhere),
            *_codes(sheet, known),
        )
    ]
    faults += _pacts(_lines(reading, "pacts"), known)
    faults += _statuses(_lines(reading, "pact_statuses"))
    faults += _municipalities(_lines(reading, "pact_municipalities"), known)
    faults += _money(reading, known)
    return sorted(faults, key=lambda fault: (fault.file, fault.row, fault.column))


def _lines(reading: Reading, table: str) -> list[Line]:
    sheet = reading.sheets.get(table)
    return sheet.all_lines if sheet else []


def _fault(line: Line, column: str, found: Any, kind: str, **values: str) -> Fault:
    return Fault(line.file, line.number, column, shown(str(found)), kind, tuple(values.items()))


def _keys_once(sheet: Sheet, known: Known) -> Iterator[Fault]:
    if sheet.table not in KEYED:
        return
    elsewhere = known.elsewhere.get(sheet.table, ())
    seen: dict[str, int] = {}
    for line in (line for line in sheet.all_lines if line.read("key")):
        key = line.row.key
        first = seen.setdefault(key, line.number)
        if first != line.number:
            yield _fault(line, "key", key, "same_key", other=str(first))
        if key in elsewhere:
            yield _fault(line, "key", key, "other_region")


class _Nearest:
    """Names nearest to wrong ones, for the first few: a search among many names takes long."""

    wrong, among = 20, 2000

    def __init__(self, known: Collection[str]):
        self.known, self.found = known, dict[str, str]()

    def to(self, name: str) -> str:
        """The names that look most like this one, or a dash."""
        room = len(self.found) < self.wrong and len(self.known) <= self.among
        if name not in self.found and room:
            self.found[name] = near(name, self.known)
        return self.found.get(name, "–")


def _references(sheet: Sheet, keys: Keys, elsewhere: Keys) -> Iterator[Fault]:
    for column, table in REFERENCES[sheet.table].items():
        # A pact may be part of one of another region; anything else stays within its own.
        known = {*keys[table], *(elsewhere.get(table, ()) if column in ACROSS else ())}
        nearest = _Nearest(known)
        for line in sheet.all_lines:
            key = getattr(line.row, column)
            if key and line.read(column) and key not in known:
                values = {"table": table, "near": nearest.to(key)}
                yield _fault(line, column, key, "unknown_key", **values)


def _codes(sheet: Sheet, known: Known) -> Iterator[Fault]:
    for column, kind in CODES.get(sheet.table, {}).items():
        there = known.codes[kind]
        nearest = _Nearest(there)
        for line in (line for line in sheet.all_lines if line.read(column)):
            for code in getattr(line.row, column).split():
                if code not in there:
                    values = {"of": kind, "near": nearest.to(code)}
                    yield _fault(line, column, code, "unknown_code", **values)


def _pacts(lines: Iterable[Line], known: Known) -> Iterator[Fault]:
    parents = {**known.parents, **{line.row.key: line.row.parent for line in lines}}
    for line in lines:
        if line.row.region != known.region and line.read("region"):
            yield _fault(line, "region", line.row.region, "region", region=known.region)
        above, passed = line.row.parent, {""}
        while above not in passed and above != line.row.key:
            passed.add(above)
            above = parents.get(above, "")
        if above == line.row.key and line.read("key", "parent"):
            yield _fault(line, "parent", line.row.parent, "circle")


def _statuses(lines: Iterable[Line]) -> Iterator[Fault]:
    for line in lines:
        fits = (line.row.status == "merged") == bool(line.row.merged_into)
        if not fits and line.read("status", "merged_into"):
            yield _fault(line, "merged_into", line.row.merged_into, "merged")


def _municipalities(lines: Iterable[Line], known: Known) -> Iterator[Fault]:
    """Municipalities that are in a pact twice on one day, in files or with what is known."""
    found: dict[tuple[str, str], list[tuple[PactMunicipality, Line | None]]] = defaultdict(list)
    for row in known.municipalities:
        found[row.pact, row.municipality].append((row, None))
    for line in (line for line in lines if not line.unread):
        found[line.row.pact, line.row.municipality].append((line.row, line))
    for (_, code), rows in found.items():
        ordered = sorted(rows, key=lambda entry: str(entry[0].valid_from or ""))
        for (one, earlier), (other, later) in pairwise(ordered):
            told = later or earlier
            if told and one.overlaps(other):
                before = str(earlier.number) if earlier and later else "–"
                yield _fault(told, "municipality", code, "municipality_twice", other=before)


def _money(reading: Reading, known: Known) -> Iterator[Fault]:
    links = {**known.links, **{line.row.key: line.row.links for line in _actions(reading)}}
    for line in _lines(reading, "money"):
        row = line.row
        amounts = (row.pledged, row.granted, row.spent)
        if amounts == (None, None, None) and line.read("pledged", "granted", "spent"):
            yield _fault(line, "pledged", "", "no_amount")
        of_action = links.get(row.action) if line.read("action", "link") else None
        if row.link and of_action is not None and row.link not in of_action.split():
            shown_links = of_action or "–"
            yield _fault(line, "link", row.link, "other_link", links=shown_links)


def _actions(reading: Reading) -> Iterator[Line]:
    """Actions whose file says on which links they work."""
    lines = (line for line in _lines(reading, "actions") if line.read("key", "links"))
    return (line for line in lines if "links" in line.row.model_fields_set)
