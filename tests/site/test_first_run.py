"""The first start and the ones after it: complete, repeatable, and never over an editor's work."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import Page

from schakel.base.errors import SchakelError
from schakel.catalog.catalog import forget, load
from schakel.catalog.scaffold import scaffold
from schakel.site import firstrun
from schakel.site.environment import MachineInTheWay
from schakel.site.pages.models import NewsPage, RegionPage, StandardPage
from schakel.site.pages.seeding.site import make_site
from tests.site.looking import PATHS, soup, words
from tests.support.login import code_of

MAKE = "from schakel.site.firstrun import ensure_site; ensure_site()"
NORTH = ("PV20", "PV21", "PV22")


def start(home: Path) -> subprocess.Popen[str]:
    """A start in its own process, with a home folder of its own."""
    environment = {**os.environ, "SCHAKEL_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-c", MAKE], env=environment, stderr=subprocess.PIPE, text=True
    )


def run(home: Path) -> None:
    """A start that must succeed."""
    process = start(home)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said


def copy_of(site: Path, target: Path) -> Path:
    """A home folder with the same site in it."""
    target.mkdir()
    with (
        closing(sqlite3.connect(site / "schakel.sqlite3")) as old,
        closing(sqlite3.connect(target / "schakel.sqlite3")) as new,
    ):
        old.backup(new)
    return target


def ask(home: Path, question: str) -> list[tuple[object, ...]]:
    """Rows from the database of a home folder."""
    with closing(sqlite3.connect(home / "schakel.sqlite3")) as database:
        return database.execute(question).fetchall()


def test_a_start_that_was_killed_is_made_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    killed = start(home)
    aside = home / "schakel.sqlite3.new"
    until = time.monotonic() + 60
    while time.monotonic() < until and not (aside.is_file() and aside.stat().st_size > 200_000):
        assert killed.poll() is None, killed.stderr.read()
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert aside.is_file()
    assert not (home / "schakel.sqlite3").exists(), "half a database is never in its place"

    run(home)
    assert not list(home.glob("*.new*"))
    assert len(ask(home, "select 1 from wagtailcore_page where live")) > 50
    assert ask(home, "select username from accounts_user") == [("editor",)]


def test_the_password_is_kept_from_others(site_db: Path) -> None:
    for name in ("editor-password.txt", "secret-key.txt", "site.json"):
        assert stat.S_IMODE((site_db / name).stat().st_mode) == 0o600, name


@pytest.mark.django_db
def test_the_first_user_can_log_in_with_it_write_and_add_others(
    client: Client, site_db: Path
) -> None:
    password = (site_db / "editor-password.txt").read_text().strip()
    assert len(password) >= 16
    client.post("/admin/login/", {"username": "editor", "password": password})
    client.get("/admin/second-factor/set-up/")
    app = TOTPDevice.objects.get(user__username="editor")
    client.post("/admin/second-factor/set-up/", {"code": code_of(app)})
    page = NewsPage.objects.first()
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert b"action-publish" in client.get(f"/admin/pages/{page.pk}/edit/").content
    assert client.get("/admin/users/new/").status_code == 200, "somebody has to add the others"


@pytest.mark.django_db
def test_a_second_time_changes_nothing() -> None:
    page = StandardPage.objects.get(slug="over")
    page.title = "Van ons"
    page.save_revision().publish()
    NewsPage.objects.filter(slug="made-in-gelderland").first().delete()
    before = list(Page.objects.order_by("path").values_list("path", "title", "live"))
    make_site(["oost"])
    assert list(Page.objects.order_by("path").values_list("path", "title", "live")) == before


def test_a_start_with_nothing_to_do_does_nothing(site_db: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in site_db.iterdir() if path.is_file()}
    assert firstrun.ensure_site() is False
    after = {path.name: path.stat().st_mtime_ns for path in site_db.iterdir() if path.is_file()}
    assert after == before


def test_an_upgrade_keeps_what_editors_wrote(site_db: Path, tmp_path: Path) -> None:
    home = copy_of(site_db, tmp_path / "home")
    with closing(sqlite3.connect(home / "schakel.sqlite3")) as database:
        database.execute("update wagtailcore_page set title = 'Ours' where slug = 'over'")
        database.commit()
    passwords = ask(home, "select password from accounts_user")
    run(home)
    assert ask(home, "select title from wagtailcore_page where slug = 'over'") == [("Ours",)]
    assert ask(home, "select password from accounts_user") == passwords
    assert not (home / "editor-password.txt").exists(), "no new password for those who have one"
    assert (home / "static" / "staticfiles.json").is_file()


def test_a_database_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "schakel.sqlite3"
    broken.write_text("this is no database" * 100)
    with pytest.raises(SchakelError) as refused:
        firstrun._copy(broken, tmp_path / "schakel.sqlite3.new")
    assert str(broken) in refused.value.problems[0].where
    assert broken.read_text().startswith("this is no database"), "and left as it is"


def test_two_at_once_are_refused(site_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firstrun, "_stands", lambda home, wanted: False)
    with firstrun.in_use(site_db), pytest.raises(MachineInTheWay) as refused:
        firstrun.ensure_site()
    assert "SCHAKEL_HOME" in refused.value.problems[0].advice


@pytest.fixture
def noord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of landsdeel Noord, made from a list of its municipalities, without any texts."""
    catalog = load("nl")
    held = catalog.territory.municipalities
    codes = sorted(code for province in NORTH for code in held[province])
    listed = tmp_path / "noord.csv"
    with listed.open("w", newline="") as file:
        csv.writer(file).writerows([["municipality"], *([code] for code in codes)])
    folder = tmp_path / "regions"
    scaffold("noord", listed, folder)
    others = os.environ.get("SCHAKEL_REGIONS", "")
    monkeypatch.setenv("SCHAKEL_REGIONS", os.pathsep.join(filter(None, [str(folder), others])))
    forget()
    return "noord"


@pytest.mark.django_db
def test_a_region_without_texts_gets_honest_pages(client: Client, noord: str) -> None:
    make_site([noord])
    assert RegionPage.objects.filter(region_id=noord).count() == 2
    for path in ("/nl/noord/", "/en/noord/", "/nl/noord/pacten/", "/nl/noord/nieuws/"):
        soup(client, path)
    said = words(client, "/nl/noord/")
    assert "Landsdeel Noord" in said
    assert "NAME" not in said
    assert "Oost" not in said
    assert "heeft haar eigen teksten, pacten en nieuws nog niet toegevoegd" in said
    assert "nog geen pact ingevoerd" in words(client, "/nl/noord/pacten/")
    assert "nog geen nieuws" in words(client, "/nl/noord/nieuws/")
    assert len(soup(client, "/nl/noord/").select(".goal")) == len(load(noord).goals)
    assert "/nl/noord/" in {link["href"] for link in soup(client, "/nl/").select(".card a")}
    for path in PATHS[:4]:
        soup(client, path)


@pytest.mark.django_db
def test_a_region_whose_package_is_gone_says_so(
    client: Client, noord: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_site([noord])
    shutil.rmtree(tmp_path / "regions")
    forget()
    response = client.get("/nl/noord/")
    assert response.status_code == 200
    assert "Het regiopakket van deze pagina is er niet" in response.content.decode()
    assert client.get("/nl/").status_code == 200
