"""Rows of the ledger for tests: two pacts, with what belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from schakel.site.pacts.models import (
    Action,
    Agreement,
    Meeting,
    Milestone,
    Organisation,
    Pact,
    Role,
)


@dataclass(frozen=True)
class Rows:
    """A pact and one row of each kind that belongs to it."""

    pact: Pact
    organisation: Organisation
    agreement: Agreement
    action: Action
    meeting: Meeting
    role: Role

    @property
    def held(self) -> list[Model]:
        """What only the liaison of this pact may change."""
        return [self.agreement, self.action, self.meeting, self.role]


def rows(name: str) -> Rows:
    """A pact with this name."""
    stem = name.lower().replace(" ", "-")
    pact = Pact.objects.create(key=f"test-{stem}", region="oost", kind="regional", name_nl=name)
    firm = Organisation.objects.create(key=f"test-school-{stem}", name=f"School {name}")
    agreement = Agreement.objects.create(
        key=f"test-agreement-{stem}", pact=pact, title_nl=f"Afspraak {name}"
    )
    action = action_of(agreement, f"Actie {name}", owner=firm, links="vmbo", status="running")
    meeting = Meeting.objects.create(
        key=f"test-meeting-{stem}",
        pact=pact,
        day=date(2026, 11, 1),
        title=f"Overleg {name}",
    )
    role = Role.objects.create(
        key=f"test-role-{stem}",
        pact=pact,
        office_nl=f"Voorzitter {name}",
        organisation=firm,
        as_of=date(2026, 11, 1),
    )
    return Rows(pact, firm, agreement, action, meeting, role)


def action_of(agreement: Agreement, title: str, **fields: Any) -> Action:
    """An action of an agreement."""
    key = f"test-{title.lower().replace(' ', '-')}"
    return Action.objects.create(key=key, agreement=agreement, title_nl=title, **fields)


def milestone(action: Action, label: str, **fields: Any) -> Milestone:
    """A milestone of an action."""
    return Milestone.objects.create(action=action, label_nl=label, **fields)


def address(row: Model | type[Model], view: str, *more: Any) -> str:
    """Address of a view of the back office."""
    model = row if isinstance(row, type) else type(row)
    keys = [] if isinstance(row, type) else [row.pk]
    return reverse(model.snippet_viewset.get_url_name(view), args=[*keys, *more])


def saved(client: Client, row: Model, form: dict[str, Any]) -> str:
    """Send the form of a row; fails with what the page said when it was refused."""
    response = client.post(address(row, "edit"), form)
    assert response.status_code == 302, refusal(response.content.decode())
    return str(response["Location"])


def refused(client: Client, at: str, form: dict[str, Any]) -> str:
    """Send a form that must be refused; gives what the page then says."""
    response = client.post(at, form)
    assert response.status_code == 200, "it was accepted"
    return refusal(response.content.decode())


def refusal(html: str) -> str:
    """What a page says is wrong: the message above it, and the errors at the fields."""
    page = BeautifulSoup(html, "html.parser")
    found = page.select(".messages li, .error-message, .errorlist")
    return " | ".join(" ".join(tag.get_text(" ").split()) for tag in found)
