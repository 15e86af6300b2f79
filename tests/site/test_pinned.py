"""Figures and charts in a text: live, or pinned with what has changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamBlockValidationError

from schakel.answers.figures import Figure
from schakel.answers.series import series
from schakel.catalog.catalog import load
from schakel.site.pages import pins
from schakel.site.pages.blocks import TEXT_FEATURES, Body
from schakel.site.pages.models import NewsIndexPage, NewsPage
from schakel.site.pages.reports import changed_rows
from tests.site.looking import soup
from tests.site.publishing import made
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db
SHARE = "technical_share_hbo"
PATH = "/nl/oost/nieuws/met-cijfer/"


def latest(area: str = "PV25") -> Figure:
    return series(load("oost"), SHARE, area)[-1]


def figure(kept: str, **more: str) -> tuple[str, dict[str, Any]]:
    return "figure", {"indicator": SHARE, "area": "PV25", "kept": kept, **more}


def with_figure(block: tuple[str, dict[str, Any]]) -> NewsPage:
    return made(NewsPage, "Met cijfer", body=[block])


def pin_in(page: NewsPage) -> pins.Pin | None:
    return pins.read(page.body[0].value["pin"])


def earlier(page: NewsPage, *, value: float | None = None, back: int = 0) -> None:
    """Let the page have been pinned earlier: at another value, or `back` periods ago."""
    was = series(load("oost"), SHARE, "PV25")[-1 - back]
    was = was if value is None else replace(was, value=value)
    pin = pin_in(page)
    assert pin is not None
    kept = pin.model_copy(update={"day": date(2026, 5, 3), "figures": (pins.pinned(was),)})
    page.body[0].value["pin"] = kept.model_dump_json()
    page.save_revision().publish()


def test_a_pin_is_written_by_the_site_when_the_page_is_saved() -> None:
    kept = pin_in(with_figure(figure("pinned")))
    assert kept is not None
    (only,) = kept.figures
    found = latest()
    assert (only.address, only.period) == (found.address, found.period)
    assert (only.value, only.fingerprint) == (found.value, found.fingerprint)


def test_a_live_figure_keeps_nothing() -> None:
    assert pin_in(with_figure(figure("live", pin="x"))) is None


def test_what_is_typed_into_a_pin_is_replaced() -> None:
    honest = pin_in(with_figure(figure("pinned")))
    assert honest is not None
    forged = json.loads(honest.model_dump_json())
    forged["figures"][0]["value"] = 99.9
    page = made(NewsPage, "Vals", body=[figure("pinned", pin=json.dumps(forged))])
    again = pin_in(page)
    assert again is not None and again.figures == honest.figures


def test_another_choice_or_pinning_anew_takes_the_figure_of_now(client: Client) -> None:
    page = with_figure(figure("pinned"))
    earlier(page, value=1.0)
    assert pin_in(page).figures[0].value == 1.0
    page.body[0].value["kept"] = "anew"
    page.save_revision().publish()
    assert pin_in(page).figures[0].value == latest().value
    assert page.body[0].value["kept"] == "pinned"
    page.body[0].value["area"] = "PV23"
    page.save_revision().publish()
    assert pin_in(page).figures[0].address == latest("PV23").address


def test_an_unchanged_pin_shows_its_day_and_no_more(client: Client) -> None:
    with_figure(figure("pinned"))
    said = soup(client, PATH).select_one(".big").get_text(" ")
    assert "Stand van" in said
    assert "herzien" not in said and "nieuwer" not in said


def test_a_revised_figure_shows_what_was_pinned_and_leads_to_what_is_now(client: Client) -> None:
    page = with_figure(figure("pinned"))
    earlier(page, value=12.345)
    shown = soup(client, PATH).select_one(".big")
    assert "12,3" in shown.select_one(".figure-big").get_text()
    assert "Stand van 3 mei 2026. Het is sindsdien herzien" in " ".join(shown.get_text().split())
    assert shown.select(".prov a.figure")[0]["href"].endswith(f"/{latest().address}/")


def test_a_newer_figure_is_pointed_out(client: Client) -> None:
    earlier(with_figure(figure("pinned")), back=1)
    said = " ".join(soup(client, PATH).select_one(".big").get_text(" ").split())
    assert "Er is een nieuwer cijfer" in said


def test_a_figure_that_is_gone_is_still_shown_as_it_was(client: Client) -> None:
    page = with_figure(figure("pinned"))
    gone = replace(latest(), period="1999", value=44.4)
    pin = pin_in(page).model_copy(update={"figures": (pins.pinned(gone),)})
    page.body[0].value["pin"] = pin.model_dump_json()
    page.save_revision().publish()
    said = soup(client, PATH).select_one(".big").get_text(" ")
    assert "44,4" in said and "niet meer gepubliceerd" in said


def test_a_pinned_chart_keeps_its_last_period(client: Client) -> None:
    block = {"indicator": SHARE, "areas": ["PV23", "PV25"], "form": "lines", "kept": "pinned"}
    page = made(NewsPage, "Met cijfer", body=[("chart", block)])
    last = latest().period
    before = series(load("oost"), SHARE, "PV25")[-2].period
    shown = soup(client, PATH)
    assert shown.select_one(".chart svg") and shown.select_one(".chart a[href*='.csv']")
    assert last in shown.select_one(".chart table").get_text()
    pin = pin_in(page)
    kept = tuple(pins.pinned(series(load("oost"), SHARE, area)[-2]) for area in ("PV23", "PV25"))
    page.body[0].value["pin"] = pin.model_copy(update={"figures": kept}).model_dump_json()
    page.save_revision().publish()
    rows = [row.get_text() for row in soup(client, PATH).select(".chart tbody th")]
    assert before in rows and last not in rows
    assert "nieuwer" in soup(client, PATH).select_one(".in-text > .prov").get_text()


def test_bars_of_a_chart_in_a_text(client: Client) -> None:
    block = {"indicator": SHARE, "areas": [], "form": "bars", "text": "Zie het verschil."}
    made(NewsPage, "Met cijfer", body=[("chart", block)])
    shown = soup(client, PATH).select_one(".in-text")
    assert "Zie het verschil." in shown.get_text() and shown.select_one("svg")


def test_the_report_lists_page_figure_and_both_values(client: Client) -> None:
    page = with_figure(figure("pinned"))
    made(NewsPage, "Ongewijzigd", body=[figure("pinned")])
    assert changed_rows(NewsPage.objects.all()) == []
    earlier(page, value=12.345)
    (row,) = changed_rows(NewsPage.objects.all())
    assert row.page == "Met cijfer" and row.was.startswith("12,3%")
    logged_in(client)
    said = soup(client, "/admin/reports/changed-figures/").get_text(" ")
    assert "Met cijfer" in said and "Ongewijzigd" not in said and "12,3" in said
    assert "12,3" in client.get("/admin/reports/changed-figures/?export=csv").getvalue().decode()
    assert "Vastgezette cijfers" in client.get("/admin/").content.decode()


def test_a_page_that_is_not_in_the_tree_yet_knows_its_region() -> None:
    parent = NewsIndexPage.objects.get(locale__language_code="nl")
    page = NewsPage(title="Nieuw", locale=parent.locale, date="2026-11-01")
    assert page.region is None
    page.depth, page.path = parent.depth + 1, parent.path + "9999"
    assert page.region is load("oost")


def test_rich_text_keeps_no_scripts_and_no_running_addresses() -> None:
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    block = {
        "key": "a",
        "text": "<script>x</script> klik",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 19, "length": 4, "key": 0}],
    }
    state = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    html = ContentstateConverter(features=TEXT_FEATURES).to_database_format(state)
    assert "<script" not in html and "javascript:" not in html and "klik" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_a_source_leads_to_no_running_address(address: str) -> None:
    body = Body()
    value = body.to_python([{"type": "source", "value": {"label": "x", "address": address}}])
    with pytest.raises((ValidationError, StreamBlockValidationError)):
        body.clean(value)
