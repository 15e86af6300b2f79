"""What templates of the ledger ask."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse

from schakel.site.pacts.office.permissions import policy_for

register = template.Library()


@register.simple_tag
def row_address(row: Model, user: Any) -> str:
    """Address of the form of a row in the back office; for whoever may only see it, to read."""
    may = policy_for(type(row)).user_has_permission_for_instance(user, "change", row)
    name = type(row).snippet_viewset.get_url_name("edit" if may else "inspect")
    return reverse(name, args=(quote(row.pk),))
