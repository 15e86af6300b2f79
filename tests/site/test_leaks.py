"""What is not public never shows: a test for each way in which it could."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from schakel.site.pacts.models import (
    Action,
    Agreement,
    Meeting,
    MeetingDocument,
    Organisation,
    Pact,
    Role,
)
from schakel.site.pacts.tables import ledger
from schakel.site.pages import generation
from schakel.site.pages.models import EventPage, NewsPage, PublicationPage
from tests.site.publishing import draft, made
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db
SECRET, OPEN = "Geheim", "Openbaar"
KINDS = (NewsPage, EventPage, PublicationPage)


def hidden_pages(kind: type[Page]) -> list[Page]:
    """One page of this kind for each way in which a page is not public."""
    name = kind.__name__.lower()
    never = draft(kind, f"{SECRET} concept {name}", slug=f"nooit-{name}")
    never.save_revision()
    taken_down = made(kind, f"{SECRET} ingetrokken {name}", slug=f"ingetrokken-{name}")
    taken_down.unpublish()
    expired = made(kind, f"{SECRET} verlopen {name}", slug=f"verlopen-{name}")
    kind.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    coming = draft(kind, f"{SECRET} later {name}", slug=f"later-{name}")
    coming.go_live_at = timezone.now() + timedelta(days=1)
    coming.save_revision().publish()
    private = []
    for how in ("password", "login"):
        page = made(kind, f"{SECRET} {how} {name}", slug=f"besloten-{how}-{name}")
        PageViewRestriction.objects.create(page=page, restriction_type=how, password="sesam")
        private.append(page)
    changed = made(kind, f"{OPEN} {name}", slug=f"openbaar-{name}")
    changed.title = f"{SECRET} verandering {name}"
    changed.save_revision()
    return [never, taken_down, expired, coming, *private]


@pytest.fixture
def hidden() -> list[Page]:
    """Everything of pages that a visitor may not see."""
    found = [page for kind in KINDS for page in hidden_pages(kind)]
    call_command("publish_scheduled")
    generation.rise()
    return found


def shown(path: str, **more: Any) -> str:
    """What a visitor gets, after any redirects."""
    return Client().get(path, follow=True, **more).content.decode(errors="replace")


def test_not_by_address(hidden: list[Page]) -> None:
    for page in hidden:
        response = Client().get(page.get_url() or "/")
        assert response.status_code in (302, 404) or b"password" in response.content, page.title
        assert SECRET not in response.content.decode(), page.title


def test_not_by_the_address_in_the_other_language(hidden: list[Page]) -> None:
    for page in hidden:
        path = page.url_path.split("/", 2)[2].replace("oost/nieuws", "oost/news")
        for start in ("/en/", "/nl/"):
            assert SECRET not in shown(start + path), page.title


LISTS = [
    "/nl/",
    "/nl/oost/",
    "/nl/oost/nieuws/",
    "/nl/oost/nieuws/?jaar=2026",
    "/nl/oost/agenda/",
    "/nl/oost/publicaties/",
    "/en/oost/",
    "/en/oost/news/",
]


def test_not_in_lists(hidden: list[Page]) -> None:
    for path in LISTS:
        assert SECRET not in shown(path)


def test_lists_show_what_is_open(hidden: list[Page]) -> None:
    assert OPEN in shown("/nl/oost/nieuws/"), "or the tests beside this one prove nothing"


FEEDS = ["/nl/oost/feed.atom", "/nl/oost/feed.rss", "/en/oost/feed.atom"]


def test_not_in_feeds(hidden: list[Page]) -> None:
    for path in FEEDS:
        said = shown(path)
        assert SECRET not in said
        assert (OPEN in said) is path.startswith("/nl/")


def test_not_in_calendars(hidden: list[Page]) -> None:
    said = shown("/nl/oost/agenda/agenda.ics")
    for page in hidden:
        said += shown(f"/nl/oost/agenda/{page.slug}.ics")
    assert SECRET not in said


def test_not_in_the_sitemap(hidden: list[Page]) -> None:
    said = shown("/sitemap.xml")
    assert "openbaar-newspage" in said
    for page in hidden:
        assert page.slug not in said


SEARCHES = ["/nl/oost/zoeken/?q=Geheim", "/en/oost/search/?q=Geheim"]


def test_not_in_search(hidden: list[Page]) -> None:
    for path in SEARCHES:
        words = BeautifulSoup(shown(path), "html.parser").select("main a, main li")
        for page in hidden:
            assert not any(page.title in word.get_text() for word in words)


APIS = ["/api/v1/regions/oost", "/api/v1/nieuws", "/admin/api/main/pages/?title=Geheim"]


def test_not_in_an_api(hidden: list[Page]) -> None:
    for path in APIS:
        assert SECRET not in shown(path).replace("title%3DGeheim", "").replace("title=Geheim", "")


PREVIEWS = ["view_draft/", "edit/preview/", "edit/", "history/", "revisions/{}/view/"]


def test_not_by_a_link_to_a_preview(hidden: list[Page]) -> None:
    for what in PREVIEWS:
        for page in hidden:
            path = f"/admin/pages/{page.pk}/{what.format(page.latest_revision_id)}"
            response = Client().get(path)
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")


def test_what_an_editor_sees_is_kept_for_nobody_else(hidden: list[Page]) -> None:
    private = next(page for page in hidden if page.slug == "besloten-login-newspage")
    answer = logged_in(role="editor").get(private.url)
    assert private.title in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert SECRET not in shown(private.url)


def test_no_bar_of_the_back_office_on_public_pages() -> None:
    assert "wagtail" not in logged_in().get("/nl/oost/").content.decode().lower()


@pytest.fixture
def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_not_by_a_private_document(settings, tmp_path, private_collection: Collection) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(SECRET.encode(), name="geheim.txt")
    document = Document.objects.create(title=SECRET, file=file, collection=private_collection)
    for path in (document.url, f"/media/{document.file.name}"):
        assert SECRET not in shown(path)
    editor = logged_in(role="editor")
    answer = editor.get(document.url)
    assert SECRET in b"".join(answer.streaming_content).decode()
    answer.close()
    assert editor.get(f"/media/{document.file.name}").status_code == 404


def words(collection: Collection | None = None) -> Document:
    """A document in a collection; without one, in the collection that is open to everybody."""
    file = ContentFile(SECRET.encode(), name="geheim.txt")
    more = {"collection": collection} if collection else {}
    return Document.objects.create(title=SECRET, file=file, **more)


def readable(path: str) -> bool:
    """Whether a visitor gets the words of the document."""
    answer = Client().get(path)
    if answer.status_code != 200:
        return False
    found = SECRET in b"".join(answer.streaming_content).decode()
    request_finished.disconnect(close_old_connections)  # the transaction of the test goes on
    answer.close()
    request_finished.connect(close_old_connections)
    return found


def test_a_document_is_there_for_visitors_as_long_as_its_publication_is(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = words()
    assert not readable(document.url), "nothing public refers to it"
    page = draft(PublicationPage, "Rapport", slug="rapport", document=document, address="")
    assert not readable(document.url), "a draft"
    page.save_revision().publish()
    assert readable(document.url)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not readable(document.url), "a private page"
    restriction.delete()
    assert readable(document.url)
    PublicationPage.objects.get(pk=page.pk).unpublish()
    assert not readable(document.url), "taken down"


def test_not_by_a_document_of_an_internal_meeting(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pact = Pact.objects.create(key="proefpact", region="oost", kind="regional", name_nl="Proef")
    document = words()
    meeting = Meeting(pact=pact, key="overleg", title="Overleg", day=date(2026, 11, 1))
    meeting.public = False
    meeting.documents = [MeetingDocument(document=document)]
    meeting.save()
    assert not readable(document.url)
    meeting.public = True
    meeting.save()
    assert readable(document.url)


def a_picture(collection: Collection | None = None) -> Image:
    kept = io.BytesIO()
    Picture.new("RGB", (40, 40)).save(kept, "png")
    more = {"collection": collection} if collection else {}
    file = ContentFile(kept.getvalue(), name="geheim.png")
    return Image.objects.create(title=SECRET, file=file, **more)


# Wagtail leaves the file in which it makes a smaller picture to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_not_by_a_picture_of_a_draft_or_of_a_private_collection(
    settings, tmp_path, private_collection: Collection
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for place in (None, private_collection):
        picture = a_picture(place)
        address = picture.get_rendition("width-20").url
        slug = f"met-plaatje-{picture.pk}"
        page = draft(NewsPage, "Met plaatje", slug=slug, image=picture, image_alt="Een vlak")
        assert Client().get(address).status_code == 404, "a draft"
        assert Client().get(f"/media/{picture.file.name}").status_code == 404, "the original"
        page.save_revision().publish()
        assert Client().get(address).status_code == (404 if place else 200)


@pytest.fixture
def internal() -> None:
    """A pact with what only liaisons may see, beside an action that everybody may."""
    pact = Pact.objects.create(key="proefpact", region="oost", kind="regional", name_nl="Proef")
    for public in (True, False):
        word = OPEN if public else SECRET
        key = word.lower()
        agreement = Agreement.objects.create(
            pact=pact, key=f"afspraak-{key}", title_nl=f"{word} afspraak", public=public
        )
        for number in (True, False):
            Action.objects.create(
                agreement=agreement,
                key=f"actie-{key}-{number}".lower(),
                title_nl=f"{word if number else SECRET} actie",
                links="choosing",
                areas="PV23",
                public=number,
            )
        Meeting.objects.create(
            pact=pact, key=f"overleg-{key}", title=f"{word} overleg", day=date(2026, 11, 1),
            public=public,
        )  # fmt: skip
    firm = Organisation.objects.create(key="proefbedrijf", name="Proefbedrijf")
    Role.objects.create(
        pact=pact, key="rol", office_nl="Liaison", organisation=firm, person=f"{SECRET} Persoon",
        email="geheim@example.org", as_of=date(2020, 1, 1), valid_until=date(2021, 1, 1),
    )  # fmt: skip
    generation.rise()


def test_not_in_the_tables_that_leave_the_ledger(internal: None) -> None:
    titles = ledger("oost").actions["title_nl"].to_list()
    assert f"{OPEN} actie" in titles
    assert not any(SECRET in title for title in titles)
    assert any(SECRET in title for title in ledger("oost", internal=True).actions["title_nl"])


LEDGER = [
    "/nl/oost/",
    "/nl/oost/pacten/",
    "/nl/oost/afspraken/",
    "/nl/oost/afspraken/afspraak-geheim/",
    "/nl/oost/afspraken/afspraak-openbaar/",
    "/nl/oost/acties/actie-geheim-true/",
    "/nl/oost/acties/actie-openbaar-false/",
    "/en/oost/agreements/afspraak-geheim/",
    "/en/oost/actions/actie-geheim-true/",
    "/nl/oost/resultaten/",
    "/nl/oost/resultaten.csv",
    "/nl/oost/organisaties/proefbedrijf/",
    "/nl/oost/dekking/",
    "/api/v1/regions/oost/coverage",
    "/sitemap.xml",
]


def test_not_out_of_the_ledger(internal: None) -> None:
    for path in LEDGER:
        said = shown(path).lower()
        assert "geheim" not in said.replace("afspraak-geheim", "").replace("actie-geheim", "")
        assert "geheim@example.org" not in said
