"""What editors meet: warnings about what is old, and a picture that must be described."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from schakel.site.pages import tree
from schakel.site.pages.models import NewsIndexPage, NewsPage, RegionPage, StandardPage
from tests.site.looking import alternates, soup
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    return logged_in(client)


def news(language: str, **fields: object) -> NewsPage:
    locale = Locale.objects.get_for_language(language)
    usual = {"title": "Bericht", "slug": "bericht", "date": "2026-11-01", "locale": locale}
    page = NewsPage(**{**usual, **fields})
    NewsIndexPage.objects.get(locale=locale).add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_translation_older_than_its_original_says_so(editor: Client) -> None:
    dutch = StandardPage.objects.get(slug="over")
    english = StandardPage.objects.get(slug="about")
    path = f"/admin/pages/{english.pk}/edit/"
    assert "later gepubliceerd" not in editor.get(path).content.decode()
    dutch.save_revision().publish()
    assert "later gepubliceerd" in editor.get(path).content.decode()
    assert "later gepubliceerd" not in editor.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()


def test_an_old_role_is_pointed_out(editor: Client) -> None:
    page = RegionPage.objects.get(region_id="oost", locale__language_code="nl")
    said = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert said.count("Rollen staan bij de pacten") == 2


def test_the_back_office_speaks_dutch_and_our_words(editor: Client) -> None:
    page = NewsPage.objects.first()
    said = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "inleiding" in said.lower()
    assert 'lang="nl"' in said


def test_a_page_can_be_seen_before_it_is_published(editor: Client) -> None:
    page = StandardPage.objects.get(slug="over")
    page.title = "Nog niet"
    revision = page.save_revision()
    response = editor.get(f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/")
    assert "<h1>Nog niet</h1>" in response.content.decode()
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "Nog niet" not in Client().get("/nl/over/").content.decode()


# Wagtail leaves the file in which it makes a smaller picture to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_picture_must_be_described(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    picture = Image.objects.create(title="p", file=get_test_image_file())
    page = news("nl")
    page.image = picture
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "image_alt" in refused.value.message_dict
    page.image_alt = "Een leerling last"
    page.full_clean()
    page.save_revision().publish()
    shown = soup(Client(), page.url).select_one("figure.picture img")
    assert shown["alt"] == "Een leerling last"
    assert shown["width"]
    assert shown["src"].startswith("/media/")


def test_news_is_paged(client: Client) -> None:
    for number in range(12):
        news("nl", slug=f"bericht-{number}", title=f"Bericht {number}")
    first = soup(client, "/nl/oost/nieuws/")
    assert len(first.select(".news > li")) == 10
    assert first.select_one("a[rel=next]")["href"] == "?pagina=2"
    second = soup(client, "/nl/oost/nieuws/?pagina=2")
    assert len(second.select(".news > li")) == 5
    assert "2026" in soup(client, "/nl/oost/nieuws/").select_one("#archive ~ ul").get_text()
    assert len(soup(client, "/nl/oost/nieuws/?jaar=2026").select(".news > li")) == 10


def test_a_page_that_is_not_translated_leads_to_the_nearest_that_is(client: Client) -> None:
    page = soup(client, news("nl").url)
    assert page.select_one("header .switch")["href"] == "/en/oost/news/"
    assert set(alternates(page)) == {"nl", "x-default"}


def test_a_private_page_is_in_no_menu_and_asks_for_a_password(client: Client) -> None:
    page = StandardPage.objects.get(slug="privacy", locale__language_code="nl")
    page.view_restrictions.create(restriction_type="password", password="sesam")
    assert page.pk not in tree.current().by_id
    response = client.get("/nl/privacy/")
    assert b"<h1>Privacy</h1>" not in response.content
    assert not soup(client, "/nl/").select('a[href="/nl/privacy/"]')
