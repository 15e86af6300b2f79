"""Figures held back until an hour: invisible everywhere before it, there by themselves after."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from typer.testing import CliRunner

from schakel.answers.series import figures
from schakel.base import clock
from schakel.base.errors import SchakelError
from schakel.catalog.catalog import forget, load
from schakel.catalog.folders import package_folder
from schakel.cli.main import application
from schakel.facts.store import observations
from schakel.site.page_cache import PageCache
from schakel.site.pages import generation
from schakel.site.pages.models import EventPage, NewsPage
from tests.site.looking import soup
from tests.site.publishing import draft

pytestmark = pytest.mark.django_db
SHARE = "technical_share_hbo"
HOUR = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
FIGURE = f"/nl/oost/cijfers/{SHARE}/PV25/2024/"
FEED = f"/nl/oost/data/{SHARE}/feed.atom?area=PV25"
OF_DATASET, OF_INDICATOR = "dataset: duo_hbo", f"indicator: {SHARE}"
EMBARGO = """\
- id: yearly_figures
  label: {{nl: Jaarcijfers, en: Yearly figures}}
  {what}
  first_period: "2024"
  until: 2026-12-01T07:00:00+01:00
  reason: {{nl: Eerst naar de Kamer., en: Parliament first.}}
"""
SetClock = Callable[[datetime], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    def put(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    put(HOUR - timedelta(minutes=1))
    return put


def with_embargo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    shutil.copytree(package_folder("oost"), tmp_path / "oost")
    (tmp_path / "oost" / "embargoes.yaml").write_text(text, encoding="utf-8")
    others = os.environ.get("SCHAKEL_REGIONS", "")
    monkeypatch.setenv("SCHAKEL_REGIONS", os.pathsep.join(filter(None, [str(tmp_path), others])))
    forget()
    generation._regions.cache_clear()


@pytest.fixture(params=[OF_DATASET, OF_INDICATOR])
def held(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    set_clock: SetClock,
) -> Iterator[SetClock]:
    """Oost with its figures from 2024 held back; sets the clock."""
    with_embargo(tmp_path, monkeypatch, EMBARGO.format(what=request.param))
    yield set_clock
    monkeypatch.undo()
    forget()


def on_the_site(client: Client) -> bool:
    listed = "2024" in soup(client, f"/nl/oost/data/{SHARE}/").select_one(".periods thead").text
    csv = client.get(f"/nl/oost/data/{SHARE}.csv").content.decode()
    assert (f"{SHARE}/PV25/2024" in csv) == listed
    assert (client.get(FIGURE).status_code == 200) == listed
    return listed


def in_the_api(client: Client) -> bool:
    start = "/api/v1/regions/oost/figures"
    listed = client.get(f"{start}?indicator={SHARE}&area=PV25")
    assert listed.status_code == 200
    one = client.get(f"{start}/{SHARE}/PV25/2024").status_code == 200
    assert (f"{SHARE}/PV25/2024" in listed.content.decode()) == one
    return one


def on_the_command_line(client: Client) -> bool:
    shown = CliRunner().invoke(application(), ["data", "show", SHARE, "--region", "PV25", "--csv"])
    assert shown.exit_code == 0, shown.output
    return f"{SHARE}/PV25/2024" in shown.output


def in_the_feed(client: Client) -> bool:
    return f"{SHARE}/PV25/2024/" in client.get(FEED).content.decode()


def in_the_files(client: Client) -> bool:
    parquet = b"".join(client.get("/nl/oost/data/sets/duo_hbo.parquet").streaming_content)
    table = pl.read_parquet(io.BytesIO(parquet))
    variable = load("oost").indicators[SHARE].versions[-1].formula.numerator.variable
    counted = table.filter(pl.col("variable") == variable)
    csv = pl.read_csv(client.get("/nl/oost/data/sets/duo_hbo.csv").content, infer_schema=False)
    assert len(csv) == len(table)
    return "2024" in counted["period"].to_list()


FACES = (on_the_site, in_the_api, on_the_command_line, in_the_feed, in_the_files)


@pytest.mark.parametrize("seen", FACES, ids=lambda seen: seen.__name__)
def test_figures_appear_by_themselves_at_their_hour(
    client: Client, held: SetClock, seen: Callable[[Client], bool]
) -> None:
    assert not seen(client)
    held(HOUR)
    assert seen(client)
    held(HOUR - timedelta(seconds=1))
    assert not seen(client), "nothing of the one is kept in the other"


def test_earlier_periods_stay_and_nothing_becomes_zero(held: SetClock) -> None:
    before = load("oost")
    held(HOUR)
    after = load("oost")
    assert before is not after
    assert load("oost") is after
    assert "2023" in observations(before, "duo_hbo")["period"].to_list()
    for name in (SHARE, *before.indicators[SHARE].related):
        shown = {f.address: f for fs in figures(before, name).values() for f in fs}
        whole = {f.address: f for fs in figures(after, name).values() for f in fs}
        assert shown.items() <= whole.items(), name


def test_kept_pages_are_dropped_at_the_hour(
    client: Client, held: SetClock, connection_stays: None
) -> None:
    cache = PageCache(WSGIHandler(), generation.current, ("/nl/",), settings.SESSION_COOKIE_NAME)
    environ = client._base_environ(PATH_INFO=f"/nl/oost/data/{SHARE}.csv", REQUEST_METHOD="GET")

    def seen() -> bool:
        body = b"".join(cache(dict(environ), lambda status, headers: None))
        return f"{SHARE}/PV25/2024".encode() in body

    assert not seen()
    held(HOUR)
    assert seen()


def test_the_region_page_follows_too(client: Client, held: SetClock) -> None:
    before = soup(client, "/nl/oost/").get_text()
    held(HOUR)
    assert soup(client, "/nl/oost/").get_text() != before


def test_a_page_goes_live_with_the_figures_whatever_was_typed(held: SetClock) -> None:
    page = draft(NewsPage, "Nieuwe cijfers", release_with="yearly_figures", go_live_at=None)
    page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live
    assert page.scheduled_revision.approved_go_live_at == HOUR
    assert not NewsPage.objects.live().filter(pk=page.pk).exists()
    event = draft(EventPage, "Uitleg", release_with="yearly_figures")
    event.full_clean()
    assert event.go_live_at == HOUR
    held(HOUR)
    later = draft(NewsPage, "Daarna", release_with="yearly_figures")
    later.save_revision().publish()
    later.refresh_from_db()
    assert later.live


def test_an_embargo_that_is_gone_is_said_at_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        draft(NewsPage, "Fout", release_with="nergens").full_clean()
    assert "release_with" in refused.value.message_dict


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (EMBARGO.format(what="dataset: nergens"), "nergens"),
        (EMBARGO.format(what="indicator: nergens"), "nergens"),
        (EMBARGO.format(what=f"{OF_DATASET}\n  {OF_INDICATOR}"), "one of the two"),
        (EMBARGO.format(what=OF_DATASET).replace("+01:00", ""), "timezone"),
        (EMBARGO.format(what=OF_DATASET).replace('"2024"', "later"), "a place in time"),
    ],
)
def test_a_wrong_embargo_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str, said: str
) -> None:
    with_embargo(tmp_path, monkeypatch, wrong)
    try:
        with pytest.raises(SchakelError) as refused:
            load("oost")
        assert any(said in str(problem) for problem in refused.value.problems)
    finally:
        monkeypatch.undo()
        forget()
