"""What is new, by mail: told once, to those who asked, also when the mail server fails."""

from __future__ import annotations

import socket
import threading
from datetime import datetime, timedelta
from email import message_from_string
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from schakel.base.errors import SchakelError
from schakel.catalog.catalog import load
from schakel.site.outgoing import outgoing
from schakel.site.pages.models import NewsIndexPage, NewsPage
from schakel.site.readers import digests, letters
from schakel.site.readers.changes import changed_figures, look
from schakel.site.readers.digests import send_due_digests, since
from schakel.site.readers.models import KnownFigure, Subscription

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 12, 7, 8, 0, tzinfo=HERE)
LAST_WEEK = MONDAY - timedelta(days=6)


def subscribed(**fields: object) -> Subscription:
    usual = {"region": "oost", "email": "lezer@voorbeeld.example", "language": "nl"}
    dates = {"confirmed": LAST_WEEK, "told_until": LAST_WEEK, "asked_by_mail": LAST_WEEK}
    return Subscription.objects.create(**{"news": ["region"], **usual, **dates, **fields})


def published(title: str = "Bericht", at: datetime = LAST_WEEK + timedelta(days=1), **fields):
    locale = Locale.objects.get_for_language("nl")
    page = NewsPage(title=title, slug=title.lower(), date=at.date(), locale=locale, **fields)
    NewsIndexPage.objects.get(locale=locale).add_child(instance=page)
    page.save_revision().publish()
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=at)
    return page


def receivers() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def test_what_was_published_since_the_last_mail_is_told_once() -> None:
    subscription = subscribed()
    published("Oud", LAST_WEEK - timedelta(days=1))
    published("Nieuw")
    assert send_due_digests(MONDAY) == 1
    (message,) = mail.outbox
    for text in (message.body, message.alternatives[0][0]):
        assert "Nieuw" in text
        assert "/nl/oost/nieuws/nieuw/" in text
        assert "Oud" not in text
    subscription.refresh_from_db()
    assert subscription.told_until == MONDAY
    assert send_due_digests(MONDAY) == 0
    assert send_due_digests(MONDAY + timedelta(days=7)) == 0, "nothing new, no mail"
    assert len(mail.outbox) == 1


def test_news_of_other_pacts_and_languages_is_not_told() -> None:
    published("Twents", pact_key="twente")
    published("Regio")
    subscribed(news=["twente"])
    subscribed(email="anders@voorbeeld.example", language="en")
    assert send_due_digests(MONDAY) == 1
    assert "Twents" in mail.outbox[0].body
    assert "Regio" not in mail.outbox[0].body


def test_a_draft_or_private_page_is_not_told() -> None:
    subscribed()
    published("Ingetrokken").unpublish()
    secret = published("Besloten")
    secret.view_restrictions.create(restriction_type="password", password="sesam")
    assert send_due_digests(MONDAY) == 0


@pytest.mark.parametrize(
    ("every", "now", "start"),
    [
        ("week", datetime(2026, 12, 7, 8, 0), datetime(2026, 12, 7, 7, 0)),
        ("week", datetime(2026, 12, 7, 6, 0), datetime(2026, 11, 30, 7, 0)),
        ("week", datetime(2026, 12, 13, 23, 0), datetime(2026, 12, 7, 7, 0)),
        ("month", datetime(2026, 12, 31, 8, 0), datetime(2026, 12, 1, 7, 0)),
        ("month", datetime(2027, 1, 1, 6, 0), datetime(2026, 12, 1, 7, 0)),
        ("week", datetime(2026, 10, 26, 7, 0), datetime(2026, 10, 26, 7, 0)),
    ],
)
def test_weeks_begin_on_monday_and_months_on_the_first_at_seven(every, now, start) -> None:
    assert since(every, now.replace(tzinfo=HERE)) == start.replace(tzinfo=HERE)


def test_the_first_look_at_figures_is_no_news_and_a_change_is() -> None:
    catalog = load("oost")
    assert look(catalog, LAST_WEEK) == 0
    assert look(catalog, LAST_WEEK) == 0
    goal = catalog.goals["inflow"]
    row = KnownFigure.objects.filter(address__startswith=goal.measures[0].indicator + "/").last()
    KnownFigure.objects.filter(pk=row.pk).update(fingerprint="was anders")
    assert look(catalog, MONDAY) == 1
    ((figure, more),) = changed_figures(catalog, ["inflow"], LAST_WEEK, MONDAY)
    assert (figure.address, more) == (row.address, 0)
    assert changed_figures(catalog, ["inflow"], MONDAY, MONDAY + timedelta(days=7)) == []


def test_a_new_figure_is_told_to_those_who_follow_its_goal() -> None:
    look(load("oost"), LAST_WEEK)
    KnownFigure.objects.filter(address__startswith="technical_share_hbo/").delete()
    subscribed(news=[], goals=["inflow"])
    subscribed(email="geld@voorbeeld.example", news=[], goals=["money"])
    assert send_due_digests(MONDAY) == 1
    (message,) = mail.outbox
    assert "/nl/oost/cijfers/technical_share_hbo/" in message.body
    assert message.to == ["lezer@voorbeeld.example"]


def test_every_digest_can_be_ended_with_one_click_and_tracks_nobody() -> None:
    subscribed()
    published()
    send_due_digests(MONDAY)
    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    html = message.alternatives[0][0]
    assert address in message.body
    assert "<img" not in html
    assert "src=" not in html
    assert 'lang="nl"' in html
    Client().post(address, {"List-Unsubscribe": "One-Click"})
    assert not Subscription.objects.exists()


def test_markup_in_a_title_stays_text_in_the_mail() -> None:
    subscribed()
    page = published("Vet")
    NewsPage.objects.filter(pk=page.pk).update(title="<script>x</script> & co")
    send_due_digests(MONDAY)
    assert "<script>" not in mail.outbox[0].alternatives[0][0]
    assert "<script>x</script> & co" in mail.outbox[0].body


class Failing(EmailBackend):
    """A mail server that refuses some, or breaks down after some."""

    refused: tuple[str, ...] = ()
    breaks_after: int | None = None

    def send_messages(self, messages):
        if self.breaks_after is not None and len(mail.outbox) >= self.breaks_after:
            raise SMTPServerDisconnected("gone")
        for message in messages:
            if message.to[0] in self.refused:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch) -> type[Failing]:
    monkeypatch.setattr(Failing, "refused", ())
    monkeypatch.setattr(Failing, "breaks_after", None)
    monkeypatch.setattr(digests, "get_connection", Failing)
    return Failing


def test_a_server_that_breaks_down_halfway_loses_nobody_and_tells_nobody_twice(server) -> None:
    addresses = [f"l{number}@voorbeeld.example" for number in range(4)]
    for address in addresses:
        subscribed(email=address)
    published()
    server.breaks_after = 2
    assert send_due_digests(MONDAY) == 2
    server.breaks_after = None
    assert send_due_digests(MONDAY + timedelta(minutes=1)) == 2
    assert receivers() == addresses


def test_a_run_that_is_killed_halfway_is_taken_up_later_under_the_same_number(monkeypatch) -> None:
    subscribed()
    published()
    monkeypatch.setattr(digests, "_noted", lambda subscription: None)
    send_due_digests(MONDAY)
    assert send_due_digests(MONDAY + timedelta(minutes=5)) == 0, "another run may still have it"
    monkeypatch.undo()
    send_due_digests(MONDAY + timedelta(hours=2))
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


def test_two_runs_at_once_send_one_mail(monkeypatch) -> None:
    subscribed()
    published()
    usual = digests.news_for

    def meanwhile(*asked):
        monkeypatch.setattr(digests, "news_for", usual)
        assert send_due_digests(MONDAY) == 0
        return usual(*asked)

    monkeypatch.setattr(digests, "news_for", meanwhile)
    assert send_due_digests(MONDAY) == 1
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_is_tried_again_and_given_up_with_a_note(server) -> None:
    subscription = subscribed()
    subscribed(email="goed@voorbeeld.example")
    published()
    server.refused = (subscription.email,)
    now = MONDAY
    for _ in range(letters.TRIES + 2):
        send_due_digests(now)
        now += timedelta(days=3)
    subscription.refresh_from_db()
    assert receivers() == ["goed@voorbeeld.example"], "others are not held up"
    assert subscription.refusals == letters.TRIES
    assert subscription.given_up
    assert "no such user" in subscription.note
    assert subscription.told_until == LAST_WEEK, "nothing is forgotten"


def test_an_address_that_works_again_gets_all_that_it_missed(server) -> None:
    subscription = subscribed()
    published()
    server.refused = (subscription.email,)
    send_due_digests(MONDAY)
    server.refused = ()
    assert send_due_digests(MONDAY) == 0, "not at once"
    assert send_due_digests(MONDAY + timedelta(hours=2)) == 1
    subscription.refresh_from_db()
    assert (subscription.refusals, subscription.note) == (0, "")


def test_so_many_mails_go_out_in_one_run(monkeypatch) -> None:
    monkeypatch.setattr(digests, "MAILS_A_RUN", 2)
    for number in range(3):
        subscribed(email=f"l{number}@voorbeeld.example")
    published()
    assert [send_due_digests(MONDAY) for _ in range(3)] == [2, 1, 0]


def test_a_confirmation_that_could_not_be_sent_is_sent_by_the_clock(server) -> None:
    waiting = subscribed(confirmed=None, asked_by_mail=None, told_until=None)
    server.breaks_after = 0
    assert send_due_digests(MONDAY) == 0
    server.breaks_after = None
    assert send_due_digests(MONDAY) == 1
    assert send_due_digests(MONDAY) == 0
    waiting.refresh_from_db()
    assert waiting.asked_by_mail == MONDAY


def _tiny_server(taken: list[str]) -> int:
    """A mail server for one mail on a free port, which says what it must and keeps what it got."""
    door = socket.create_server(("127.0.0.1", 0))
    answers = {b"EHLO": "250 tiny", b"MAIL": "250 ok", b"RCPT": "250 ok", b"QUIT": "221 bye"}

    def serve() -> None:
        visitor, _ = door.accept()
        with door, visitor, visitor.makefile("rwb") as line:
            line.write(b"220 tiny\r\n")
            line.flush()
            for said in line:
                if said[:4].upper() == b"DATA":
                    line.write(b"354 go on\r\n")
                    line.flush()
                    taken.append(b"".join(iter(line.readline, b".\r\n")).decode())
                line.write(answers.get(said[:4].upper(), "250 ok").encode() + b"\r\n")
                line.flush()

    threading.Thread(target=serve, daemon=True).start()
    return door.getsockname()[1]


def test_a_real_mail_server_gets_the_mail(settings) -> None:
    taken: list[str] = []
    port = _tiny_server(taken)
    set_so = outgoing(
        {"SCHAKEL_SMTP": f"smtp://127.0.0.1:{port}?tls=none", "SCHAKEL_MAIL_FROM": "a@b.example"}
    )
    settings.EMAIL_BACKEND, settings.DEFAULT_FROM_EMAIL = set_so.backend, set_so.sender
    settings.EMAIL_HOST, settings.EMAIL_PORT = set_so.host, set_so.port
    subscribed()
    published()
    assert send_due_digests(MONDAY) == 1
    assert "To: lezer@voorbeeld.example" in taken[0]
    assert message_from_string(taken[0])["List-Unsubscribe"].strip().startswith("<http")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"SCHAKEL_SMTP": "mail.example.nl"}, {"SCHAKEL_SMTP", "SCHAKEL_MAIL_FROM"}),
        ({"SCHAKEL_SMTP": "smtp://h:99999", "SCHAKEL_MAIL_FROM": "a@b.nl"}, {"SCHAKEL_SMTP"}),
        ({"SCHAKEL_SMTP": "smtp://h?tls=yes", "SCHAKEL_MAIL_FROM": "a@b.nl"}, {"SCHAKEL_SMTP"}),
        ({"SCHAKEL_SMTP": "smtp://h", "SCHAKEL_MAIL_FROM": "nobody"}, {"SCHAKEL_MAIL_FROM"}),
    ],
)
def test_wrong_settings_are_named_all_together(given: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(SchakelError) as refused:
        outgoing(given)
    assert {problem.where for problem in refused.value.problems} == wrong


def test_a_password_is_read_and_never_repeated() -> None:
    given = {"SCHAKEL_SMTP": "smtp://me:p%40ss@h.example", "SCHAKEL_MAIL_FROM": "S <s@h.example>"}
    read = outgoing(given)
    assert (read.user, read.password, read.port, read.encryption) == ("me", "p@ss", 587, "starttls")
    with pytest.raises(SchakelError) as refused:
        outgoing({**given, "SCHAKEL_SMTP": "smtp://me:secret@h.example:x"})
    assert "secret" not in str(refused.value)


def test_without_settings_mails_are_printed() -> None:
    assert outgoing({}).backend.endswith("console.EmailBackend")
    assert outgoing({"SCHAKEL_SMTP": "smtps://h", "SCHAKEL_MAIL_FROM": "a@b.nl"}).port == 465


def test_the_clock_does_it() -> None:
    from schakel.site.desk.timetable import jobs

    names = {job.name for job in jobs()}
    assert {"readers.jobs.send_mail", "readers.jobs.throw_away"} <= names
    subscribed(told_until=timezone.now() - timedelta(days=40))
    by_name = {job.name: job for job in jobs()}
    assert by_name["readers.jobs.throw_away"].function() == ""
