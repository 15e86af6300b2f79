"""Fields that the tables of the ledger share."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import get_format, number_format
from django.utils.text import capfirst
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
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", forms.CheckboxSelectMultiple),
        )


class CodesFormField(forms.MultipleChoiceField):
    """Several codes as one text."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not in the region package. Choose from the list.")
    }

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


class CodeField(models.CharField):
    """One code of the region package; in a form a list to choose from. In the database a word."""

    def __init__(self, *args: Any, known: Choices | None = None, **kwargs: Any):
        self.known = known
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For a migration it is a word: the choices live in the package."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A list to choose from."""
        return CodeFormField(
            choices=lambda: [("", "—"), *(self.known or list)()],
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", CodeSelect),
        )


class CodeSelect(forms.Select):
    """A list in which a code that the package no longer knows stays visible."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> Any:
        """The choices, after the code that stands there and is not among them."""
        groups = super().optgroups(name, value, attrs)
        known = {str(code) for code, _label in self.choices}
        strange = [code for code in value if code not in known]
        return [
            *((None, [self.create_option(name, code, code, True, 0)], 0) for code in strange),
            *groups,
        ]


class CodeFormField(forms.ChoiceField):
    """One code."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not in the region package. Choose from the list.")
    }


class AmountField(models.DecimalField):
    """A number that people write as they do on paper; in the database a plain decimal."""

    def deconstruct(self) -> Any:
        """For a migration it is a decimal."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        """A box that reads 1.250,50 in Dutch and 1,250.50 in English."""
        return super().formfield(**{**kwargs, "form_class": AmountFormField})


class AmountFormField(forms.DecimalField):
    """Reads and writes numbers in the reader's own manner; a sign of the euro may stand before."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("This is not a number that we can read. Write it like %(example)s.")
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard with digits, on a telephone."""
        return {"inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number with the separators of the language; what was typed stays as it is."""
        if not isinstance(value, Decimal):
            return value
        whole = value == value.to_integral_value()
        return number_format(value, 0 if whole else 2, force_grouping=True)

    def to_python(self, value: Any) -> Decimal | None:
        """The number; ValidationError when it can be read in no way, or in two."""
        text = re.sub(r"[\s€]", "", str(value or ""))
        if not text:
            return None
        if isinstance(value, Decimal):
            return value
        plain = _plain(text, get_format("DECIMAL_SEPARATOR"))
        if plain is None:
            example = number_format(Decimal("1250.5"), 2, force_grouping=True)
            raise ValidationError(self.error_messages["invalid"], "invalid", {"example": example})
        return super().to_python(plain)


def _plain(text: str, decimal: str) -> str | None:
    """The number with a point before the decimals and nothing else; None when unreadable.

    Groups of three are thousands in the language's own manner. A sole separator of the other kind
    with one or two digits behind it can only mean decimals.
    """
    group = "." if decimal == "," else ","
    digits, d, g = r"-?\d+", re.escape(decimal), re.escape(group)
    if re.fullmatch(rf"(?:{digits}|-?\d{{1,3}}(?:{g}\d{{3}})+)(?:{d}\d+)?", text):
        return text.replace(group, "").replace(decimal, ".")
    if re.fullmatch(rf"{digits}{g}\d{{1,2}}", text):
        return text.replace(group, ".")
    return None


def amount(label: Any) -> models.DecimalField:
    """Euros, empty when unknown."""
    return AmountField(label, max_digits=14, decimal_places=2, null=True, blank=True)


def words(label: Any, length: int = 200, **kwargs: Any) -> models.CharField:
    """A short text that may be empty."""
    return models.CharField(label, max_length=length, blank=True, **kwargs)


def code(label: Any, known: Choices, length: int = 40, **kwargs: Any) -> CodeField:
    """One code of the package that may be empty."""
    return CodeField(label, max_length=length, blank=True, known=known, **kwargs)


def text(label: Any, **kwargs: Any) -> models.TextField:
    """A longer text that may be empty."""
    return models.TextField(label, blank=True, **kwargs)


OPEN_HELP = _("Empty: not known, or open.")
