"""How the tests look at a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client

# A page of each type, in both languages, as they stand after a first start with Oost.
PAIRS = [
    ("/nl/", "/en/"),
    ("/nl/oost/", "/en/oost/"),
    ("/nl/oost/pacten/", "/en/oost/pacts/"),
    ("/nl/oost/pacten/twente/", "/en/oost/pacts/twente/"),
    ("/nl/oost/pacten/smart-and-sustainable/", "/en/oost/pacts/smart-and-sustainable/"),
    ("/nl/oost/pacten/techniekpact/", "/en/oost/pacts/techniekpact/"),
    ("/nl/oost/afspraken/", "/en/oost/agreements/"),
    ("/nl/oost/afspraken/gelders-vakmanschap/", "/en/oost/agreements/gelders-vakmanschap/"),
    ("/nl/oost/acties/techniek-verbinder/", "/en/oost/actions/techniek-verbinder/"),
    ("/nl/oost/resultaten/", "/en/oost/results/"),
    ("/nl/oost/organisaties/", "/en/oost/organisations/"),
    ("/nl/oost/organisaties/provincie-gelderland/", "/en/oost/organisations/provincie-gelderland/"),
    ("/nl/oost/nieuws/", "/en/oost/news/"),
    ("/nl/oost/nieuws/made-in-gelderland/", "/en/oost/news/made-in-gelderland/"),
    ("/nl/oost/praktijk/", "/en/oost/practice/"),
    ("/nl/oost/praktijk/perron038/", "/en/oost/practice/perron038/"),
    ("/nl/over/", "/en/about/"),
    ("/nl/toegankelijkheid/", "/en/accessibility/"),
    ("/nl/privacy/", "/en/privacy/"),
]
PATHS = [path for pair in PAIRS for path in pair]


def soup(client: Client, path: str) -> BeautifulSoup:
    """The page at `path`, read; it must be there."""
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def words(client: Client, path: str) -> str:
    """The words of a page, with single spaces."""
    return " ".join(soup(client, path).get_text(" ").split())


def alternates(page: BeautifulSoup) -> dict[str, str]:
    """Per language of `hreflang` the path it leads to."""
    links = page.select("link[rel=alternate][hreflang]")
    return {link["hreflang"]: urlsplit(link["href"]).path for link in links}


def weight_of(address: str) -> int:
    """Bytes of a static file as it lies in the project, by the address in the page."""
    name = address.removeprefix("/static/")
    stem, _, ending = name.rpartition(".")
    plain = f"{stem.rpartition('.')[0] or stem}.{ending}"
    found = finders.find(plain) or finders.find(name)
    assert found, address
    with open(found, "rb") as file:  # noqa: PTH123
        return len(file.read())
