"""What readers tell us: the form, what keeps robots out, and the editors' inbox."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from schakel.site.readers import guard
from schakel.site.readers.about import about
from schakel.site.readers.models import DailySalt, Feedback, Sending
from schakel.site.readers.upkeep import throw_away_old
from tests.site.forms import send
from tests.site.looking import soup
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db

FORM = "/nl/feedback/"
FIGURE = "/nl/oost/cijfers/technical_share_hbo/PV23/2024/"
TYPED = {"kind": "figure", "message": "Dit moet 28,3% zijn.", "about": FIGURE}


def tell(client: Client, seconds: float = 60, **fields: object):
    return send(client, FORM, "feedback", seconds, **{**TYPED, **fields})


def read(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def editor(client: Client) -> Client:
    return logged_in(client, role="editor")


@pytest.mark.parametrize(
    "path", ["/nl/", "/nl/oost/", FIGURE, "/nl/oost/data/technical_share_hbo/"]
)
def test_every_page_leads_to_the_form_and_names_itself(client: Client, path: str) -> None:
    link = soup(client, path).select_one("footer a[href*=feedback]")["href"]
    assert urlsplit(link).path == FORM
    assert parse_qs(urlsplit(link).query) == {"about": [path]}


def test_every_chart_has_a_link_that_names_its_indicator(client: Client) -> None:
    page = soup(client, "/nl/oost/doelen/inflow/")
    charts = page.select("figure.chart")
    assert charts
    for chart in charts:
        link = chart.select_one("figcaption a[href*=feedback]")
        assert "/nl/oost/data/" in parse_qs(urlsplit(link["href"]).query)["about"][0]


@pytest.mark.parametrize("path", ["/nl/oost/keten/", "/en/oost/chain/", "/nl/oost/dekking/"])
def test_a_chart_that_shows_no_figures_has_a_link_that_names_its_page(
    client: Client, path: str
) -> None:
    charts = soup(client, path).select("figure.chart")
    assert charts
    for chart in charts:
        link = chart.select_one("figcaption a[href*=feedback]")
        assert parse_qs(urlsplit(link["href"]).query)["about"] == [path]


def test_a_keeper_may_send_readers_elsewhere(client: Client, settings) -> None:
    settings.FEEDBACK = "mailto:redactie@voorbeeld.example"
    assert soup(client, "/nl/over/").select('footer a[href="mailto:redactie@voorbeeld.example"]')


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        (FIGURE, "Aandeel techniek onder hbo"),
        ("/en/oost/", "Oost"),
        ("/nl/oost/data/technical_share_hbo/?per=province", "Aandeel techniek onder hbo"),
        ("/nl/oost/data/nonsense/", ""),
        ("/nl/oost/cijfers/technical_share_hbo/", ""),
        ("https://elders.example/nl/oost/", ""),
        ("//elders.example/nl/oost/", ""),
        ("javascript:alert(1)", ""),
        ("/admin/", ""),
    ],
)
def test_the_form_is_about_a_page_of_this_site_or_about_none(asked: str, title: str) -> None:
    found = about(asked)
    assert title in found.title
    assert bool(found.title) == bool(title) == bool(found.path)


def test_a_page_that_is_not_published_has_no_name_here(client: Client) -> None:
    from schakel.site.pages.models import StandardPage

    page = StandardPage.objects.get(slug="privacy", locale__language_code="nl")
    assert about("/nl/privacy/").title
    page.unpublish()
    assert about("/nl/privacy/").title == ""


def test_a_message_comes_in_and_the_reader_gets_a_number(client: Client) -> None:
    response = tell(client, email="lezer@voorbeeld.example")
    message = Feedback.objects.get()
    assert response.status_code == 302
    page = soup(client, response.url)
    assert message.reference in page.get_text()
    assert page.select(f'main a[href="{FIGURE}"]')
    assert (message.state, message.kind, message.about) == ("new", "figure", FIGURE)
    assert "hbo" in message.title


def test_the_form_sets_no_cookie_and_nobody_may_keep_it(client: Client) -> None:
    asked, sent = client.get(FORM), tell(client)
    for response in (asked, sent, client.get(sent.url)):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_form_needs_no_cookie_where_others_are_checked() -> None:
    assert tell(Client(enforce_csrf_checks=True)).status_code == 302


def test_after_a_mistake_all_that_was_typed_is_still_there(client: Client) -> None:
    long = "Té lang. " * 600
    response = tell(client, message=long, email="geen adres", kind="")
    page = read(response)
    assert response.status_code == 422
    assert page.textarea.get_text().strip() == long.strip()
    assert page.select_one("input[name=email]")["value"] == "geen adres"
    assert page.select_one("input[name=about]")["value"] == FIGURE
    assert page.title.get_text().startswith("Fout:")
    assert not Feedback.objects.exists()


def test_mistakes_are_said_at_the_field_and_in_a_summary_that_leads_there(client: Client) -> None:
    page = read(tell(client, message="", email="geen adres", kind=""))
    summary = page.select_one("#errors[role=alert][autofocus]")
    targets = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert len(targets) == 3
    assert all(page.find(id=target) for target in targets)
    for name in ("message", "email"):
        field = page.find(attrs={"name": name})
        assert field["aria-invalid"] == "true"
        described = field["aria-describedby"].split()
        assert any(
            page.find(id=part).get_text(strip=True).startswith("Fout:") for part in described
        )


@pytest.mark.parametrize("given", ["", "feedback", "feedback:abc:def"])
def test_a_forged_form_is_shown_again_with_all_that_was_typed(client: Client, given: str) -> None:
    response = client.post(FORM, {**TYPED, "token": given})
    page = read(response)
    assert response.status_code == 422
    assert TYPED["message"] in page.textarea.get_text()
    fresh = page.select_one("input[name=token]")["value"]
    assert guard.judge(fresh, "feedback") is guard.Shown.TOO_QUICK


def test_a_form_that_lay_open_for_two_days_can_be_sent_once_more(client: Client) -> None:
    assert tell(client, seconds=2 * 86400).status_code == 422
    assert tell(client, seconds=23 * 3600).status_code == 302


def test_the_token_of_one_form_does_not_open_another(client: Client) -> None:
    assert send(client, FORM, "subscribe", **TYPED).status_code == 422


def test_a_form_on_another_site_is_not_taken(client: Client) -> None:
    assert tell(client, HTTP_ORIGIN="https://elders.example").status_code == 422
    assert tell(client, HTTP_ORIGIN="http://testserver").status_code == 302


@pytest.mark.parametrize(
    "robot",
    [
        {"seconds": 1},
        {"homepage": "https://koop.example"},
        {"message": "http://a.example http://b.example www.c.example"},
    ],
)
def test_what_looks_like_a_robot_is_thanked_and_set_apart(client: Client, robot: dict) -> None:
    response = tell(client, **robot)
    assert response.status_code == 302
    assert Feedback.objects.get().state == "suspect"
    shown = soup(client, response.url).get_text().lower()
    assert "robot" not in shown
    assert "verdacht" not in shown


def test_the_trap_is_out_of_the_way_of_people(client: Client) -> None:
    trap = soup(client, FORM).select_one("input[name=homepage]")
    assert trap["tabindex"] == "-1"
    assert trap["autocomplete"] == "off"
    assert trap.find_parent(attrs={"aria-hidden": "true"})


def test_the_same_text_twice_is_one_message(client: Client) -> None:
    first = tell(client)
    again = tell(client, message="  dit moet   28,3% zijn. ")
    assert again.url == first.url
    assert Feedback.objects.count() == 1


def test_one_sender_can_send_so_much_a_day_and_others_still_can(client: Client) -> None:
    for number in range(guard.FROM_ONE_SENDER_A_DAY):
        assert tell(client, message=f"Bericht {number}").status_code == 302
    refused = tell(client, message="Nog een")
    assert refused.status_code == 429
    assert "Nog een" in read(refused).textarea.get_text()
    assert tell(client, message="Nog een", REMOTE_ADDR="192.0.2.7").status_code == 302
    Sending.objects.update(at=timezone.now() - timedelta(hours=25))
    assert tell(client, message="Morgen").status_code == 302


def test_all_senders_together_can_send_so_much_an_hour(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(guard, "FROM_ALL_AN_HOUR", 3)
    for number in range(3):
        sender = f"192.0.2.{number}"
        assert tell(client, message=sender, REMOTE_ADDR=sender).status_code == 302
    assert tell(client, message="Nog een", REMOTE_ADDR="192.0.2.9").status_code == 429


def test_no_address_of_a_sender_is_kept_and_tomorrow_its_code_is_another(client: Client) -> None:
    tell(client, REMOTE_ADDR="192.0.2.7")
    kept = Sending.objects.get()
    assert "192.0.2.7" not in str(vars(kept))
    assert "28,3" not in str(vars(kept))
    DailySalt.objects.update(day=timezone.localdate() - timedelta(days=1))
    tell(client, message="Anders", REMOTE_ADDR="192.0.2.7")
    assert Sending.objects.exclude(sender=kept.sender).exists()
    assert DailySalt.objects.count() == 1, "the salt of yesterday is gone"


def test_behind_a_proxy_the_sender_is_whom_the_proxy_names(rf, settings) -> None:
    request = rf.post(FORM, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 192.0.2.7")
    assert guard._sender(request) == "10.0.0.1", "without a proxy anybody could write this"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert guard._sender(request) == "192.0.2.7"


def test_a_household_with_many_long_addresses_is_one_sender(rf) -> None:
    here, there = (rf.post(FORM, REMOTE_ADDR=f"2001:db8:1:2::{end}") for end in ("1", "ffff"))
    assert guard._sender(here) == guard._sender(there)


def test_a_message_of_50_megabytes_gets_a_clear_answer(client: Client) -> None:
    response = tell(client, message="x" * 50_000_000)
    assert response.status_code == 422
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7|add:7 }} & <b>", "nul \x00 nul"]
)
def test_markup_in_a_message_stays_text(editor: Client, text: str) -> None:
    response = tell(editor, message=text)
    if "\x00" in text:
        assert response.status_code == 422
        return
    shown = editor.get(f"/admin/feedback/edit/{Feedback.objects.get().pk}/")
    assert text not in shown.content.decode()
    assert text in read(shown).get_text()


def test_the_inbox_filters_searches_and_leads_to_the_page(editor: Client) -> None:
    tell(editor, message="Eerste bericht")
    tell(editor, message="Tweede bericht", homepage="x")
    listed = editor.get("/admin/feedback/").content.decode()
    assert "Eerste bericht" in listed
    assert "Tweede bericht" in listed
    only_new = editor.get("/admin/feedback/?state=new").content.decode()
    assert "Eerste bericht" in only_new
    assert "Tweede bericht" not in only_new
    found = editor.get("/admin/feedback/?q=tweede").content.decode()
    assert "Tweede bericht" in found
    assert "Eerste bericht" not in found
    message = Feedback.objects.get(state="new")
    assert read(editor.get(f"/admin/feedback/edit/{message.pk}/")).select(f'a[href="{FIGURE}"]')


def test_closing_a_message_erases_the_address(editor: Client) -> None:
    tell(editor, email="lezer@voorbeeld.example")
    message = Feedback.objects.get()
    path = f"/admin/feedback/edit/{message.pk}/"
    assert "lezer@voorbeeld.example" in editor.get(path).content.decode()
    editor.post(path, {"state": "handled", "handler": "", "note": "Nagevraagd"})
    message.refresh_from_db()
    assert (message.state, message.email) == ("handled", "lezer@voorbeeld.example")
    editor.post(path, {"state": "answered", "handler": "", "note": "Nagevraagd"})
    message.refresh_from_db()
    assert (message.state, message.email, message.note) == ("answered", "", "Nagevraagd")
    assert message.message == TYPED["message"], "what the reader wrote cannot be changed"


def test_the_dashboard_counts_new_messages(editor: Client) -> None:
    tell(editor)
    tell(editor, message="Nog een")
    assert "2 nieuwe berichten" in read(editor.get("/admin/")).get_text()


def test_the_inbox_is_for_those_who_may_and_nobody_writes_in_it(editor: Client) -> None:
    assert editor.get("/admin/feedback/new/").status_code in (302, 403, 404)
    assert Client().get("/admin/feedback/").status_code == 302
    other = logged_in("ander")
    other.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert other.get("/admin/feedback/").status_code == 302
    assert "berichten" not in read(other.get("/admin/")).get_text()


def test_old_messages_are_thrown_away_and_open_ones_keep_no_address(client: Client) -> None:
    old = timezone.now() - timedelta(days=366)
    made = {
        state: Feedback.objects.create(kind="text", message=state, state=state, email="a@b.example")
        for state in ("new", "handled", "answered", "suspect")
    }
    fresh = Feedback.objects.create(kind="text", message="vers", email="a@b.example")
    Feedback.objects.exclude(pk=fresh.pk).update(changed=old)
    throw_away_old(timezone.now())
    left = {message.state for message in Feedback.objects.exclude(pk=fresh.pk)}
    assert left == {"new", "handled"}
    made["new"].refresh_from_db()
    fresh.refresh_from_db()
    assert (made["new"].email, fresh.email) == ("", "a@b.example")
