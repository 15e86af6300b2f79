"""Charts: what is drawn of figures, and that the picture is fit for a page."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import altair
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.answers.places import Line
from schakel.base.errors import SchakelError
from schakel.base.statuses import Status
from schakel.charts import cache, render, templates
from schakel.charts.bars import bar_chart
from schakel.charts.cache import PictureCache
from schakel.charts.colours import PAPER, REST, SERIES, plain, themed
from schakel.charts.layout import Scale, kept_apart, round_steps, text_width, wrapped
from schakel.charts.lines import line_chart, shared_top
from schakel.charts.table import csv_text
from tests.support.small_catalog import figure, line, small_catalog, target, version

CATALOG = small_catalog()
SVG = "{http://www.w3.org/2000/svg}"
YEARS = {"2020": 22.4, "2021": 22.3, "2022": 22.9, "2023": 21.1, "2024": 20.4}


def chart_of(*lines, language="nl", catalog=CATALOG, **more):
    return line_chart(catalog, "share", lines, language, **more)


def data(chart, name):
    return chart.spec["datasets"][name]


def words(chart):
    return [row["text"] for row in data(chart, "words")]


def pictures(chart):
    """The pictures of a chart as XML, as a browser would read them."""
    return ElementTree.fromstring(f"<div>{render.svg(chart)}</div>")


def test_the_templates_are_those_that_altair_writes():
    for path, text in templates.written().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m schakel.charts.templates"


def test_a_filled_template_is_valid_vega_lite():
    lines = chart_of(line("PV1", YEARS), target=target())
    bars = bar_chart(CATALOG, "share", [figure(20.0), figure(None, area="PV2")], "nl")
    for spec in (lines.spec, lines.narrow, bars.spec, bars.narrow):
        altair.LayerChart.from_dict(dict(spec), validate=True)


def test_time_stands_at_its_place_on_the_calendar():
    chart = chart_of(line("PV1", {"2010": 1.0, "2011": 2.0, "2015": 3.0, "2016Q1": 4.0}))
    xs = [row["x"] for row in data(chart, "points")]
    assert xs == pytest.approx([2010.5, 2011.5, 2015.5, 2016.125])


def test_a_line_is_interrupted_by_a_break_a_change_of_version_and_a_gap():
    catalog = small_catalog(
        versions=(version("1"), version("2", "andere telling")),
        breaks=({"period": "2014", "note": {"nl": "nieuwe enquête", "en": "new survey"}},),
    )
    figures = [
        *(figure(10.0, str(year)) for year in (2012, 2013, 2014, 2015)),
        *(figure(11.0, str(year), version="2") for year in (2016, 2017)),
        figure(None, "2018", version="2"),
        *(figure(12.0, str(year), version="2") for year in (2019, 2020, 2025)),
    ]
    chart = line_chart(catalog, "share", [Line("PV1", tuple(figures))], "nl")
    parts: dict[str, list[float]] = {}
    for row in data(chart, "lines"):
        parts.setdefault(row["part"], []).append(row["x"] - 0.5)
    assert list(parts.values()) == [[2012, 2013], [2014, 2015], [2016, 2017], [2019, 2020]]
    assert [row["x"] for row in data(chart, "breaks")] == [2014, 2016]
    assert [note.nl for note in chart.notes] == [
        "Breuk in de reeks bij 2014: nieuwe enquête",
        "Breuk in de reeks bij 2016: andere telling",
    ]
    assert words(chart).count("breuk") == 2


def test_an_estimate_is_hollow_and_a_range_is_a_band():
    figures = [
        figure(20.0, "2023"),
        figure(21.0, "2024", status=Status.ESTIMATE, low=19.0, high=24.0),
    ]
    chart = chart_of(Line("PV1", tuple(figures)))
    full, hollow = data(chart, "points")
    assert (full["fill"], hollow["fill"]) == (SERIES[0], PAPER)
    assert [(row["low"], row["high"]) for row in data(chart, "bands")] == [(20, 20), (19, 24)]
    assert [note.nl for note in chart.notes] == ["Open stip: een schatting (s)."]
    assert words(chart)[0] == "Overijssel 21,0% s"


def test_a_share_starts_at_zero_and_ends_at_a_hundred():
    high = [figure(98.0, "2023"), figure(97.0, "2024", low=95.0, high=104.0)]
    chart = chart_of(Line("PV1", tuple(high)))
    parameters = {p["name"]: p["value"] for p in chart.spec["params"]}
    assert (parameters["yFrom"], parameters["yTo"]) == (0, 100)
    assert max(row["high"] for row in data(chart, "bands")) == 100


def test_neighbours_can_share_a_scale():
    low, high = line("PV1", YEARS), line("PV2", {"2020": 60.0, "2024": 65.0})
    top = shared_top([([low], None), ([high], target(70))])
    assert top == 70
    scales = [
        [step["value"] for step in chart_of(one, top=top).spec["params"] if step["name"] == "yTo"]
        for one in (low, high)
    ]
    assert scales[0] == scales[1] == [80]


def test_numbers_are_written_as_the_reader_writes_them():
    catalog = small_catalog(unit="thousand_vacancies")
    one = line("PV1", {"2023": 1234.5, "2024": 1200.0}, unit="thousand_vacancies")
    assert "Overijssel 1.200,0" in words(chart_of(one, catalog=catalog))
    english = chart_of(one, language="en", catalog=catalog)
    assert "Overijssel 1,200.0" in words(english)
    assert "thousand vacancies" in words(english)
    labels = next(p["value"] for p in english.spec["params"] if p["name"] == "yLabels")
    assert "1,500" in labels.values()


def test_five_series_are_coloured_and_the_rest_is_grey_and_named_below():
    areas = ["PV1", "PV2", "AM-X", "NL", "OOST", "GM1", "GM2"]
    chart = chart_of(
        *(line(area, {"2023": 20.0 + n, "2024": 21.0 + n}) for n, area in enumerate(areas))
    )
    colours = list(dict.fromkeys(row["colour"] for row in data(chart, "lines")))
    assert colours == [*SERIES, REST]
    assert chart.notes[-1].nl == "De grijze lijnen: Aa, Bee. Zie de tabel."
    assert not any("Aa" in text for text in words(chart))


def test_the_target_is_a_named_line_that_no_point_covers():
    rising = line("PV1", {str(2015 + n): 40.0 - 2 * n for n in range(10)})
    chart = chart_of(rising, target=target(39, 2030))
    label = next(row for row in data(chart, "words") if row["text"] == "doel 39% in 2030")
    assert data(chart, "target") == [{"y": 39}]
    assert label["x"] > 100, "the line runs along the target on the left"


def test_labels_of_lines_that_end_together_do_not_overlap():
    lines = [line(area, {"2023": 20.0, "2024": 20.0}) for area in ("PV1", "PV2", "NL")]
    ys = sorted(r["y"] for r in data(chart_of(*lines), "words") if "20,0%" in r["text"])
    assert all(below - above >= 17 for above, below in pairwise(ys))


def test_one_period_gives_bars_instead_of_a_line():
    chart = chart_of(line("PV1", {"2024": 20.0}), line("PV2", {"2024": 30.0}))
    assert [row["x2"] for row in data(chart, "bars")] == [30.0, 20.0]


def test_figures_without_a_date_stand_in_the_table_and_the_note_says_so():
    chart = chart_of(line("PV1", {"2023": 1.0, "2024": 2.0, "recent": 3.0}))
    assert len(data(chart, "points")) == 2
    assert chart.notes[-1].nl.startswith("Eén cijfer heeft geen plaats op de tijdas")
    assert [row[0] for row in chart.rows] == ["recent", "2023", "2024"]


def test_bars_are_sorted_and_a_suppressed_figure_has_no_bar():
    found = [
        figure(10.0, area="PV1"),
        figure(None, area="PV2", status=Status.SUPPRESSED),
        figure(30.0, area="NL", status=Status.ESTIMATE, low=28.0, high=33.0),
        figure(0.0, area="GM1", status=Status.ZERO),
    ]
    chart = bar_chart(CATALOG, "share", found, "nl", selected="PV1", target=target(25))
    assert [row[0] for row in chart.rows] == ["Nederland", "Overijssel", "Aa", "Gelderland"]
    assert [row["x2"] for row in data(chart, "bars")] == [30.0, 10.0, 0.0]
    assert [row["strength"] for row in data(chart, "bars")] == [0.22, 1.0, 0.45]
    assert data(chart, "ranges")[0]["x"] == 28.0
    assert "onderdrukt" in words(chart)
    assert "doel 25% in 2030" in words(chart)


def test_bars_of_groups_are_called_after_their_group():
    chart = bar_chart(CATALOG, "share", [figure(8.0, sex="f"), figure(30.0, sex="m")], "en")
    assert [row[0] for row in chart.rows] == ["Men", "Women"]
    assert chart.csv_name == "share-sex-pv1.csv"


def test_no_figures_at_all_is_said_in_the_picture():
    chart = bar_chart(CATALOG, "share", [], "nl")
    assert words(chart) == ["Geen cijfers gepubliceerd."]
    assert "Geen cijfers" in render.svg(chart)


def test_the_picture_has_a_name_and_a_description_and_nothing_a_strict_page_refuses():
    chart = chart_of(line("PV1", YEARS), line("PV2", YEARS), target=target())
    drawn = list(pictures(chart))
    assert [picture.get("class") for picture in drawn] == ["chart-wide", "chart-narrow"]
    for picture in drawn:
        assert picture.get("role") == "img"
        title, about = picture[0], picture[1]
        assert picture.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
        assert title.text == "Aandeel techniek"
        assert len(about.text) > 60
        assert "Het doel is 40% in 2030." in about.text
        for element in picture.iter():
            assert element.tag.removeprefix(SVG) in {
                "svg", "title", "desc", "g", "path", "circle", "text",
            }  # fmt: skip
            attributes = set(element.keys())
            assert not {"style", "font-family", "href", "onclick"} & attributes
            for name in {"fill", "stroke"} & attributes:
                assert re.match(r"none$|var\(--schakel-", element.get(name))
    ids = [element.get("id") for element in pictures(chart).iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 4


def test_a_picture_is_small_even_with_long_series():
    quarters = {f"{2011 + n // 4}Q{n % 4 + 1}": 10.0 + n % 7 for n in range(60)}
    chart = chart_of(*(line(area, quarters) for area in ("PV1", "PV2", "NL", "OOST", "AM-X")))
    wide, narrow = render.svg(chart).split("</svg>")[:2]
    assert len(wide) < 30_000
    assert len(narrow) < 30_000


def test_text_that_could_be_markup_is_escaped():
    assert "Dee &amp; Zoon" in render.svg(chart_of(line("GM4", YEARS)))


def test_a_png_is_made_with_plain_colours_title_and_caption():
    chart = chart_of(line("PV1", YEARS))
    assert render.png(chart, "Bron: DUO").startswith(b"\x89PNG")
    assert plain(f'fill="{themed(SERIES[1])}"') == f'fill="{SERIES[1]}"'


def test_the_same_content_has_the_same_key_and_any_change_another():
    one = chart_of(line("PV1", YEARS))
    assert one.key == chart_of(line("PV1", YEARS)).key
    others = [
        chart_of(line("PV1", YEARS | {"2024": 20.5})),
        chart_of(line("PV1", YEARS), language="en"),
        chart_of(line("PV1", YEARS), target=target()),
    ]
    assert len({one.key, *(other.key for other in others)}) == 4


@pytest.fixture
def drawings(monkeypatch):
    """Keys of the charts that are really drawn, in order."""
    drawn: list[str] = []

    def counted(chart):
        drawn.append(chart.key)
        return f"<svg>{chart.key}</svg>"

    monkeypatch.setattr(cache, "svg", counted)
    return drawn


def test_a_picture_is_drawn_once_and_outlives_the_process(drawings, tmp_path):
    chart = chart_of(line("PV1", YEARS))
    kept = PictureCache(tmp_path)
    assert kept.svg(chart) == kept.svg(chart)
    assert PictureCache(tmp_path).svg(chart) == kept.svg(chart)
    assert len(drawings) == 1
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".html"]


def test_the_cache_can_be_off_and_forgets_what_is_too_much(drawings):
    first, second = chart_of(line("PV1", YEARS)), chart_of(line("PV2", YEARS))
    off = PictureCache(None, memory=0)
    off.svg(first)
    off.svg(first)
    assert len(drawings) == 2
    small = PictureCache(None, memory=1)
    for chart in (first, second, first):
        small.svg(chart)
    assert len(drawings) == 5


def test_a_folder_that_cannot_be_written_is_said_with_what_to_do(drawings, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SchakelError, match="switch this cache off"):
        PictureCache(tmp_path / "file").svg(chart_of(line("PV1", YEARS)))


def test_a_csv_opens_well_where_its_reader_lives():
    lines = [
        line("PV1", {"2023": 20.25, "2024": 21.5}),
        Line("PV2", (figure(None, "2024", "PV2", status=Status.SUPPRESSED),)),
    ]
    dutch = csv_text(CATALOG, chart_of(*lines)).splitlines()
    assert dutch[0].startswith("gebiedscode;gebied;periode;")
    assert dutch[1].startswith("PV1;Overijssel;2023;;20,25;;;tekst;value;")
    assert dutch[3] == "PV2;Gelderland;2024;;;;;tekst;suppressed;made_up;share/PV2/2024"
    english = csv_text(CATALOG, chart_of(*lines, language="en")).splitlines()
    assert english[1].startswith("PV1,Overijssel,2023,,20.25,,,text,value,")


@given(
    wanted=st.lists(st.floats(-20, 280), max_size=8),
    heights=st.lists(st.sampled_from([19.0, 36.0]), min_size=8, max_size=8),
)
def test_labels_kept_apart_never_overlap_and_stay_within_if_they_fit(wanted, heights):
    heights = heights[: len(wanted)]
    placed = kept_apart(wanted, heights, 0, 300)
    spans = sorted((y - h / 2, y + h / 2) for y, h in zip(placed, heights, strict=True))
    assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(spans))
    if sum(heights) <= 300 and spans:
        assert spans[0][0] >= -1e-6
        assert spans[-1][1] <= 300 + 1e-6


@given(low=st.floats(-1e6, 1e6), span=st.floats(0, 1e6))
def test_round_steps_enclose_what_they_are_for(low, span):
    steps = round_steps(low, low + span)
    tiny = 1e-6 * (steps[1] - steps[0])
    assert steps[0] <= low + tiny
    assert steps[-1] >= low + span - tiny
    assert 2 <= len(steps) <= 12


def test_a_scale_lays_values_over_pixels_and_text_is_wrapped_to_its_room():
    assert Scale(0, 40, 250, 0).pixel(10) == pytest.approx(187.5)
    rows = wrapped("Stedendriehoek en Noordwest Veluwe", 120, bold=True)
    assert rows == ["Stedendriehoek", "en Noordwest", "Veluwe"]
    assert text_width("MM") > text_width("ii")
