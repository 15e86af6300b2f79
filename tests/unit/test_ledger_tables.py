"""Tables of the ledger as files: what is understood, and what is refused with row and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.catalog import ledger, ledger_checks
from schakel.catalog.catalog import load
from schakel.catalog.ledger_cells import stand_in, text_of, written
from schakel.catalog.ledger_checks import Known, check, codes, faults_of
from schakel.catalog.ledger_reading import LONGEST_CELL, Reading, read, table_of

MONEY = "action,funder,year,link,pledged,granted,spent\n"


def of(name: str, text: str | bytes) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    return read([(name, content)])


def rows(reading: Reading, table: str) -> list[object]:
    return [line.row for line in reading.sheets[table].lines]


def told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.kind) for fault in reading.faults]


def known(**kept: object) -> Known:
    catalog = load("oost")
    return Known("oost", codes(catalog, catalog.content), **kept)


def checked(*files: tuple[str, str], **kept: object) -> list[tuple[str, int, str, str]]:
    reading = read([(name, text.encode()) for name, text in files])
    assert not reading.faults
    faults = check(reading, known(**kept))
    return [(fault.file, fault.row, fault.column, fault.kind) for fault in faults]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_separator_and_usual_encoding_is_read(mark: str, codec: str) -> None:
    lines = [("key", "name", "kind"), ("een", "Één & co", "firm")]
    text = "\r\n".join(mark.join(line) for line in lines)
    reading = of("organisations.csv", text.encode(codec))
    assert not reading.faults
    assert [row.name for row in rows(reading, "organisations")] == ["Één & co"]
    noted = {note.kind for note in reading.notes}
    assert ("separator" in noted) == (mark != ",")
    assert ("encoding" in noted) == (not codec.startswith("utf-8"))


def test_decimal_commas_and_dutch_days_are_understood_and_said() -> None:
    reading = of(
        "money.csv", "action;funder;year;pledged;granted\na;b;2025;1.250,50;3.000\nc;d;2025;;€ 12\n"
    )
    first, second = rows(reading, "money")
    assert (first.pledged, first.granted) == (Decimal("1250.50"), Decimal(3000))
    assert (second.pledged, second.granted) == (None, Decimal(12))
    assert "decimal_comma" in {note.kind for note in reading.notes}
    reading = of("milestones.csv", "action,label_nl,due\na,Klaar,31-12-2025\n")
    assert rows(reading, "milestones")[0].due == date(2025, 12, 31)
    assert "31-12-2025" in next(n.text() for n in reading.notes if n.kind == "days")


@pytest.mark.parametrize("amount", ["1.250", '"1,250"'])
def test_a_number_that_can_be_read_in_two_ways_is_refused(amount: str) -> None:
    assert told(of("money.csv", MONEY + f"a,b,2025,,{amount},,\n")) == [(2, "pledged", "unclear")]


@pytest.mark.parametrize(
    ("cells", "column", "kind"),
    [
        ("a,b,2025,,-5,,", "pledged", "number"),
        ("a,b,2025,,veel,,", "pledged", "number"),
        ("a,b,25,,1,,", "year", "year"),
        ("A b,b,2025,,1,,", "action", "key"),
        ("a,,2025,,1,,", "funder", "funder"),
        ("a,b,,,1,,", "year", "empty"),
        ("a,b,2025,,1,,,,x", "", "surplus"),
        ("a,b,2025,,1,,\x00", "spent", "character"),
    ],
)
def test_a_wrong_cell_is_told_with_its_row_and_column(cells: str, column: str, kind: str) -> None:
    reading = of("money.csv", MONEY + "\n" + f"{cells}\na,b,2025,,1,,\n")
    assert (3, column, kind) in told(reading), "the empty row counts, as in a spreadsheet"
    assert len(rows(reading, "money")) == 1


def test_every_fault_of_a_file_is_told_at_once_and_says_what_to_do() -> None:
    reading = of(
        "roles.csv",
        "key,pact,office_nl,organisation,as_of,valid_from,valid_until,email,nmae\n"
        "r-1,p,Liaison,o,soon,,,,\n"
        "r-2,p,Liaison,o,2025-01-01,2025-02-01,2025-01-01,,\n"
        "r-3,p,,o,2025-01-01,,,jan at school,\n",
    )
    assert told(reading) == [
        (1, "nmae", "unknown_column"),
        (2, "as_of", "date"),
        (3, "valid_until", "crossing"),
        (4, "office_nl", "empty"),
        (4, "email", "email"),
    ]
    for fault in reading.faults:
        assert "%(" not in str(fault.problem())


def test_a_row_with_an_unreadable_cell_is_checked_in_its_other_cells_too() -> None:
    files = [
        ("agreements.csv", "key,pact,title_nl,status\nx,p,X,maybe\n"),
        (
            "actions.csv",
            "key,agreement,title_nl,areas,valid_from,valid_until,participants_aimed\n"
            "a,gone,,XX1,2025-02-01,2025-01-01,many\n"
            "a,x,A,,,,\n"
            "A b,x,B,,soon,2025-01-01,1.250\n"
            "c,x,C,,,,,surplus\n",
        ),
        ("money.csv", MONEY + "a,o,25,gone,veel,,\nc,nobody,2025,,1.250,,\n"),
        ("pacts.csv", "key,region,kind,name_nl\np,west,odd,P\n"),
        ("pact_statuses.csv", "pact,status,merged_into,as_of\np,odd,,\np,merged,,soon\n"),
    ]
    reading = read([(name, text.encode()) for name, text in files])
    faults = faults_of(reading, known(keys={"organisations": {"o"}}))
    assert [(f.file.removesuffix(".csv"), f.row, f.column, f.kind) for f in faults] == [
        ("actions", 2, "title_nl", "empty"),
        ("actions", 2, "participants_aimed", "count"),
        ("actions", 2, "valid_until", "crossing"),
        ("actions", 2, "agreement", "unknown_key"),
        ("actions", 2, "areas", "unknown_code"),
        ("actions", 3, "key", "same_key"),
        ("actions", 4, "participants_aimed", "unclear"),
        ("actions", 4, "valid_from", "date"),
        ("actions", 4, "key", "key"),
        ("actions", 5, "", "surplus"),
        ("agreements", 2, "status", "choice"),
        ("money", 2, "year", "year"),
        ("money", 2, "pledged", "number"),
        ("money", 2, "link", "unknown_code"),
        ("money", 3, "pledged", "unclear"),
        ("money", 3, "funder", "unknown_key"),
        ("pact_statuses", 2, "status", "choice"),
        ("pact_statuses", 3, "as_of", "date"),
        ("pact_statuses", 3, "merged_into", "merged"),
        ("pacts", 2, "kind", "choice"),
        ("pacts", 2, "region", "region"),
    ]


@pytest.mark.parametrize("table", ledger.TABLES)
def test_what_stands_in_for_unreadable_cells_is_a_row(table: str) -> None:
    kind = ledger.TABLES[table]
    kind.model_validate({name: stand_in(table, name) for name in kind.model_fields})


def test_what_is_no_table_is_refused() -> None:
    assert told(of("plan.csv", "a,b\n1,2\n")) == [(1, "", "table")]
    assert told(of("money.csv", "")) == [(0, "", "no_rows")]
    assert told(of("money.csv", b"\xff\xfe\x00")) == [(0, "", "encoding")]
    assert told(of("money.csv", 'action\n"open')) == [(0, "", "quotes")]
    assert told(of("money.csv", "action\n" + "a" * (LONGEST_CELL + 1))) == [(0, "", "cell")]
    assert told(of("money.csv", "action,funder\n")) == [(1, "year", "no_column")]
    assert told(of("money.csv", MONEY.replace("link", "spent"))) == [(1, "spent", "column_twice")]
    twice = read([("money.csv", MONEY.encode()), ("oost-money.csv", MONEY.encode())])
    assert [fault.kind for fault in twice.faults] == ["table_twice"]


def test_a_table_is_known_by_its_file_name_or_by_its_columns() -> None:
    assert table_of("oost-action-partners (2).csv", []) == "action_partners"
    assert table_of("plak.csv", ["action", "funder", "year", "pledged"]) == "money"
    assert table_of("plak.csv", ["action", "organisation"]) == "action_partners"


def test_a_table_that_excel_announces_with_its_separator_counts_rows_as_excel_does() -> None:
    reading = of("money.csv", "sep=;\naction;funder;year;spent\na;b;2025;x\n")
    assert told(reading) == [(3, "spent", "number")]


@given(st.text(alphabet=st.sampled_from("'=+-@ab \n\"é;,\t")))
def test_every_text_comes_back_and_none_is_a_formula(text: str) -> None:
    cell = written(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text_of(cell) == text.strip()


def test_columns_start_with_the_own_ones_and_are_those_of_the_type() -> None:
    for table, kind in ledger.TABLES.items():
        assert set(ledger.columns(table)) == set(kind.model_fields)
        assert ledger.columns(table)[0] in ("key", *ledger.REFERENCES[table])
        assert set(ledger.IDENTITY[table]) <= set(ledger.columns(table))
        before = list(ledger.TABLES)[: list(ledger.TABLES).index(table) + 1]
        assert set(ledger.REFERENCES[table].values()) <= set(before)


def test_keys_that_lead_nowhere_and_keys_twice() -> None:
    found = checked(
        ("organisations.csv", "key,name\na,A\na,B\n"),
        ("agreements.csv", "key,pact,title_nl\nx,pact-1,X\n"),
        ("actions.csv", "key,agreement,title_nl,owner\ny,z,Y,q\nw,x,W,a\n"),
    )
    assert found == [
        ("actions.csv", 2, "agreement", "unknown_key"),
        ("actions.csv", 2, "owner", "unknown_key"),
        ("agreements.csv", 2, "pact", "unknown_key"),
        ("organisations.csv", 3, "key", "same_key"),
    ]


def test_many_wrong_keys_among_many_are_told_without_a_long_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches: list[str] = []
    monkeypatch.setattr(ledger_checks, "near", lambda name, known: searches.append(name) or "")
    wrong = "".join(f"gone-{number},o\n" for number in range(2000))
    kept = {"actions": {f"action-{number}" for number in range(10_000)}, "organisations": {"o"}}
    found = checked(("action_partners.csv", f"action,organisation\n{wrong}"), keys=kept)
    assert len(found) == 2000
    assert len(searches) < 100, "a search among ten thousand names for each would take minutes"


def test_a_key_of_another_region_is_not_taken_over() -> None:
    agreements = ("agreements.csv", "key,pact,title_nl\nx,p,X\n")
    kept = {"keys": {"pacts": {"p"}}, "elsewhere": {"agreements": {"x"}}}
    assert checked(agreements, **kept) == [("agreements.csv", 2, "key", "other_region")]


def test_codes_that_the_region_does_not_know() -> None:
    found = checked(
        ("actions.csv", "key,agreement,title_nl,goals,links,areas\ny,x,Y,nowhere,gone,XX1 YY2\n"),
        keys={"agreements": {"x"}},
    )
    assert found == [
        ("actions.csv", 2, "areas", "unknown_code"),
        ("actions.csv", 2, "areas", "unknown_code"),
        ("actions.csv", 2, "goals", "unknown_code"),
        ("actions.csv", 2, "links", "unknown_code"),
    ]


def test_a_municipality_is_in_a_pact_once_on_any_day() -> None:
    found = checked(
        (
            "pact_municipalities.csv",
            "pact,municipality,valid_from,valid_until\n"
            "p,GM0193,,2024-01-01\np,GM0193,2023-01-01,\nq,GM0193,,\n"
            "p,GM0141,,2024-01-01\np,GM0141,2024-01-01,\n",
        ),
        keys={"pacts": {"p", "q"}},
    )
    assert found == [("pact_municipalities.csv", 3, "municipality", "municipality_twice")]


def test_money_fits_its_action_and_says_how_much() -> None:
    link, other = list(load("oost").links)[:2]
    found = checked(
        ("actions.csv", f"key,agreement,title_nl,links\ny,x,Y,{link}\n"),
        ("money.csv", MONEY + f"y,o,2025,{other},1,,\ny,o,2025,{link},1,,\ny,o,2025,,,,\n"),
        keys={"agreements": {"x"}, "organisations": {"o"}},
    )
    assert found == [
        ("money.csv", 2, "link", "other_link"),
        ("money.csv", 4, "pledged", "no_amount"),
    ]


def test_pacts_do_not_lie_within_themselves_and_merge_into_another() -> None:
    found = checked(
        (
            "pacts.csv",
            "key,region,kind,name_nl,parent\na,oost,regional,A,b\nb,oost,regional,B,a\n"
            "c,west,regional,C,\n",
        ),
        ("pact_statuses.csv", "pact,status,merged_into\na,merged,\nb,active,a\na,merged,b\n"),
    )
    assert found == [
        ("pact_statuses.csv", 2, "merged_into", "merged"),
        ("pact_statuses.csv", 3, "merged_into", "merged"),
        ("pacts.csv", 2, "parent", "circle"),
        ("pacts.csv", 3, "parent", "circle"),
        ("pacts.csv", 4, "region", "region"),
    ]
