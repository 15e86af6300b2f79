"""Fills in a form as a browser without JavaScript does: reads it from the page, changes, sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

Fields = dict[str, Any]


def fields(html: str, selector: str = "#w-editor-form") -> Fields:
    """What the form would send if nobody changed anything: one value, or a list of them, a name."""
    form = BeautifulSoup(html, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector}"
    found: Fields = {}
    for tag in form.select("input[name], select[name], textarea[name]"):
        if tag.find_parent("template") is None:
            for value in _values(tag):
                _add(found, str(tag["name"]), value)
    return found


def _values(tag: Tag) -> list[str]:
    if tag.name == "textarea":
        return [tag.text.removeprefix("\n")]
    if tag.name == "select":
        options = tag.select("option")
        chosen = tag.select("option[selected]") or ([] if tag.has_attr("multiple") else options[:1])
        return [str(option.get("value", option.text)) for option in chosen]
    if tag.get("type") in ("checkbox", "radio"):
        return [str(tag.get("value", "on"))] if tag.has_attr("checked") else []
    return [] if tag.get("type") in ("submit", "button") else [str(tag.get("value", ""))]


def _add(found: Fields, name: str, value: str) -> None:
    if name not in found:
        found[name] = value
    else:
        before = found[name]
        found[name] = [*(before if isinstance(before, list) else [before]), value]


def with_row(form: Fields, relation: str, row: Mapping[str, Any]) -> Fields:
    """The form with one more row below it."""
    count = int(form[f"{relation}-TOTAL_FORMS"])
    return {
        **form,
        f"{relation}-TOTAL_FORMS": str(count + 1),
        **{f"{relation}-{count}-{name}": value for name, value in row.items()},
    }


def opened(client: Client, address: str) -> Fields:
    """The form at an address."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return fields(response.content.decode())
