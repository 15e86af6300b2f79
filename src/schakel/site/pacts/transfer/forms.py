"""Forms of import and export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from schakel.catalog.ledger import TABLES
from schakel.site import choices
from schakel.site.pacts.transfer.files import LARGEST, MEGABYTE, Files
from schakel.site.pacts.transfer.shape import MODELS

TOO_MUCH = _(
    "This is more than %(most)d MB together. Divide the rows over several imports, or ask an "
    "administrator to use the command line."
)


def _tables() -> list[tuple[str, str]]:
    return [(name, str(MODELS[name]._meta.verbose_name_plural)) for name in TABLES]


class FilesInput(forms.ClearableFileInput):
    """Several files in one field."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; clean gives a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file as Django checks it."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not given and not self.required:
            return []
        return [super(FilesField, self).clean(file, initial) for file in given or [None]]


class ImportForm(forms.Form):
    """Files or pasted text, for which region."""

    region = forms.ChoiceField(label=_("Region"), choices=choices.regions)
    files = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("A zip that was exported here, or CSV files named after their table."),
    )
    text = forms.CharField(
        label=_("Or paste a table"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("With the names of the columns in the first line."),
    )
    table = forms.ChoiceField(
        label=_("Table of the pasted text"),
        required=False,
        choices=lambda: [("", _("Find out from the columns")), *_tables()],
    )
    complete = forms.BooleanField(
        label=_("These tables are complete"),
        required=False,
        help_text=_("Rows that are not in them are removed from the ledger of this region."),
    )

    def clean(self) -> dict[str, Any]:
        """Something was given, and not too much."""
        cleaned = super().clean() or {}
        files, text = cleaned.get("files") or [], cleaned.get("text") or ""
        if not files and not text.strip() and "files" not in self.errors:
            self.add_error("files", _("Choose a file, or paste a table."))
        if sum(file.size for file in files) + len(text) > LARGEST:
            self.add_error("files", TOO_MUCH % {"most": LARGEST // MEGABYTE})
        return cleaned

    def given(self) -> Files:
        """Names and contents of what was handed over."""
        given = [(file.name, file.read()) for file in self.cleaned_data["files"]]
        if self.cleaned_data["text"].strip():
            name = self.cleaned_data["table"] or str(_("pasted"))
            given.append((f"{name}.csv", self.cleaned_data["text"].encode("utf-8")))
        return given


class ExportForm(forms.Form):
    """What to write, and in which form."""

    region = forms.ChoiceField(label=_("Region"), choices=choices.regions)
    table = forms.ChoiceField(
        label=_("Table"),
        required=False,
        choices=lambda: [("", _("All tables, as a zip")), *_tables()],
    )
    excel = forms.BooleanField(
        label=_("For Excel set to Dutch"),
        required=False,
        help_text=_("With semicolons and decimal commas. It can be imported just as well."),
    )
    personal = forms.BooleanField(
        label=_("With personal data"),
        required=False,
        help_text=_("Persons, e-mail addresses and telephone numbers of roles. Keep it safe."),
    )
