"""Fields that the tables of the ledger share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

Choices = Callable[[], list[tuple[str, str]]]


class CodesField(models.TextField):
    """Codes of the region package, parted by spaces; in a form a list to tick.

    They point into files, not into the database, so there is nothing to join. `known` gives the
    codes there are, with their labels.
    """

    def __init__(self, *args: Any, known: Choices | None = None, **kwargs: Any):
        self.known = known
        kwargs = {"blank": True, "default": "", **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The choices live in the package, so no migration hangs on them."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Boxes to tick."""
        return CodesFormField(
            choices=self.known or list,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", forms.CheckboxSelectMultiple),
        )


class CodesFormField(forms.MultipleChoiceField):
    """Several codes as one text."""

    def prepare_value(self, value: Any) -> Any:
        """The boxes that are ticked."""
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """The codes in the order of the list, parted by spaces."""
        chosen = set(super().clean(self.prepare_value(value) or []))
        return " ".join(code for code, _label in self.choices if code in chosen)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other boxes are ticked."""
        return set(self.prepare_value(initial) or []) != set(self.prepare_value(data) or [])


def amount(label: Any) -> models.DecimalField:
    """Euros, empty when unknown."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


def words(label: Any, length: int = 200, **kwargs: Any) -> models.CharField:
    """A short text that may be empty."""
    return models.CharField(label, max_length=length, blank=True, **kwargs)


def text(label: Any, **kwargs: Any) -> models.TextField:
    """A longer text that may be empty."""
    return models.TextField(label, blank=True, **kwargs)


OPEN_HELP = _("Empty: not known, or open.")
