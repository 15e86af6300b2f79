"""The API behaves the same with the whole site and its middleware around it."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from django.utils.translation import override

from schakel.catalog import catalog, folders
from tests.api.asking import LAND, ROOT, Asker, problem_of


@pytest.fixture
def site(land, monkeypatch):
    """The whole site over the small country."""
    monkeypatch.setattr(folders, "region_folders", lambda: [land])
    catalog.forget()
    asker = Asker()
    asker.client = Client(headers={"host": "localhost"})
    yield asker
    catalog.forget()


def test_it_is_where_it_should_be(site):
    assert site.ok(ROOT)["_links"]["self"]["href"] == "http://localhost/api/v1"
    assert site.ok(f"{LAND}/figures/share/PV1/2020")["value"] == 20


@pytest.mark.parametrize("address", ["/regions/nowhere", "/nothing", "/regions/", "/"])
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_what_is_not_there_is_not_sought_in_a_language(site, address, language):
    response = site.get(ROOT + address, **{"accept-language": language})
    problem_of(response, 404)
    assert response["Content-Language"] == "en"


def test_writing_is_refused_by_the_api_and_not_by_the_site(site):
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    problem_of(client.post(f"{LAND}/areas"), 405)


def test_the_safety_headers_are_those_of_the_api(site):
    response = site.get(f"{LAND}/areas")
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response["Content-Language"] == "nl, en"  # and not that of the visitor
    assert "Set-Cookie" not in response
    assert "sessionid" not in response.cookies
    assert site.get(f"{LAND}/areas", **{"if-none-match": response["ETag"]}).status_code == 304


def test_the_page_of_a_figure_is_where_the_api_says(site):
    pages = site.ok(f"{LAND}/figures/people/GM4/2023_24/field=tech")["_links"]["alternate"]
    for page in pages:
        with override(page["hreflang"]):
            match = resolve(urlsplit(page["href"]).path)
        assert match.view_name == "explore:figure"
        assert match.kwargs == {"region": "land", "address": "people/GM4/2023_24/field=tech"}
