"""Coming in: a password and a code, and nothing of the back office before both were given."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from schakel.site.accounts.models import User
from schakel.site.accounts.second_factor import check_code
from schakel.site.pages.models import NewsPage
from tests.support.login import PASSWORD, app_of, code_of, logged_in, person

pytestmark = pytest.mark.django_db
LOGIN, CODE, SET_UP = "/admin/login/", "/admin/second-factor/", "/admin/second-factor/set-up/"


@pytest.fixture
def anna() -> User:
    return person("anna", "editor")


def give_password(client: Client, name: str = "anna", password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"username": name, "password": password, **more})


def read(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def set_up(client: Client, user: User) -> list[str]:
    """Go through the first log-in; gives the recovery codes."""
    give_password(client)
    client.get(SET_UP)
    code = code_of(TOTPDevice.objects.get(user=user, confirmed=False))
    page = read(client.post(SET_UP, {"code": code}))
    return [item.get_text() for item in page.select(".codes code")]


def test_the_first_log_in_sets_up_an_app_and_shows_ten_recovery_codes_once(anna: User) -> None:
    client = Client()
    response = give_password(client, next="/admin/pages/")
    assert response.url.startswith(CODE)
    response = client.get(response.url, follow=True)
    assert response.redirect_chain[-1][0].startswith(SET_UP)
    page = read(response)
    key = page.select_one("code.key").get_text().replace(" ", "")
    assert page.select_one(".qr svg path"), "the key as a picture"
    assert not page.select("script, [style], style"), "works without scripts"
    device = TOTPDevice.objects.get(user=anna)
    assert key in device.config_url
    assert not is_in(client)

    target = page.select_one("input[name=next]")["value"]
    response = client.post(SET_UP, {"code": code_of(device), "next": target})
    page = read(response)
    codes = [item.get_text() for item in page.select(".codes code")]
    assert len(set(codes)) == 10
    assert page.select_one("a.button")["href"] == "/admin/pages/"
    assert is_in(client)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert not kept & {code.replace("-", "") for code in codes}, "only their fingerprints are kept"
    again = client.get(SET_UP, follow=True).content.decode()
    assert not any(code in again for code in codes)


def test_later_log_ins_ask_for_a_code(anna: User) -> None:
    device = app_of(anna)
    client = Client()
    give_password(client, next="/admin/pages/")
    assert client.get(SET_UP).url.startswith(CODE), "nobody sets up an app with a password alone"
    page = read(client.get(CODE))
    assert page.select_one("input[name=code]")["autocomplete"] == "one-time-code"
    code = code_of(device)
    response = client.post(CODE, {"code": f"{code[:3]} {code[3:]}", "next": "/admin/pages/"})
    assert response.url == "/admin/pages/"
    assert is_in(client)
    stranger = Client()
    give_password(stranger)
    assert read(stranger.post(CODE, {"code": code})).select(".wrong"), "a code works once"
    assert not is_in(stranger)


def test_a_recovery_code_works_once(anna: User) -> None:
    codes = set_up(Client(), anna)
    for code, works in ((codes[0], True), (codes[0], False), (codes[1].upper(), True)):
        client = Client()
        give_password(client)
        StaticDevice.objects.update(throttling_failure_count=0)
        client.post(CODE, {"code": code})
        assert is_in(client) is works, code


def test_wrong_codes_are_slowed_down(anna: User) -> None:
    device = app_of(anna)
    client = Client()
    give_password(client)
    for _ in range(4):
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(hours=1))
        client.post(CODE, {"code": "000000"})
    right = code_of(device)
    TOTPDevice.objects.update(throttling_failure_count=4, last_t=-1)
    page = read(client.post(CODE, {"code": right}))
    assert re.search(r"\d\d:\d\d:\d\d", page.select_one(".wrong").get_text()), "says until when"
    assert not is_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/users/",
        "/admin/account/",
        "/admin/api/main/pages/",
        "/admin/pages/{page}/edit/",
        "/admin/pages/{page}/view_draft/",
        "/admin/pages/{page}/edit/preview/",
        "/admin/second-factor/renew/",
        "/admin/users/{user}/second-factor/",
    ],
)
def test_a_password_alone_opens_nothing(anna: User, path: str) -> None:
    app_of(anna)
    client = Client()
    give_password(client)
    path = path.format(page=NewsPage.objects.first().pk, user=anna.pk)
    assert client.get(path).status_code == 302
    assert "/admin/login/" in client.get(path).url or CODE in client.get(path).url
    assert Client().get(path).status_code == 302


def test_a_reset_ends_the_sessions_and_lets_start_anew(anna: User) -> None:
    client = Client()
    old = set_up(client, anna)
    assert is_in(client)
    administrator = logged_in(role="administrator")
    path = f"/admin/users/{anna.pk}/second-factor/"
    read(administrator.post(path, {"password": "not it"}))
    assert is_in(client), "the administrator's own password is asked for"
    assert administrator.post(path, {"password": PASSWORD}).status_code == 302
    assert not is_in(client)
    assert check_code(anna, old[3]) is None
    assert client.get(CODE).url.startswith(SET_UP)
    assert logged_in(role="editor").get(path).url == "/admin/", "only for administrators"


def test_another_telephone_takes_the_password_and_replaces_the_one_before(anna: User) -> None:
    client = Client()
    old_codes = set_up(client, anna)
    old = TOTPDevice.objects.get(user=anna)
    assert client.get(SET_UP).url.startswith(CODE)
    read(client.post("/admin/second-factor/renew/", {"what": "app", "password": "not it"}))
    assert client.get(SET_UP).url.startswith(CODE)
    client.post("/admin/second-factor/renew/", {"what": "app", "password": PASSWORD})
    assert read(client.get(SET_UP)).select(".qr")
    new = TOTPDevice.objects.get(user=anna, confirmed=False)
    read(client.post(SET_UP, {"code": code_of(new)}))
    assert is_in(client)
    assert not TOTPDevice.objects.filter(pk=old.pk).exists()
    assert check_code(anna, old_codes[5]) is None


def test_new_recovery_codes_replace_those_before(anna: User) -> None:
    client = Client()
    old = set_up(client, anna)
    answer = client.post("/admin/second-factor/renew/", {"what": "codes", "password": PASSWORD})
    new = [item.get_text() for item in read(answer).select(".codes code")]
    assert check_code(anna, old[0]) is None
    StaticDevice.objects.update(throttling_failure_count=0)
    assert check_code(anna, new[0])


def test_a_key_that_somebody_else_was_shown_is_not_used(anna: User) -> None:
    thief, owner = Client(), Client()
    for client in (thief, owner):
        give_password(client)
    seen = read(thief.get(SET_UP)).select_one("code.key").get_text()
    assert read(owner.get(SET_UP)).select_one("code.key").get_text() != seen


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere"],
)
def test_nobody_is_sent_elsewhere(anna: User, target: str) -> None:
    device = app_of(anna)
    client = Client()
    assert "elsewhere" not in give_password(client, next=target).url
    assert client.post(CODE, {"code": code_of(device), "next": target}).url == "/admin/"
    shown = Client().get(LOGIN, {"next": target})
    assert target not in Client().get(CODE, {"next": target}).url
    assert "redirect" not in str(shown.status_code)


def test_a_new_password_by_mail_does_not_pass_by_the_second_factor(anna: User, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    device = app_of(anna)
    client = Client()
    client.post("/admin/password_reset/", {"email": anna.email})
    link = re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    fresh = "nog een heel ander lang wachtwoord"
    form = {"new_password1": fresh, "new_password2": fresh}
    client.post(page.redirect_chain[-1][0], form, follow=True)
    assert not is_in(client)
    assert give_password(client, password=fresh).url.startswith(CODE)
    assert not is_in(client)
    client.post(CODE, {"code": code_of(device)})
    assert is_in(client)


def test_the_log_in_of_private_pages_asks_for_both_factors(anna: User) -> None:
    page = NewsPage.objects.filter(locale__language_code="nl").first()
    page.view_restrictions.create(restriction_type="login")
    client = Client()
    response = client.get(page.url, follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    assert BeautifulSoup(response.content, "html.parser").select_one("[name=next]")["value"]
    give_password(client)
    assert client.get(page.url).status_code == 302
    client.post(SET_UP, {"code": "1"})
    device = TOTPDevice.objects.get(user=anna)
    assert read(client.post(SET_UP, {"code": code_of(device)}))
    assert client.get(page.url).status_code == 200


def test_half_way_one_can_leave(anna: User) -> None:
    client = Client()
    give_password(client)
    assert client.get("/admin/second-factor/leave/").status_code == 405
    assert client.post("/admin/second-factor/leave/").url == LOGIN
    assert client.get(CODE).url.startswith(LOGIN)


def test_who_has_no_role_is_told_so() -> None:
    person("niemand")
    page = read(give_password(Client(), "niemand"))
    assert page.select_one(".wrong").get_text()


def test_a_session_ends_after_the_hours_that_are_set(anna: User) -> None:
    client = Client()
    set_up(client, anna)
    ends = datetime.fromisoformat(client.session["_session_expiry"])
    hours = timedelta(hours=settings.SESSION_HOURS)
    assert hours - timedelta(minutes=1) < ends - timezone.now() <= hours
    assert client.get("/admin/pages/").status_code == 200
    assert datetime.fromisoformat(client.session["_session_expiry"]) == ends, "not put off"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_speak_the_readers_language(anna: User, language: str) -> None:
    page = read(Client(headers={"accept-language": language}).get(LOGIN))
    assert page.html["lang"] == language
    assert page.h1.get_text() == {"nl": "Inloggen", "en": "Log in"}[language]
    assert not page.select("script, [style], style")
    for field in page.select("input:not([type=hidden])"):
        assert page.select_one(f"label[for={field['id']}]")


def test_passwords_are_long_and_unlike_the_name() -> None:
    client = logged_in(role="editor")
    for bad in ("kort", "wachtwoord1", "123456789012", "editor@example"):
        form = {"password-old_password": PASSWORD} | {
            f"password-new_password{number}": bad for number in (1, 2)
        }
        client.post("/admin/account/", form)
        client.user.refresh_from_db()
        assert client.user.check_password(PASSWORD), bad


def test_the_own_password_is_changed_only_with_the_old_one() -> None:
    client = logged_in(role="administrator")
    fresh = "nog een heel ander lang wachtwoord"
    page = read(client.get(f"/admin/users/edit/{client.user.pk}/"))
    assert not page.select("input[type=password]")
    form = {f"password-new_password{number}": fresh for number in (1, 2)}
    client.post("/admin/account/", {**form, "password-old_password": "not it"})
    client.user.refresh_from_db()
    assert client.user.check_password(PASSWORD)
    assert read(client.get(f"/admin/users/edit/{person('anna').pk}/")).select("[name=password1]")
