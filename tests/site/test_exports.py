"""No text that somebody typed becomes a formula in what leaves the site as a table."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from schakel.api.formats import csv_text
from schakel.base.spreadsheets import guarded, unguarded
from schakel.site.pacts.models import Action, Agreement, Pact, Promise
from schakel.site.pages import generation
from schakel.site.pages.models import NewsPage
from tests.site.publishing import made
from tests.support.login import logged_in

FORMULA = '=HYPERLINK("https://example.org";"x")'
START = "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize("first", START)
def test_a_text_that_would_be_a_formula_is_guarded_and_comes_back(first: str) -> None:
    for text in (f"{first}1+1", f"'{first}1+1", f"''{first}"):
        assert guarded(text) == f"'{text}"
        assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("value", ["Zwolle", "'s-Heerenberg", "", -5, -2.5, None, True])
def test_numbers_and_other_texts_stay_as_they_are(value: object) -> None:
    assert guarded(value) is value


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_not_in_the_api() -> None:
    text = csv_text([{"a": FORMULA, "b": ["@x", "y"], "c": -2.5}], {n: (n,) for n in "abc"})
    assert cells(text)[3:] == [f"'{FORMULA}", "'@x y", "-2.5"]


@pytest.fixture
def promised(db: None) -> None:
    """An agreement with a result and an action, of which all words are formulas."""
    pact = Pact.objects.create(key="proefpact", region="oost", kind="regional", name_nl=FORMULA)
    agreement = Agreement.objects.create(pact=pact, key="proef", title_nl=FORMULA, public=True)
    Promise.objects.create(agreement=agreement, label_nl=FORMULA, unit_nl="@", evidence_nl="-1+1")
    Action.objects.create(agreement=agreement, key="actie", title_nl=FORMULA, public=True)
    generation.rise()


def test_not_in_the_results(promised: None, client: Client) -> None:
    found = cells(client.get("/nl/oost/resultaten.csv").content.decode())
    assert f"'{FORMULA}" in found
    assert "'@" in found
    assert "'-1+1" in found
    assert FORMULA not in found


TABLES = ["cells", "together", "chain-money", "not-placed"]


@pytest.mark.parametrize("table", TABLES)
def test_not_in_coverage(promised: None, client: Client, table: str) -> None:
    found = cells(client.get(f"/nl/oost/dekking.csv?table={table}").content.decode())
    assert not [cell for cell in found if cell.startswith(tuple("=+@"))]


@pytest.mark.django_db
def test_not_in_a_report_of_the_back_office() -> None:
    made(NewsPage, FORMULA, slug="formule", date="2020-01-01")
    NewsPage.objects.filter(slug="formule").update(
        latest_revision_created_at="2020-01-01T00:00:00Z", last_published_at="2020-01-01T00:00:00Z"
    )
    answer = logged_in(role="editor").get("/admin/desk/reports/old/?export=csv")
    found = cells(b"".join(answer.streaming_content).decode())
    assert f"'{FORMULA}" in found
    assert FORMULA not in found
