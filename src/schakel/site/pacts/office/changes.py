"""What changed between two versions of an entry, in words.

A version is what Wagtail keeps of an entry: field by name, and the rows below it in lists. Fields
that a model names in `PRIVATE` never show their values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

Version = dict[str, Any]
NOTHING = "–"
LONGEST = 160
# From a relation to the fields that name one of its rows.
NAMED_BY = {
    "milestones": ("label_nl",),
    "money": ("funder", "year"),
    "partners": ("organisation",),
    "promises": ("label_nl",),
    "statuses": ("status",),
    "municipalities": ("municipality",),
    "decisions": ("text",),
    "documents": ("document",),
}


class Names:
    """What the keys in versions refer to, asked once a table."""

    def __init__(self, model: type[models.Model], versions: Iterable[Version]):
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for version in versions:
            for field, value in _references(model, version):
                keys[field.related_model].add(value)
        self.found = {
            related: related._default_manager.in_bulk(wanted) for related, wanted in keys.items()
        }

    def of(self, field: models.Field[Any, Any], key: Any) -> str:
        """The name; a number when it is there no more."""
        row = self.found.get(field.related_model, {}).get(key)
        return str(row) if row is not None else f"#{key}"


def _references(
    model: type[models.Model], version: Version
) -> Iterator[tuple[models.Field[Any, Any], Any]]:
    for field in _fields(model):
        if field.many_to_one and version.get(field.name) is not None:
            yield field, version[field.name]
    for relation in _below(model):
        for row in version.get(relation.get_accessor_name(), ()):
            yield from _references(relation.related_model, row)


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields that people fill in."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and not isinstance(field, ParentalKey)
    ]


def _below(model: type[models.Model]) -> list[Any]:
    return list(get_all_child_relations(model))


def changes(model: type[models.Model], before: Version, after: Version, names: Names) -> list[str]:
    """One line a change: fields of the entry, then rows added, removed and changed below it."""
    lines = list(_of_fields(model, before, after, names))
    for relation in _below(model):
        name = relation.get_accessor_name()
        rows = _Rows(relation.related_model, NAMED_BY[name], names)
        lines += rows.compared(before.get(name, []), after.get(name, []))
    return lines


def _of_fields(
    model: type[models.Model], before: Version, after: Version, names: Names
) -> Iterator[str]:
    private = getattr(model, "PRIVATE", ())
    for field in _fields(model):
        old, new = before.get(field.name), after.get(field.name)
        if _same(field, old, new):
            continue
        label = capfirst(str(field.verbose_name))
        if field.name in private:
            yield _("%(field)s: changed") % {"field": label}
        else:
            yield f"{label}: {shown(field, old, names)} → {shown(field, new, names)}"


class _Rows:
    """The rows of one table below an entry."""

    def __init__(self, model: type[models.Model], named_by: tuple[str, ...], names: Names):
        self.model, self.named_by, self.names = model, named_by, names
        self.word = capfirst(str(model._meta.verbose_name))

    def compared(self, before: list[Version], after: list[Version]) -> Iterator[str]:
        old = {row.get("pk"): row for row in before}
        new = {row.get("pk"): row for row in after}
        for key, row in new.items():
            if key not in old:
                yield self._whole(_("%(what)s added"), row)
            else:
                lines = list(_of_fields(self.model, old[key], row, self.names))
                if lines:
                    yield f"{self._title(row)}: {'; '.join(lines)}"
        for key, row in old.items():
            if key not in new:
                yield self._whole(_("%(what)s removed"), row)

    def _title(self, row: Version) -> str:
        fields = [self.model._meta.get_field(name) for name in self.named_by]
        return f"{self.word} “{', '.join(shown(f, row.get(f.name), self.names) for f in fields)}”"

    def _whole(self, sentence: str, row: Version) -> str:
        """The sentence about a row, with what stood in it."""
        said = [
            f"{capfirst(str(field.verbose_name))}: {shown(field, row[field.name], self.names)}"
            for field in _fields(self.model)
            if field.name not in self.named_by and row.get(field.name) not in (None, "", False)
        ]
        start = sentence % {"what": self._title(row)}
        return f"{start} ({'; '.join(said)})" if said else start


def _same(field: models.Field[Any, Any], old: Any, new: Any) -> bool:
    if isinstance(field, models.DecimalField):
        return _decimal(old) == _decimal(new)
    return (old or None) == (new or None) if not isinstance(old, bool) else old == new


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def shown(field: models.Field[Any, Any], value: Any, names: Names) -> str:
    """A value as a reader knows it; a dash when there is none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return NOTHING
    if field.many_to_one:
        return names.of(field, value)
    if hasattr(field, "known"):
        return labels_of(field, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(field, models.DecimalField):
        number = Decimal(str(value))
        whole = number == number.to_integral_value()
        return number_format(number, 0 if whole else 2, force_grouping=True)
    if isinstance(field, models.DateField):
        day = value if isinstance(value, date) else parse_date(str(value))
        return date_format(day, "j F Y") if day else str(value)
    return Truncator(str(value)).chars(LONGEST)


def labels_of(field: Any, value: str) -> str:
    """Codes of the package as their labels."""
    labels = dict((field.known or list)())
    return ", ".join(str(labels.get(code, code)) for code in (value or "").split())
