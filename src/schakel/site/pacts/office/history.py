"""History of an entry: who changed what, and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Revision, RevisionMixin

from schakel.site.pacts.fields import CodeField, CodesField
from schakel.site.pacts.office.changes import NOTHING, Names, Version, changes, labels_of


def keep_what_stood(stored: models.Model) -> None:
    """Give what stands in the database a version, unless the newest version says the same.

    So the first change of an entry that was imported can be told too, and what an import changed
    is not counted as the work of whoever saves next.
    """
    if not isinstance(stored, RevisionMixin):
        return
    now = json.loads(json.dumps(stored.serializable_data(), cls=DjangoJSONEncoder))
    latest = stored.latest_revision
    model = type(stored)
    if latest is None or changes(model, latest.content, now, Names(model, ())):
        stored.save_revision(clean=False, changed=False)


class ChangesColumn(Column):
    """What changed with each step of a history, one line a change."""

    def __init__(self, model: type[models.Model]):
        super().__init__("changes", label=_("What changed"))
        self.model = model

    def lines(self, entry: Any, entries: list[Any]) -> list[str]:
        """What changed with one step; `entries` are all steps of the page, read at once."""
        versions = self._versions(entries)
        after = versions.get(entry.revision_id)
        before = versions.get(getattr(entry, "previous_revision_id", None))
        if before is None or after is None:
            return []
        return changes(self.model, before, after, self._names)

    def get_cell_context_data(
        self, instance: Any, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The lines as a list."""
        context = super().get_cell_context_data(instance, parent_context)
        lines = self.lines(instance, list(parent_context["table"].data))
        context["value"] = as_list(lines) if lines else NOTHING
        return context

    def _versions(self, entries: list[Any]) -> dict[int, Version]:
        return self._read(
            frozenset(
                key
                for entry in entries
                for key in (entry.revision_id, getattr(entry, "previous_revision_id", None))
                if key
            )
        )

    def _read(self, keys: frozenset[int]) -> dict[int, Version]:
        if self.__dict__.get("_keys") != keys:
            rows = Revision.objects.filter(pk__in=keys).values_list("pk", "content")
            self._keys, self._kept = keys, dict(rows)
            self.__dict__.pop("_names", None)
        return self._kept

    @cached_property
    def _names(self) -> Names:
        return Names(self.model, self._kept.values())


def as_list(lines: list[str]) -> SafeString:
    """Lines as a list of HTML, escaped."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((x,) for x in lines)))


class CodesComparison(compare.FieldComparison):
    """Two versions of codes of the package, by their labels."""

    def __init__(self, field: Any, before: Any, after: Any):
        super().__init__(field, before, after)
        self.val_a = labels_of(field, self.val_a) or NOTHING
        self.val_b = labels_of(field, self.val_b) or NOTHING


class PrivateComparison(compare.FieldComparison):
    """Says that something private changed, and not into what."""

    def htmldiff(self) -> SafeString:
        """The word, without the values."""
        return format_html("<em>{}</em>", _("changed"))


class PrivatePanel(FieldPanel):
    """A field whose earlier values nobody needs to see."""

    def get_comparison_class(self) -> type[compare.FieldComparison]:
        """Only that it changed."""
        return PrivateComparison


compare.register_comparison_class(CodesField, comparison_class=CodesComparison)
compare.register_comparison_class(CodeField, comparison_class=CodesComparison)
