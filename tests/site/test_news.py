"""News and publications: narrowed, leafed through, and refused where something is missing."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from schakel.catalog.catalog import load
from schakel.site.pages.addresses import check_address
from schakel.site.pages.latest import latest_news, news_since
from schakel.site.pages.models import NewsPage, PublicationPage, RegionPage
from schakel.site.pages.seeding.site import make_site
from tests.site.looking import soup, words
from tests.site.publishing import a_pact, draft, made

pytestmark = pytest.mark.django_db
NEWS = "/nl/oost/nieuws/"


def titles(client: Client, path: str) -> list[str]:
    return [found.get_text() for found in soup(client, path).select(".news a")]


def test_the_first_news_names_its_areas() -> None:
    found = {
        page.slug: page.area_codes for page in NewsPage.objects.filter(locale__language_code="en")
    }
    assert found == {
        item.id.replace("_", "-"): " ".join(item.areas) for item in load("oost").content.news
    }


def test_news_is_narrowed_by_theme_pact_and_year(client: Client) -> None:
    a_pact()
    made(NewsPage, "Van het pact", pact_key="proefpact", theme="working")
    assert len(titles(client, NEWS)) == 4
    assert titles(client, NEWS + "?pact=proefpact") == ["Van het pact"]
    assert titles(client, NEWS + "?thema=working") == ["Van het pact"]
    assert titles(client, NEWS + "?jaar=2026") == ["Van het pact"]
    assert titles(client, NEWS + "?jaar=2026&thema=choosing") == []
    page = soup(client, NEWS + "?pact=proefpact")
    chosen = page.select_one("select[name=pact] option[selected]")
    assert chosen and chosen.get_text() == "Proefpact (1)"
    english = soup(client, "/en/oost/news/?year=2020")
    assert len(english.select(".news a")) == 3


@pytest.mark.parametrize("query", ["?jaar=geen", "?jaar=99999", "?pagina=-1", "?pagina=9"])
def test_what_is_no_year_or_page_is_not_asked(client: Client, query: str) -> None:
    assert len(titles(client, NEWS + query)) == 3


@pytest.mark.parametrize("query", ["?thema=%3Cscript%3E", "?thema=a%00b", "?pact=niets"])
def test_a_name_that_nobody_has_fits_nothing(client: Client, query: str) -> None:
    page = soup(client, NEWS + query)
    assert "Niets past bij deze keuze" in page.get_text()
    assert not page.select("script")


def test_leafing_through_keeps_the_choice(client: Client) -> None:
    for number in range(11):
        made(NewsPage, f"Bericht {number}", theme="working")
    first = soup(client, NEWS + "?thema=working")
    older = first.select_one(".pages a[rel=next]")["href"]
    assert "thema=working" in older
    assert len(titles(client, NEWS + older)) == 1


def test_a_news_item_leads_on(client: Client) -> None:
    made(NewsPage, "Met adres", more_address="https://example.org/", more_label="Het hele verhaal")
    page = made(NewsPage, "Met pagina", more_page=RegionPage.objects.first())
    found = soup(client, "/nl/oost/nieuws/met-adres/").find("a", string="Het hele verhaal")
    assert found["href"] == "https://example.org/"
    page.more_address = "https://example.org/"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "more_page" in refused.value.message_dict


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "ftp://example.org",
        "mailto:",
        "x",
    ],
)
def test_only_addresses_of_web_and_mail_may_be_typed(address: str) -> None:
    with pytest.raises(ValidationError):
        check_address(address)
    with pytest.raises(ValidationError) as refused:
        draft(NewsPage, "Fout", more_address=address).full_clean()
    assert "more_address" in refused.value.message_dict


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "mailto:post@example.org"])
def test_addresses_of_web_and_mail_pass(address: str) -> None:
    check_address(address)


def test_the_news_of_a_pact_is_its_own_and_public() -> None:
    a_pact()
    page = made(NewsPage, "Van het pact", pact_key="proefpact")
    draft(NewsPage, "Nog niet", pact_key="proefpact")
    assert [item.title for item in latest_news("proefpact", page.locale)] == ["Van het pact"]
    assert [item.title for item in news_since("oost", "proefpact", "nl")] == ["Van het pact"]
    assert len(news_since("oost", "", "nl")) == 4
    before = page.first_published_at
    assert news_since("oost", "", "nl", before) == []


def test_a_publication_shows_kind_and_size_of_its_file(client: Client, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = Document(title="Rapport")
    document.file.save("rapport.pdf", ContentFile(b"x" * 2048))
    document.save()
    made(PublicationPage, "Met bestand", document=document, address="", authors="ROA")
    made(PublicationPage, "Elders")
    said = words(client, "/nl/oost/publicaties/")
    assert "Lees het (PDF, 2,0 KB)" in said
    assert "Lees het op example.org" in said
    assert "ROA" in words(client, "/nl/oost/publicaties/met-bestand/")


def test_a_publication_can_be_read_somewhere() -> None:
    with pytest.raises(ValidationError) as refused:
        draft(PublicationPage, "Nergens", address="").full_clean()
    assert "document" in refused.value.message_dict


@pytest.mark.parametrize("path", ["/nl/oost/publicaties/", "/en/oost/publications/"])
def test_an_empty_list_says_so(client: Client, path: str) -> None:
    assert soup(client, path).select_one(".empty strong")


def test_a_site_from_before_the_lists_gets_them_at_the_next_start() -> None:
    front = RegionPage.objects.get(region_id="oost", locale__language_code="nl")
    for slug in ("agenda", "publicaties"):
        front.get_children().get(slug=slug).delete()
    english = RegionPage.objects.get(region_id="oost", locale__language_code="en")
    for slug in ("events", "publications"):
        english.get_children().get(slug=slug).delete()
    make_site(["oost"])
    assert front.get_children().filter(slug__in=["agenda", "publicaties"], live=True).count() == 2
