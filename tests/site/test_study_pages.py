"""Pages of study programmes: the list, one programme, one occupation, and what was agreed."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from schakel.answers.studies import studies
from schakel.catalog.catalog import load
from schakel.site.pacts.models import Action
from tests.site.ledger import address, refused, rows
from tests.site.looking import alternates, soup, words
from tests.support.forms import opened
from tests.support.login import logged_in

pytestmark = pytest.mark.usefixtures("db")
DUTCH, ENGLISH = "/nl/oost/opleidingen/", "/en/oost/study-programmes/"
MECHATRONICS = "crebo-25893/"


def test_the_list_holds_every_programme_by_level(client):
    page = soup(client, DUTCH)
    assert len(page.select("main table tbody tr")) == len(studies(load("oost")))
    assert page.select_one(".lead").get_text().startswith(f"{len(studies(load('oost')))} opl")
    assert not page.select("script")


def test_the_list_is_narrowed_by_its_address(client):
    page = soup(client, f"{DUTCH}?q=mechatronica&level=mbo_4")
    links = [cell.a["href"] for cell in page.select("main table tbody th")]
    assert links == [f"{DUTCH}{MECHATRONICS}"]
    assert page.select_one("details").has_attr("open")


@pytest.mark.parametrize("text", ["zzzz", "x" * 5000, "';DROP TABLE--", "🦄", "<script>"])
def test_what_fits_nothing_is_answered_with_help(client, text):
    response = client.get(DUTCH, {"q": text})
    assert response.status_code == 200
    assert "Probeer één woord uit de naam" in response.content.decode()


@pytest.mark.parametrize("query", ["level=mbo_9", "group=9999"])
def test_a_choice_that_does_not_exist_is_not_found(client, query):
    assert client.get(f"{DUTCH}?{query}").status_code == 404


@pytest.mark.parametrize(
    "path", ["crebo-1/", "croho-0/", "voor/9999.9/", "crebo-25893/?occupation=1.2.3"]
)
def test_what_is_not_there_is_told(client, path):
    assert client.get(f"{DUTCH}{path}").status_code == 404


def test_a_programme_shows_named_and_not_named_of_the_occupation_that_is_chosen(client):
    page = soup(client, f"{DUTCH}{MECHATRONICS}")
    second = page.select("#beside ~ .table-scroll tbody tr")[1].a
    chosen = soup(client, f"{DUTCH}{MECHATRONICS}{second['href'].partition('#')[0]}")
    assert second.get_text() in chosen.select_one("#skills").get_text()
    assert second.get_text() not in page.select_one("#skills").get_text()


def test_the_other_language_is_the_same_programme(client):
    page = soup(client, f"{DUTCH}{MECHATRONICS}")
    assert alternates(page)["en"].endswith(f"{ENGLISH}{MECHATRONICS}")


def test_of_higher_education_the_page_says_what_is_not_published(client):
    degree = next(study for study in studies(load("oost")) if study.register == "croho")
    page = soup(client, f"{DUTCH}{degree.key}/")
    assert "niet als vaardigheden gepubliceerd" in page.select_one(".lead").get_text()
    assert not [head for head in page.select("h3") if head.get_text().startswith("Niet genoemd")]


def test_the_pages_give_what_they_show_as_csv(client):
    for path, column in (
        ("/nl/oost/opleidingen.csv", "named_share"),
        ("/nl/oost/opleidingen/crebo-25893.csv", "named_by"),
        ("/nl/oost/opleidingen/voor/7411.1.csv", "named_by"),
    ):
        table = list(csv.DictReader(io.StringIO(client.get(path).content.decode())))
        assert table
        assert column in table[0]


def test_a_published_agreed_change_stands_on_the_page_of_the_programme(client):
    here = rows("Proefland")
    Action.objects.filter(pk=here.action.pk).update(study="crebo-25893", public=True)
    here.agreement.public = True
    here.agreement.save()
    said = words(client, f"{DUTCH}{MECHATRONICS}")
    assert here.action.title_nl in said
    assert here.organisation.name in said
    page = soup(client, f"/nl/oost/acties/{here.action.key}/")
    assert page.select(f'a[href="{DUTCH}{MECHATRONICS}"]')


def test_an_internal_one_does_not(client):
    here = rows("Proefland")
    Action.objects.filter(pk=here.action.pk).update(study="crebo-25893", public=False)
    assert here.action.title_nl not in words(client, f"{DUTCH}{MECHATRONICS}")


def test_the_page_leads_a_liaison_to_a_form_that_knows_what_it_is_about(client):
    link = soup(client, f"{DUTCH}{MECHATRONICS}").select_one('a[href*="?study="]')["href"]
    assert client.get(link).status_code == 302  # to the login
    form = opened(logged_in("manager", "programme_manager"), link)
    assert form["study"] == "crebo-25893"
    assert form["title_nl"].startswith("Verandering in Technicus mechatronica")
    assert form["goals"] == "chain"
    assert form["links"] == "mbo"


@pytest.mark.parametrize("asked", ["crebo-1", "crebo-25893+nothing", "+", "x" * 3000])
def test_a_form_about_what_is_not_there_is_empty(asked):
    manager: Client = logged_in("manager", "programme_manager")
    link = "/admin/snippets/pacts/action/add/"
    assert opened(manager, f"{link}?study={asked}").get("title_nl", "") == ""


def test_an_agreed_change_needs_an_owner():
    here = rows("Proefland")
    manager = logged_in("manager", "programme_manager")
    form = opened(manager, address(here.action, "edit"))
    said = refused(
        manager, address(here.action, "edit"), {**form, "study": "crebo-25893", "owner": ""}
    )
    assert "heeft een eigenaar nodig" in said


def test_a_skill_without_a_dutch_name_is_marked_as_english(client):
    """Of ESCO's skills some have no published Dutch name; a screen reader must know."""
    degree = next(study for study in studies(load("oost")) if study.code == "34280")
    page = soup(client, f"{DUTCH}{degree.key}/")
    assert page.select('#skills ~ ul i[lang="en"], #skills ~ details i[lang="en"]')
    english = soup(client, f"{ENGLISH}{degree.key}/")
    assert not english.select('i[lang="en"]')


def test_work_that_is_rare_here_does_not_come_first(client):
    page = soup(client, f"{DUTCH}croho-34280/")
    first = page.select_one("#beside ~ .table-scroll tbody tr").a.get_text()
    assert "mijn" not in first
