"""How the back office writes the rows of its reports as CSV and for a spreadsheet."""

from __future__ import annotations

from wagtail.admin.views.mixins import SpreadsheetExportMixin as Export

from schakel.base.spreadsheets import guarded

# For `custom_value_preprocess`: no text of a report becomes a formula.
GUARDED = {
    **Export.custom_value_preprocess,
    str: {Export.FORMAT_CSV: guarded, Export.FORMAT_XLSX: guarded},
}
