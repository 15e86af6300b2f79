"""What nobody should send, and what happens then: a clear word, and nothing is lost."""

from __future__ import annotations

import http.client
import io
import json
from contextlib import closing
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from PIL import Image as Picture
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from schakel.site.pages.blocks import TEXT_FEATURES, Body
from schakel.site.pages.models import NewsIndexPage, NewsPage
from schakel.site.pages.models.base import SitePage
from tests.site.filling import form_at
from tests.support.login import logged_in
from tests.support.server import Server

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
PAGE_TYPES = [
    kind for kind in SitePage.__subclasses__() if not kind._meta.abstract
] + [kind for base in SitePage.__subclasses__() for kind in base.__subclasses__()]  # fmt: skip
WILD = "Zwolle 👩🏽‍🔧 Z̷̢͝a̶l̵g̴o \u202egnahc\u202c 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 日本語 עברית ﷽"


@pytest.fixture
def editor() -> Client:
    return logged_in(role="editor")


@pytest.fixture
def page() -> NewsPage:
    locale = Locale.objects.get_for_language("nl")
    made = NewsPage(title="Bericht", slug="bericht", date="2026-11-01", locale=locale)
    NewsIndexPage.objects.get(locale=locale).add_child(instance=made)
    made.save_revision().publish()
    return made


def edit(page: Page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_too_much_text_is_refused_with_words_and_the_page_stays(editor: Client, page) -> None:
    sent = form_at(editor, edit(page))
    answer = editor.post(
        edit(page),
        urlencode({**sent, "lead": "x" * 50_000_000}),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "10 MB" in words(answer), "how much may be sent is said"
    assert not page.revisions.filter(pk__gt=page.latest_revision_id).exists()
    answer = editor.post(edit(page), {**sent, "lead": "x" * 50_000_000})
    assert answer.status_code == 413, "in a form with files too"


def test_a_real_browser_gets_these_words_too(live_site: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(live_site.address).netloc, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={'a' * 32}"}
    with closing(connection):
        connection.request("POST", "/admin/login/", b"x" * 50_000_000, headers=kind)
        answer = connection.getresponse()
        assert answer.status == 413
        assert "10 MB" in answer.read().decode()


def png(width: int, height: int) -> bytes:
    """A picture of one colour: large in memory, small on disk."""
    kept = io.BytesIO()
    Picture.new("1", (width, height)).save(kept, "png")
    return kept.getvalue()


def upload(editor: Client, name: str, content: bytes, kind: str = "image/png"):
    file = SimpleUploadedFile(name, content, kind)
    return editor.post("/admin/images/add/", {"title": "x", "file": file, "collection": "1"})


def test_a_small_file_with_a_giant_picture_is_refused(editor: Client) -> None:
    bomb = png(10_000, 8_000)
    assert len(bomb) < 100_000
    answer = upload(editor, "bomb.png", bomb)
    assert "50 miljoen" in words(answer), "the limit is named"
    assert not get_image_model().objects.filter(title="x").exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("word.png", b"these are words", "image/png"),
        ("empty.png", b"", "image/png"),
        ("cut.png", png(50, 50)[:60], "image/png"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "image/svg"),
        ("x.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "image/png"),
        ("page.html", b"<script>alert(1)</script>", "text/html"),
        ("vast.png", png(30_000, 30_000), "image/png"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_is_refused(
    editor: Client, name: str, content: bytes, kind: str
) -> None:
    answer = upload(editor, name, content, kind)
    assert answer.status_code == 200, "the form again"
    assert BeautifulSoup(answer.content, "html.parser").select(".error-message")
    assert not get_image_model().objects.filter(title="x").exists()


def test_a_document_that_a_browser_would_run_is_refused(editor: Client) -> None:
    for name in ("x.html", "x.svg", "x.xhtml", "x.js", "x"):
        file = SimpleUploadedFile(name, b"<script>alert(1)</script>", "text/html")
        sent = {"title": "x", "file": file, "collection": "1"}
        editor.post("/admin/documents/add/", sent)
    assert not get_document_model().objects.filter(title="x").exists()


def a_page_of(kind: type[SitePage]) -> SitePage:
    """A page of this type: one that is there, or a new one below the first parent it may have."""
    found = kind.objects.filter(locale__language_code="nl").first()
    if found:
        return found
    (parent,) = kind.clean_parent_page_models()[:1]
    above = parent.objects.filter(locale__language_code="nl").first() or a_page_of(parent)
    needed: dict[str, str] = {}
    for field in kind._meta.local_fields:
        if isinstance(field, models.DateField) and not field.blank:
            at = "T10:00:00+01:00" if isinstance(field, models.DateTimeField) else ""
            needed[field.name] = f"2026-11-01{at}"
        elif field.name == "address":
            needed[field.name] = "https://example.org/"
    made = kind(title="Nieuw", slug="nieuw", locale=above.locale, **needed)
    above.add_child(instance=made)
    return kind.objects.get(pk=made.pk)


def as_the_editor_stores_it(text: str) -> str:
    """Rich text as the form stores it, with the text and a link to a script."""
    state = {
        "blocks": [
            {
                "key": "a",
                "text": text,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
            }
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
        },
    }
    return ContentstateConverter(features=TEXT_FEATURES).to_database_format(json.dumps(state))


def put_back_what_is_refused(page: SitePage) -> None:
    """Fields that take an address or a code refuse a script altogether, in words."""
    try:
        page.full_clean()
    except ValidationError as error:
        before = type(page).objects.get(pk=page.pk)
        for name, messages in error.message_dict.items():
            assert all(messages), name
            setattr(page, name, getattr(before, name))


@pytest.mark.parametrize("kind", PAGE_TYPES, ids=lambda kind: kind.__name__)
def test_a_script_in_any_field_stays_text(kind: type[SitePage], client: Client) -> None:
    page = a_page_of(kind)
    kept = {"slug", "region_id", "pact_id", "pact_key", "locale", "url_path", "path", "draft_title"}
    rich = as_the_editor_stores_it(SCRIPT)
    for field in kind._meta.fields:
        if field.name in kept or not field.editable or field.choices:
            continue
        if isinstance(field, RichTextField):
            setattr(page, field.name, rich)
        elif isinstance(field, StreamField) and {"heading", "text"} <= set(Body().child_blocks):
            blocks = set(field.stream_block.child_blocks)
            both = [("heading", SCRIPT), ("text", rich)]
            setattr(page, field.name, [block for block in both if block[0] in blocks])
        elif isinstance(field, models.CharField | models.TextField):
            setattr(page, field.name, SCRIPT[: field.max_length or None])
    put_back_what_is_refused(page)
    page.save_revision().publish()
    answer = client.get(page.url)
    assert answer.status_code == 200
    shown = BeautifulSoup(answer.content, "html.parser")
    assert "alert(1)" in shown.get_text(), "it is shown as it was typed"
    assert not [script for script in shown.find_all("script") if "alert(1)" in script.get_text()]
    assert not shown.select("[onerror]")
    assert not shown.select('[href^="javascript:"]')


def test_an_address_that_is_a_script_is_refused() -> None:
    with pytest.raises(ValidationError):
        Body().child_blocks["source"].child_blocks["address"].clean("javascript:alert(1)")


def test_a_slug_that_is_taken_says_so_and_keeps_the_rest(editor: Client, page) -> None:
    other = NewsPage.objects.child_of(page.get_parent()).exclude(pk=page.pk).first()
    sent = {**form_at(editor, edit(page)), "slug": other.slug, "title": "Een nieuwe titel"}
    answer = editor.post(edit(page), sent)
    assert f"'{other.slug}'" in words(answer) or f"“{other.slug}”" in words(answer)
    again = BeautifulSoup(answer.content, "html.parser")
    assert again.select_one("input[name=title]")["value"] == "Een nieuwe titel"
    assert NewsPage.objects.get(pk=page.pk).slug == "bericht"


def test_dates_that_cross_are_refused_with_words(editor: Client, page) -> None:
    sent = form_at(editor, edit(page))
    dates = {"go_live_at": "2027-05-02 10:00", "expire_at": "2027-05-01 10:00"}
    answer = editor.post(edit(page), {**sent, **dates, "action-publish": "1"})
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert {"go_live_at", "expire_at"} <= set(errors)
    assert NewsPage.objects.get(pk=page.pk).go_live_at is None


def test_wild_letters_come_out_as_they_went_in(editor: Client, page, client: Client) -> None:
    sent = form_at(editor, edit(page))
    answer = editor.post(edit(page), {**sent, "title": WILD, "action-publish": "1"})
    assert answer.status_code == 302
    assert NewsPage.objects.get(pk=page.pk).title == WILD
    shown = BeautifulSoup(Client().get(page.url).content, "html.parser")
    assert shown.h1.get_text() == WILD
    answer = editor.post(edit(page), {**sent, "title": "nul\x00"})
    assert "title" in answer.context["form"].errors


def test_a_picture_without_a_description_is_refused() -> None:
    picture = Body().child_blocks["picture"]
    value = picture.to_python({"image": None, "decorative": False, "alt_text": ""})
    with pytest.raises(ValidationError):
        picture.clean(value)
