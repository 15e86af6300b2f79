"""Failed log-ins: who is stopped, for how long, what is kept of it, and what is written down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from schakel.base.errors import SchakelError
from schakel.site.accounts import audit
from schakel.site.accounts.address import client_address
from schakel.site.accounts.attempts import COOL_OFF, PER_ADDRESS, PER_NAME
from schakel.site.accounts.keeping import add_user
from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of
from schakel.site.accounts.upkeep import forget_old_attempts
from tests.support.login import PASSWORD, app_of, code_of, logged_in, person

LOGIN = "/admin/login/"


@pytest.fixture
def anna(db: None) -> User:
    return person("anna", "editor")


def attempt(name: str = "anna", password: str = "wrong", address: str = "192.0.2.1"):
    form = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(LOGIN, form, headers={"accept-language": "nl"})


def test_after_five_failures_nobody_gets_in_and_the_page_says_until_when(anna: User) -> None:
    for _ in range(PER_NAME):
        response = attempt()
    assert response.status_code == 429
    said = BeautifulSoup(response.content, "html.parser").select_one("[role=alert]").get_text()
    until = timezone.localtime(timezone.now() + COOL_OFF).strftime("%H:%M")
    assert until in said
    assert "te veel mislukte pogingen" in said
    assert attempt(password=PASSWORD).status_code == 429, "the right password neither"
    assert attempt("ANNA").status_code == 429, "however the name is written"
    assert attempt(password=PASSWORD, address="192.0.2.2").status_code == 302, "from elsewhere"
    AccessAttempt.objects.update(attempt_time=timezone.now() - COOL_OFF)
    assert attempt().status_code == 200, "and counted anew"
    assert attempt(password=PASSWORD).status_code == 302


def test_trying_on_does_not_put_off_the_end(anna: User) -> None:
    for _ in range(PER_NAME):
        attempt()
    before = AccessAttempt.objects.get().attempt_time
    attempt()
    assert AccessAttempt.objects.get().attempt_time == before


def test_an_address_that_tries_many_names_is_stopped(anna: User) -> None:
    AccessAttempt.objects.create(
        username="x", ip_address="192.0.2.1", failures_since_start=PER_ADDRESS - 1
    )
    assert attempt(password=PASSWORD).status_code == 302
    assert attempt("somebody").status_code == 429
    assert attempt(password=PASSWORD).status_code == 429
    assert attempt(password=PASSWORD, address="192.0.2.2").status_code == 302


def test_of_a_failure_is_kept_what_is_needed_and_of_a_log_in_nothing(anna: User) -> None:
    Client(HTTP_USER_AGENT="Browser 1").post(
        LOGIN + "?x=secret", {"username": "my-password", "password": "secret"}
    )
    attempt(password=PASSWORD)
    kept = AccessAttempt.objects.values().get()
    assert kept.pop("username") != "my-password"
    assert set(kept) >= {"ip_address", "attempt_time", "failures_since_start"}
    for name in ("user_agent", "http_accept", "path_info", "get_data", "post_data"):
        assert kept[name] == ""
    assert not AccessLog.objects.exists()


def entries(user: User) -> list[str]:
    rows = ModelLogEntry.objects.filter(object_id=str(user.pk), action__startswith=audit.PREFIX)
    rows = rows.order_by("pk")
    return [row.action.removeprefix(audit.PREFIX) for row in rows]


def test_who_came_in_is_written_down_without_passwords(anna: User) -> None:
    device = app_of(anna)
    attempt()
    attempt("nobody-of-this-name")
    client = Client()
    client.post(LOGIN, {"username": "anna", "password": PASSWORD})
    client.post("/admin/second-factor/", {"code": "000000"})
    client.post("/admin/second-factor/", {"code": code_of(device)})
    client.post("/admin/logout/")
    names = ["roles_changed", "failed", "code_failed", "logged_in", "logged_out"]
    assert [name for name in entries(anna) if name in names] == names
    for row in ModelLogEntry.objects.all():
        assert "nobody-of-this-name" not in f"{row.label} {row.data}"
        assert not {"wrong", PASSWORD, "192.0.2.1"} & set(map(str, row.data.values()))


def test_changes_of_roles_and_passwords_are_written_down_with_who_did_it(anna: User) -> None:
    administrator = logged_in(role="administrator")
    form = {
        "username": "anna",
        "email": "anna@example.org",
        "is_active": "on",
        "groups": [group_of("liaison").pk],
        "password1": "een ander heel lang wachtwoord",
        "password2": "een ander heel lang wachtwoord",
    }
    assert administrator.post(f"/admin/users/edit/{anna.pk}/", form).status_code == 302
    rows = ModelLogEntry.objects.filter(object_id=str(anna.pk), user=administrator.user)
    changes = [row.data for row in rows if row.action == audit.ROLES_CHANGED]
    assert {"added": ["Liaisons"]} in changes
    assert {"removed": ["Editors"]} in changes
    assert rows.filter(action=audit.PASSWORD_CHANGED).exists()

    shown = administrator.get("/admin/reports/site-history/").content.decode()
    assert "Kreeg de rol" in shown or "Given the role" in shown
    for role in ("liaison", "editor", "programme_manager", "fund_adviser"):
        shown = logged_in(role=role).get("/admin/reports/site-history/").content.decode()
        assert "Kreeg de rol" not in shown
        assert "Given the role" not in shown


def test_old_attempts_and_sessions_are_forgotten(anna: User) -> None:
    attempt()
    Client().post(LOGIN, {"username": "anna", "password": PASSWORD})
    TOTPDevice.objects.create(user=anna, confirmed=False)
    today = timezone.localdate()
    assert forget_old_attempts(today) == 0
    assert forget_old_attempts(today + timedelta(days=2)) >= 3
    assert not AccessAttempt.objects.exists()
    assert not Session.objects.exists()
    assert not TOTPDevice.objects.filter(confirmed=False).exists()
    assert "failed" in entries(anna)
    forget_old_attempts(date(today.year + 2, 1, 1))
    assert entries(anna) == []


@pytest.mark.parametrize("made_up", ["", "198.51.100.7", "198.51.100.7, 203.0.113.5", "x, ,"])
@pytest.mark.parametrize("passed", [["192.0.2.1"], ["192.0.2.1", "192.0.2.5"]])
def test_what_a_client_writes_itself_is_not_believed(settings, made_up: str, passed) -> None:
    header = ",".join([*filter(None, [made_up]), *passed])
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR=header)
    settings.PROXIES = len(passed)
    assert client_address(request) == passed[0]
    settings.PROXIES = 0
    assert client_address(request) == "192.0.2.9"


@pytest.mark.parametrize(
    ("proxies", "header", "peer", "expected"),
    [
        (1, "", "192.0.2.9", "192.0.2.9"),
        (2, "192.0.2.1", "192.0.2.9", "192.0.2.9"),
        (1, "unknown", "192.0.2.9", "192.0.2.9"),
        (0, "", "2001:db8:1:2:3::4", "2001:db8:1:2::"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (0, "", "", None),
    ],
)
def test_odd_addresses(settings, proxies: int, header: str, peer: str, expected: object) -> None:
    settings.PROXIES = proxies
    meta = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **meta)) == expected


@pytest.mark.django_db
def test_a_user_is_added_at_the_keyboard_and_let_start_anew() -> None:
    made = add_user("bram", ["liaison", "editor"], ["twente"], "bram@example.org")
    user = User.objects.get(username="bram")
    assert user.check_password(made.password)
    assert set(user.groups.all()) == {group_of("liaison"), group_of("editor")}
    assert [row.pact.key for row in user.liaison_of.all()] == ["twente"]
    app_of(user)
    call_command("reset_second_factor", "bram")
    assert not TOTPDevice.objects.filter(user=user).exists()
    with pytest.raises(CommandError, match="no user with this name"):
        call_command("reset_second_factor", "nobody")


@pytest.mark.django_db
def test_everything_that_is_wrong_with_a_new_user_is_said_at_once() -> None:
    with pytest.raises(SchakelError) as refused:
        add_user("editor", ["chef"], ["nergens"])
    assert [problem.where for problem in refused.value.problems] == ["chef", "nergens", "editor"]
    with pytest.raises(SchakelError, match="user name"):
        add_user("an na", ["liaison"], [])
