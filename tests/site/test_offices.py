"""Who holds an office: by name while the role holds, by organisation only once it is past."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override

from schakel.site.pacts.models import Organisation, Role
from schakel.site.pacts.viewmodels.offices import Office, offices
from tests.site.looking import words

TODAY = date(2026, 11, 23)


def role(**fields: object) -> Role:
    usual: dict[str, object] = {
        "key": "lead",
        "office_nl": "Trekker",
        "office_en": "Lead",
        "organisation": Organisation(key="voorbeeld", name="Provincie Voorbeeld"),
        "person": "A. Persoon",
        "email": "a@example.nl",
        "telephone": "0123",
        "as_of": date(2026, 9, 1),
    }
    return Role(**{**usual, **fields})


def shown(office: Office, language: str = "nl") -> str:
    with override(language):
        html = render_to_string("parts/office.html", {"office": office})
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_a_role_that_holds_is_shown_with_its_date() -> None:
    (office,) = offices([role()], TODAY)
    assert (office.past, office.stale) == (False, False)
    assert "A. Persoon" in shown(office)
    assert "stand van 1 september 2026" in shown(office)
    assert "as of 1 September 2026" in shown(office, "en")


def test_a_role_past_its_date_names_the_organisation_only() -> None:
    (office,) = offices([role(valid_until=date(2026, 10, 1))], TODAY)
    assert office.past
    said = shown(office)
    assert "Provincie Voorbeeld" in said
    assert "stand van 1 september 2026" in said
    assert "niet gepubliceerd" in said
    assert not {"A. Persoon", "a@example.nl", "0123"} & set(said.replace(" ", "\n").split("\n"))
    assert "A. Persoon" not in said


def test_a_role_published_more_than_a_year_ago_says_so() -> None:
    (office,) = offices([role(as_of=date(2020, 10, 12))], TODAY)
    assert office.stale
    assert "meer dan een jaar geleden" in shown(office)
    assert "more than a year ago" in shown(office, "en")


def test_an_office_is_shown_once_by_its_present_holder() -> None:
    former, present = (Organisation(key=name, name=name) for name in ("eerdere", "latere"))
    earlier = role(key="before", organisation=former, valid_until=date(2024, 1, 1))
    later = role(key="after", organisation=present, valid_from=date(2024, 1, 1))
    (office,) = offices([earlier, later], TODAY)
    assert office.role.organisation.key == "latere"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "said"),
    [("/nl/oost/", "stand van 12 oktober 2020"), ("/en/oost/", "as of 12 October 2020")],
)
def test_the_region_page_dates_its_lead_and_contact(client: Client, path: str, said: str) -> None:
    page = words(client, path)
    assert page.count(said) == 2
    assert "Peter Kerris" in page
