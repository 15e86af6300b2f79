"""The editors' desk: translating beside the original, and reports of what needs a look."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from schakel.site.desk import asking, links, stale, translations
from schakel.site.desk.asking import Answer, NotAllowed
from schakel.site.desk.models import CheckedAddress, ClockJob, ClockLease
from schakel.site.pacts.models import Role
from schakel.site.pages.models import NewsIndexPage, NewsPage, StandardPage
from tests.site.filling import form_at
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return logged_in(role="editor")


@pytest.fixture
def pair() -> tuple[NewsPage, NewsPage]:
    """A news item in Dutch and its published translation."""
    locale = Locale.objects.get_for_language("nl")
    dutch = NewsPage(title="Nieuwe lasschool", slug="las", date="2026-11-01", locale=locale)
    dutch.lead = "Er komt een school."
    dutch.body = [("heading", "Waar"), ("text", "<p>In <b>Zwolle</b>.</p>")]
    NewsIndexPage.objects.get(locale=locale).add_child(instance=dutch)
    dutch.save_revision().publish()
    english = dutch.copy_for_translation(Locale.objects.get_for_language("en"))
    english.title = "New welding school"
    english.save_revision().publish()
    return dutch, english


def change(page: NewsPage, **fields: object) -> None:
    page = NewsPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def parsed(response) -> BeautifulSoup:
    """The page that was answered."""
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def beside(page: NewsPage) -> str:
    return f"/admin/desk/translate/{page.pk}/"


def test_the_original_stands_beside_the_form_in_its_own_language(editor: Client, pair) -> None:
    page = parsed(editor.get(beside(pair[1])))
    original = page.select_one(".desk-beside__original div[lang=nl]")
    assert "Nieuwe lasschool" in original.get_text()
    assert original.select_one("b").get_text() == "Zwolle", "with its formatting"
    assert not original.select("input, textarea"), "to read only"
    form = page.select_one(".desk-beside__form form#page-edit-form")
    assert form["action"] == beside(pair[1])
    assert form.select_one("input[name=title]")["value"] == "New welding school"
    assert "lang" in original.attrs


def test_an_original_has_its_own_form(editor: Client, pair) -> None:
    assert editor.get(beside(pair[0])).url == f"/admin/pages/{pair[0].pk}/edit/"


def test_the_translation_is_saved_and_published_beside_the_original(editor: Client, pair) -> None:
    sent = form_at(editor, beside(pair[1]))
    saved = editor.post(beside(pair[1]), {**sent, "title": "A school for welders"})
    assert saved.url == beside(pair[1]), "the editor stays beside the original"
    assert NewsPage.objects.get(pk=pair[1].pk).title == "New welding school", "a draft"
    sent = form_at(editor, beside(pair[1]))
    editor.post(beside(pair[1]), {**sent, "action-publish": "1"})
    assert NewsPage.objects.get(pk=pair[1].pk).title == "A school for welders"


def test_a_translation_is_out_of_date_until_it_is_changed_or_still_fits(
    editor: Client, pair
) -> None:
    dutch, english = pair
    listing = f"/admin/pages/{english.get_parent().pk}/"
    assert english.pk not in translations.out_of_date()
    assert "Vertaling verouderd" not in editor.get(listing).content.decode()
    change(dutch, lead="Er komen twee scholen.")
    assert english.pk in translations.out_of_date()
    assert "Vertaling verouderd" in editor.get(listing).content.decode()
    assert "Verouderd" in editor.get(f"/admin/pages/{english.pk}/edit/").content.decode()
    page = parsed(editor.get(beside(english)))
    (marked,) = page.select(".desk-field--changed")
    assert "Er komen twee scholen." in marked.get_text()
    assert marked.select_one("details .addition"), "what changed since is marked"
    assert "New welding school" in editor.get("/admin/desk/reports/translations/").content.decode()
    editor.post(f"{beside(english)}fits/")
    assert english.pk not in translations.out_of_date()
    change(dutch, lead="Er komen drie scholen.")
    assert english.pk in translations.out_of_date(), "that was about the version before"
    (marked,) = parsed(editor.get(beside(english))).select(".desk-field--changed")
    assert "twee" in marked.select_one("details").get_text(), "compared with what was checked"
    change(english, lead="Three schools.")
    assert english.pk not in translations.out_of_date()


def test_only_who_may_change_the_page_may_say_that_it_fits(pair) -> None:
    change(pair[0], lead="Anders.")
    adviser = logged_in(role="fund_adviser")
    assert adviser.post(f"{beside(pair[1])}fits/").status_code in (302, 403)
    assert pair[1].pk in translations.out_of_date()
    assert adviser.get(beside(pair[1])).status_code in (302, 403)


def test_what_grows_old_is_listed_and_can_be_taken_along(editor: Client, pair) -> None:
    today = date.today()
    pair[0].expire_at = timezone.now() + timedelta(days=10)
    pair[0].save()
    quiet = StandardPage.objects.first()
    StandardPage.objects.filter(pk=quiet.pk).update(
        latest_revision_created_at=timezone.now() - timedelta(days=400)
    )
    ending, fresh = Role.objects.all()[:2]
    Role.objects.filter(pk=ending.pk).update(valid_until=today + timedelta(days=30), as_of=today)
    Role.objects.filter(pk=fresh.pk).update(valid_until=None, as_of=today)
    rows = {row.title: row.why for row in stale.grow_old(today)}
    assert rows[pair[0].title]
    assert rows[quiet.title]
    assert rows[str(ending)]
    assert str(fresh) not in rows
    sheet = editor.get("/admin/desk/reports/old/?export=csv")
    taken = list(csv.reader(io.StringIO(b"".join(sheet.streaming_content).decode())))
    assert len(taken) == len(stale.grow_old(today)) + 1
    assert pair[0].title in {row[0] for row in taken}


def test_links_inside_the_site_are_looked_at_at_once(editor: Client, pair) -> None:
    there = StandardPage.objects.get(slug="over")
    body = (
        f'<p><a linktype="page" id="{there.pk}">a</a> <a linktype="page" id="999999">b</a> '
        '<a href="/nl/oost/">c</a> <a href="/nl/bestaat-niet/">d</a> <a href="mailto:x@y">e</a></p>'
    )
    change(pair[0], body=[("text", body)])
    found = {b.place.address for b in links.broken_links() if b.place.where == pair[0].title}
    assert found == {"page:999999", "/nl/bestaat-niet/"}
    assert "/nl/bestaat-niet/" in editor.get("/admin/desk/reports/links/").content.decode()


def test_addresses_elsewhere_are_asked_at_night_when_that_is_on(settings, editor, pair) -> None:
    gone, fine = "https://gone.example/page", "https://fine.example/"
    asked: list[str] = []

    def ask(address: str) -> Answer:
        asked.append(address)
        return Answer(address != gone, "HTTP 404" if address == gone else "HTTP 200")

    change(pair[0], body=[("text", f'<p><a href="{gone}">a</a> <a href="{fine}">b</a></p>')])
    assert "SCHAKEL_LINK_CHECK" in editor.get("/admin/desk/reports/links/").content.decode()
    assert links.check_links(asked=ask, pause=lambda _: None)
    assert asked == [], "off"
    settings.LINK_CHECK = True
    links.check_links(asked=ask, pause=lambda _: None)
    assert {gone, fine} <= set(asked)
    assert Role.objects.exclude(source_address="").first().source_address in asked, "the ledger too"
    assert [b.said for b in links.broken_links() if b.place.address == gone] == ["HTTP 404"]
    asked.clear()
    links.check_links(asked=ask, pause=lambda _: None)
    assert fine not in asked, "not every night"
    change(pair[0], body=[])
    CheckedAddress.objects.update(checked_at=timezone.now() - timedelta(days=30))
    links.check_links(asked=ask, pause=lambda _: None)
    assert not CheckedAddress.objects.filter(address=gone).exists()


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "224.0.0.1",
    ],
)  # fmt: skip
def test_nothing_inside_our_network_is_asked(number: str) -> None:
    with pytest.raises(NotAllowed):
        asking.public_address("inside.example", 80, lookup=lambda _h, _p: [number])
    with pytest.raises(NotAllowed):
        asking.public_address("both.example", 80, lookup=lambda _h, _p: ["93.184.216.34", number])


def test_what_may_not_be_asked_is_said_and_not_asked(live_site) -> None:
    for address in (
        live_site.address, "ftp://example.org/x", "file:///etc/passwd", "http:///x",
        "http://127.1:80/", "http://[::1]/", "http://2130706433/",
    ):  # fmt: skip
        assert not asking.ask(address).works


def test_a_redirect_to_the_inside_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sends:
        status = 302

        def getheader(self, _name: str, _default: str) -> str:
            return "http://169.254.169.254/latest/meta-data/"

    class Connection:
        def request(self, *_args: object, **_kwargs: object) -> None: ...

        def close(self) -> None: ...

        def getresponse(self) -> Sends:
            return Sends()

    monkeypatch.setattr(asking, "_connection", lambda *_: Connection())
    known = {"out.example": ["93.184.216.34"], "169.254.169.254": ["169.254.169.254"]}
    monkeypatch.setattr(asking.public_address, "__defaults__", (lambda host, _p: known[host],))
    answer = asking.ask("http://out.example/")
    assert not answer.works
    assert "private" in answer.said


def test_a_page_that_refuses_head_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"HEAD": (405, ""), "GET": (200, "")}
    monkeypatch.setattr(asking, "_status", lambda method, _address: said[method])
    assert asking.ask("https://example.org/") == Answer(True, "HTTP 200")


def test_the_clock_is_shown_to_administrators_only(editor: Client) -> None:
    ClockLease.objects.all().delete()
    ClockJob.objects.update_or_create(
        name="x.y", defaults={"state": "failed", "started": timezone.now(), "said": "Oh <no>"}
    )
    assert editor.get("/admin/desk/reports/clock/").status_code in (302, 403)
    said = logged_in().get("/admin/desk/reports/clock/").content.decode()
    assert "De klok staat stil" in said
    assert "Oh &lt;no&gt;" in said
    assert "Broken" not in said
