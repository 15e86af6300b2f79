"""Mail for those who ask for it: asked twice, ended with one click, nothing else kept."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from schakel.site.readers.links import CONFIRM, MANAGE, signed
from schakel.site.readers.models import Feedback, Subscription
from schakel.site.readers.upkeep import throw_away_old
from tests.site.forms import send, token
from tests.site.looking import soup

pytestmark = pytest.mark.django_db

FORM = "/nl/oost/abonneren/"
LEZER = "lezer@voorbeeld.example"
CHOSEN = {"news": ["region"], "goals": ["inflow"], "every": "week", "email": LEZER}


def ask(client: Client, seconds: float = 60, **fields: object):
    return send(client, FORM, "subscribe", seconds, **{**CHOSEN, **fields})


def subscribed(**fields: object) -> Subscription:
    now = timezone.now()
    usual = {"region": "oost", "email": LEZER, "language": "nl", "news": ["region"]}
    dates = {"confirmed": now, "told_until": now, "asked_by_mail": now}
    return Subscription.objects.create(**{**usual, **dates, **fields})


def link_in(message) -> str:
    return urlsplit(re.search(r"http\S+", message.body)[0]).path


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_news_of_region_or_pact_and_figures_of_goals_can_be_chosen(client: Client) -> None:
    page = soup(client, FORM)
    values = {box["value"] for box in page.select("input[type=checkbox]")}
    assert {"region", "twente", "inflow"} <= values
    assert page.select_one("input[value=region]").has_attr("checked")
    of_pact = soup(client, FORM + "?pact=twente")
    assert of_pact.select_one("input[value=twente]").has_attr("checked")
    assert not of_pact.select_one("input[value=region]").has_attr("checked")


def test_feeds_are_offered_to_those_who_give_no_address(client: Client) -> None:
    links = [link["href"] for link in soup(client, FORM).select("#feeds ~ ul a")]
    assert "/nl/oost/feed.atom?pact=twente" in links
    assert all(client.get(link).status_code == 200 for link in links[:4])


def test_every_page_of_a_region_leads_there(client: Client) -> None:
    assert soup(client, "/en/oost/").select('footer a[href="/en/oost/subscribe/"]')
    assert soup(client, "/nl/oost/data/").select(f'footer a[href="{FORM}"]')


def test_a_subscription_starts_when_it_is_confirmed_by_hand(client: Client) -> None:
    response = ask(client)
    assert response.status_code == 302
    assert "mail" in soup(client, response.url).get_text()
    (message,) = mail.outbox
    assert message.to == [LEZER]
    link = link_in(message)
    client.get(link)
    client.head(link)
    assert Subscription.objects.get().confirmed is None, "a program that looks at mail opens links"
    confirmed = client.post(link)
    assert confirmed.status_code == 200
    subscription = Subscription.objects.get()
    assert subscription.confirmed == subscription.told_until
    assert (subscription.news, subscription.goals) == (["region"], ["inflow"])


def test_the_mail_is_in_the_language_of_the_form(client: Client) -> None:
    send(client, "/en/oost/subscribe/", "subscribe", **CHOSEN)
    (message,) = mail.outbox
    assert message.subject.startswith("Do you want")
    assert "/en/subscription/" in message.body
    html = message.alternatives[0][0]
    assert 'lang="en"' in html
    assert "<img" not in html
    assert "src=" not in html


def test_the_answer_tells_nothing_of_who_is_known(client: Client) -> None:
    subscribed()
    known, unknown = ask(client), ask(client, email="ander@voorbeeld.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 2
    texts = {re.sub(r"http\S+", "", message.body) for message in mail.outbox}
    assert len(texts) == 1


def test_a_new_request_changes_nothing_until_it_is_confirmed(client: Client) -> None:
    first = subscribed(news=["twente"])
    ask(client, email=LEZER.upper())
    first.refresh_from_db()
    assert first.news == ["twente"]
    client.post(link_in(mail.outbox[0]))
    assert Subscription.objects.get().news == ["region"]


def test_nobody_can_have_somebody_flooded_with_mail(client: Client) -> None:
    for number in range(6):
        assert ask(client, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("robot", [{"seconds": 1}, {"homepage": "x"}])
def test_a_robot_sees_the_same_and_sends_nothing(client: Client, robot: dict) -> None:
    assert ask(client, **robot).url == ask(client).url
    assert len(mail.outbox) == 1


def test_after_a_mistake_all_that_was_chosen_is_still_there(client: Client) -> None:
    response = ask(client, email="geen adres", news=["twente"], every="month")
    page = page_of(response)
    assert response.status_code == 422
    assert page.select_one("input[name=email]")["value"] == "geen adres"
    assert page.select_one("input[value=twente]").has_attr("checked")
    assert page.select_one("input[value=month]").has_attr("checked")
    assert page.select_one('#errors a[href="#id_email"]')
    nothing = page_of(ask(client, news=[], goals=[]))
    assert nothing.select_one('#errors a[href="#id_news"]')
    assert nothing.find(id="id_news")
    assert not Subscription.objects.exists()


def test_forged_and_broken_links_open_nothing(client: Client) -> None:
    subscription = subscribed()
    good = signed(subscription, MANAGE)
    for bad in (good[:-2], "x" + good, signed(subscription, CONFIRM), "1-a.b"):
        for page in ("wijzigen", "stoppen"):
            assert client.post(f"/nl/abonnement/{page}/{bad}/").status_code == 404
    assert Subscription.objects.filter(pk=subscription.pk).exists()


def test_choices_are_changed_through_the_link(client: Client) -> None:
    subscription = subscribed(news=["region", "a-pact-that-is-gone"])
    path = f"/nl/abonnement/wijzigen/{signed(subscription, MANAGE)}/"
    page = soup(client, path)
    assert page.select_one("input[value=region]").has_attr("checked")
    wanted = {"news": ["twente"], "every": "month", "token": token("choices")}
    response = client.post(path, wanted)
    assert "bewaard" in soup(client, response.url).get_text()
    subscription.refresh_from_db()
    assert (subscription.news, subscription.goals) == (["twente"], [])
    assert subscription.every == "month"


def test_one_click_in_the_mail_program_ends_it() -> None:
    subscription = subscribed()
    path = f"/nl/abonnement/stoppen/{signed(subscription, MANAGE)}/"
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert Subscription.objects.exists(), "looking ends nothing"
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    again = program.post(path, {"List-Unsubscribe": "One-Click"})
    assert again.status_code == 200, "a second click is no mistake"


def test_pages_of_a_subscription_are_kept_by_nobody_and_set_no_cookie(client: Client) -> None:
    subscription = subscribed()
    tokens = signed(subscription, MANAGE), signed(subscription, CONFIRM)
    paths = [FORM, f"{FORM}verstuurd/", f"/nl/abonnement/wijzigen/{tokens[0]}/"]
    paths += [f"/nl/abonnement/stoppen/{tokens[0]}/", f"/nl/abonnement/bevestigen/{tokens[1]}/"]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies
        assert tokens[0] not in str(page_of(response).footer)


def test_a_region_that_is_not_there_has_no_form(client: Client) -> None:
    assert client.get("/nl/nergens/abonneren/").status_code == 404


def test_what_is_not_confirmed_is_gone_after_a_week(client: Client) -> None:
    now = timezone.now()
    kept = subscribed()
    for days in (6, 8):
        subscribed(email=f"d{days}@voorbeeld.example", confirmed=None, asked=now - timedelta(days))
    subscribed(email="op@voorbeeld.example", given_up=now - timedelta(days=91))
    throw_away_old(now)
    left = set(Subscription.objects.values_list("email", flat=True))
    assert left == {kept.email, "d6@voorbeeld.example"}
    assert not Feedback.objects.exists()
