"""Writes the ledger of a region as CSV: one table, or all of them in a zip.

The files follow RFC 4180 (commas, CRLF) with ISO dates and decimal points, as UTF-8 with a mark at
the start, by which Excel reads the letters right. `excel` gives semicolons and decimal commas
instead, which Dutch Excel opens with a double click. An import reads both. Documents of meetings
are not in it. The same ledger always gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

from schakel.catalog.ledger import PERSONAL, TABLES, columns
from schakel.catalog.ledger_cells import written
from schakel.site.pacts.transfer.shape import standing

Progress = Callable[[int, int], None]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def table(name: str, region: str, personal: bool = False, excel: bool = False) -> bytes:
    """One table as CSV; persons and how to reach them only when `personal`.

    A column that is left out stays as it is at the next import.
    """
    names = [column for column in columns(name) if personal or column not in PERSONAL]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(names)
    for row in standing(name, region, names):
        writer.writerow([written(row.values[column], excel) for column in names])
    return text.getvalue().encode("utf-8-sig")


def archive(
    region: str,
    personal: bool = False,
    excel: bool = False,
    say: Progress = lambda _done, _total: None,
) -> bytes:
    """All tables of a region in one zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for done, name in enumerate(TABLES):
            say(done, len(TABLES))
            entry = zipfile.ZipInfo(f"{name}.csv", _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, table(name, region, personal, excel))
    say(len(TABLES), len(TABLES))
    return target.getvalue()
