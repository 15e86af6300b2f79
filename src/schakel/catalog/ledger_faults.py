"""What can be wrong with a table of the ledger, and what a reader of it noticed, in words.

The words are templates: a face may translate them before it fills in the values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches

from schakel.base.errors import Problem

# What was expected, and what to do, by kind of fault.
TEXTS: dict[str, tuple[str, str]] = {
    "zip": (
        "a zip with the tables of the ledger as CSV, without a password",
        "make the zip again, or hand over the tables themselves",
    ),
    "bomb": (
        "a zip that grows to at most %(most)s times its size",
        "hand over the tables themselves",
    ),
    "too_large": (
        "at most %(most)s MB of tables together",
        "divide the rows over several imports",
    ),
    "too_many": ("at most %(most)s files", "hand over only the tables of the ledger"),
    "table": (
        "a table of the ledger: %(tables)s",
        "name the file after its table, such as actions.csv",
    ),
    "table_twice": ("each table once", "put the rows in one file, or leave one file out"),
    "no_rows": ("a first line with the names of the columns", "add that line"),
    "encoding": (
        "text as UTF-8, UTF-16 or Windows-1252",
        "save the file as “CSV UTF-8” and try again",
    ),
    "quotes": (
        "a quotation mark at both ends of a text",
        "close the quotation mark, or write it twice inside a text",
    ),
    "cell": (
        "cells of at most 10 MB",
        "make the text shorter; or close a quotation mark that was left open",
    ),
    "unknown_column": (
        "one of the columns of this table (nearest: %(near)s)",
        "correct the name, or remove the column",
    ),
    "column_twice": ("each column once", "remove or rename one of the two"),
    "no_column": ("this column, which every row needs", "add the column and fill it in"),
    "surplus": (
        "no more cells than there are columns",
        "put quotation marks around a text that holds the separator",
    ),
    "character": ("text without control characters", "remove the character that is not visible"),
    "empty": ("something filled in", "fill in this cell; it cannot be left empty"),
    "funder": (
        "the key of the organisation that pays",
        "fill in who pays, and add it to the organisations if it is not there",
    ),
    "key": (
        "small letters, digits and single hyphens, at most 80, such as regio-zwolle",
        "rewrite the key in this way, wherever it is used",
    ),
    "date": ("a day such as 2025-12-31 or 31-12-2025", "correct the date, or leave the cell empty"),
    "number": (
        "a number of zero or more, with at most two decimals",
        "correct the number; leave the cell empty if it is not known",
    ),
    "unclear": (
        "a number that can be read in one way only",
        "write it without a mark for the thousands, such as 1250 or 1250.00",
    ),
    "count": (
        "a whole number of zero or more",
        "correct the number; leave the cell empty if it is not known",
    ),
    "year": ("a year from 1990 up to 2100", "write the year with four digits"),
    "yes_no": ("true or false", "write true or false, or leave the cell empty for false"),
    "choice": ("one of: %(choices)s", "choose one of these words"),
    "long": ("at most %(length)s characters", "make the text shorter"),
    "address": ("an address that starts with https:// or http://", "copy the whole address"),
    "email": ("an e-mail address such as naam@school.nl", "correct the e-mail address"),
    "codes": ("codes of letters and digits, with spaces between them", "correct the codes"),
    "unknown_code": (
        "a %(of)s that the region knows (nearest: %(near)s)",
        "correct the code, or leave the cell empty",
    ),
    "unknown_key": (
        "a key of the table %(table)s (nearest: %(near)s)",
        "correct the key, or add a row for it to %(table)s",
    ),
    "crossing": (
        "a last day that comes after the first",
        "correct valid_from or valid_until",
    ),
    "same_key": ("each key once", "give one of the two another key; row %(other)s has it too"),
    "other_region": (
        "an entry of this region",
        "choose another key, or import it for the region to which it belongs",
    ),
    "region": ("the region for which you import: %(region)s", "correct the region"),
    "municipality_twice": (
        "a municipality at most once in a pact on any day",
        "end the earlier one on the day on which the later one starts (see row %(other)s)",
    ),
    "circle": ("a pact above it that is not below it", "leave `parent` empty, or correct it"),
    "merged": (
        "`merged_into` for a status `merged`, and only then",
        "fill in the pact into which it merged, or change the status",
    ),
    "no_amount": (
        "at least one amount: pledged, granted or spent",
        "fill in one of the three, or remove the row",
    ),
    "other_link": (
        "one of the links of the action: %(links)s",
        "correct the link, add it to the action, or leave it empty",
    ),
    "in_use": (
        "nothing that still refers to what is removed",
        "import the table %(table)s with it, or keep this row in the file",
    ),
}

NOTES: dict[str, str] = {
    "separator": "The columns are separated by a %(separator)s.",
    "encoding": "The text was read as %(encoding)s.",
    "days": "Dates such as %(example)s were read as day, month, year.",
    "decimal_comma": "Numbers such as %(example)s were read with a decimal comma.",
    "kept": "The columns %(columns)s are not in the file: what is known of them stays as it is.",
    "same_row": "Row %(row)s says the same as row %(other)s. Both are kept.",
}
# Values that are words themselves.
WORDS = (
    *("comma", "semicolon", "tab"),
    *("place", "area", "municipality", "theme", "goal", "link", "indicator", "practice example"),
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a file: `row` as a spreadsheet counts it (the head is 1; 0: all).

    `kind` is a key of `TEXTS`, `values` fill its templates.
    """

    file: str
    row: int
    column: str
    found: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()

    def expected(self, say: Callable[[str], str] = str) -> str:
        """What should have been there; `say` translates."""
        return _filled(TEXTS[self.kind][0], self.values, say)

    def advice(self, say: Callable[[str], str] = str) -> str:
        """What to do; `say` translates."""
        return _filled(TEXTS[self.kind][1], self.values, say)

    def problem(self) -> Problem:
        """The same as the command line tells it."""
        place = " › ".join(
            part for part in (f"row {self.row}" * bool(self.row), self.column) if part
        )
        return Problem(self.file, self.found or "nothing", self.expected(), self.advice(), place)


@dataclass(frozen=True)
class Note:
    """Something that a reader may want to check: how a file was understood."""

    file: str
    kind: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self, say: Callable[[str], str] = str) -> str:
        """The note in words; `say` translates."""
        return _filled(NOTES[self.kind], self.values, say)


def _filled(template: str, values: tuple[tuple[str, str], ...], say: Callable[[str], str]) -> str:
    words = {name: say(value) if value in WORDS else value for name, value in values}
    return say(template) % words if words else say(template)


def near(name: str, known: Collection[str]) -> str:
    """The names that look most like this one, or a dash."""
    return ", ".join(get_close_matches(name, list(known), n=3, cutoff=0.5)) or "–"


def shown(text: str) -> str:
    """A cell as it is shown in a message: short."""
    return text if len(text) <= 80 else text[:77] + "…"
