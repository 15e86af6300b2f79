"""How the tests fill in a form of the back office: as a browser would send it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client


def form_at(client: Client, address: str, form: str = "#page-edit-form") -> dict[str, str]:
    """What a browser would send of the form at `address`, without pressing a button."""
    response = client.get(address)
    assert response.status_code == 200, response
    return form_of(BeautifulSoup(response.content, "html.parser"), form)


def form_of(page: BeautifulSoup, form: str = "#page-edit-form") -> dict[str, str]:
    """What a browser would send of a form. Blocks of a body are made by scripts: there are none."""
    sent: dict[str, str] = {"body-count": "0"}
    for field in page.select(f"{form} [name]"):
        kind = field.get("type")
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            sent[field["name"]] = field.get_text().removeprefix("\n")
        elif field.name == "button" or kind in ("submit", "file", "range"):
            continue
        elif kind not in ("checkbox", "radio") or field.has_attr("checked"):
            sent[field["name"]] = field.get("value", "")
    return sent
