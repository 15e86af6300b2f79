"""Maps: borders from their source to paths, five classes, and what is not published."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.base.errors import SchakelError
from schakel.base.statuses import Status
from schakel.catalog.catalog import load
from schakel.catalog.folders import package_folder
from schakel.charts import render
from schakel.charts.classes import five_classes
from schakel.charts.geometry import outline, roomiest, surface, thinned, topology
from schakel.charts.maps import area_map, figures_on_map
from schakel.charts.shapes import shapes
from schakel.facts.builders.boundaries import build_boundaries, compact
from tests.support.small_catalog import figure, small_catalog

TOWNS = ("GM1", "GM2", "GM3", "GM4")

# Four square towns, two by two, around the point (1, 1); each arc is stored once.
#
#   (0,2)---(1,2)---(2,2)        arcs 0–3 run from the middle of a side to the centre,
#     | GM3 | GM4 |              arcs 4–7 around a corner, from the middle of a side to the next.
#   (0,1)---(1,1)---(2,1)
#     | GM1 | GM2 |
#   (0,0)---(1,0)---(2,0)
POINTS = [
    [(1, 0), (1, 1)],  # 0 south to centre
    [(2, 1), (1, 1)],  # 1 east to centre
    [(1, 2), (1, 1)],  # 2 north to centre
    [(0, 1), (1, 1)],  # 3 west to centre
    [(0, 1), (0, 0), (1, 0)],  # 4 around south-west
    [(1, 0), (2, 0), (2, 1)],  # 5 around south-east
    [(2, 1), (2, 2), (1, 2)],  # 6 around north-east
    [(1, 2), (0, 2), (0, 1)],  # 7 around north-west
]
RINGS = {"GM1": [4, 0, ~3], "GM2": [5, 1, ~0], "GM4": [6, 2, ~1], "GM3": [7, 3, ~2]}


def source(**more):
    """The four towns as their publisher would give them, with a layer more and unused arcs."""
    unused = [[(9, 9), (8, 8)]]
    steps = []
    for points in unused + POINTS:
        earlier = [(0, 0), *points]
        steps.append([[x - a, y - b] for (a, b), (x, y) in zip(earlier, points, strict=False)])
    shifted = {code: [a + 1 if a >= 0 else a - 1 for a in ring] for code, ring in RINGS.items()}
    return {
        "type": "Topology",
        "arcs": steps,
        "transform": {"scale": [0.1, 0.06], "translate": [5, 52]},
        "objects": {
            "vr_features": {"type": "GeometryCollection", "geometries": []},
            "gm_features": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [ring], "properties": {"code": code}}
                    for code, ring in shifted.items()
                ],
            },
        },
    } | more


def write_source(folder, content):
    path = folder / "geo" / "nl-vr-gm.topo.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))
    return folder


@pytest.fixture
def towns(tmp_path):
    """A catalog whose package has the borders of the four towns."""
    build_boundaries(write_source(tmp_path / "source", source()), tmp_path / "land")
    return small_catalog(tmp_path / "land")


def test_only_municipalities_are_kept_each_with_its_code_as_id(tmp_path):
    write_source(tmp_path, source())
    text = compact(tmp_path / "geo" / "nl-vr-gm.topo.json")
    kept = json.loads(text)
    assert list(kept["objects"]) == ["municipalities"]
    geometries = kept["objects"]["municipalities"]["geometries"]
    assert [geometry["id"] for geometry in geometries] == list(TOWNS)
    assert len(kept["arcs"]) == len(POINTS)
    assert "properties" not in text


def test_building_twice_gives_the_same_bytes_and_leaves_nothing_aside(tmp_path):
    folder = write_source(tmp_path / "source", source())
    first = build_boundaries(folder, tmp_path / "land").read_bytes()
    assert build_boundaries(folder, tmp_path / "land").read_bytes() == first
    assert [path.name for path in (tmp_path / "land" / "geo").iterdir()] == [
        "municipalities.topojson"
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "no json",
        {"type": "FeatureCollection"},
        {"type": "Topology", "arcs": []},
        source(objects={"nl_features": {}}),
        source(objects={"gm_features": {"geometries": [{"properties": {"code": "VR01"}}]}}),
    ],
)
def test_a_source_that_is_something_else_is_refused_with_its_name(tmp_path, broken):
    folder = write_source(tmp_path, broken)
    if isinstance(broken, str):
        (folder / "geo" / "nl-vr-gm.topo.json").write_text(broken)
    with pytest.raises(SchakelError, match=r"nl-vr-gm\.topo\.json"):
        build_boundaries(folder, tmp_path / "land")
    assert not (tmp_path / "land").exists()


def test_towns_are_dissolved_by_leaving_out_what_they_share(towns):
    borders = topology(towns)
    for members, arcs in (({"GM1"}, 3), ({"GM1", "GM2"}, 4), (set(TOWNS), 4)):
        (ring,) = outline(borders, members)
        assert len(ring) == arcs
    apart = outline(borders, {"GM1", "GM4"})
    assert sum(len(ring) for ring in apart) == 6


def test_a_dissolved_area_is_as_large_as_its_parts_and_neighbours_share_a_border(towns):
    found = shapes(towns, ("PV1", "PV2"), 200)
    assert found.unknown == ()
    assert [shape.code for shape in found.shapes] == ["PV1", "PV2"]
    # Both are 200 wide: a rectangle of four corners and the two ends of the shared border.
    assert all(shape.path.startswith("M") and shape.path.endswith("z") for shape in found.shapes)
    assert found.shapes[0].width == pytest.approx(200)


def test_thinning_keeps_the_ends_and_leaves_out_what_cannot_be_seen():
    points = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    assert thinned(points, 0.4) == [(0.0, 0.0), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    island = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)]
    assert len(thinned(island, 0.4)) == 4


def test_a_label_stands_where_there_is_most_room():
    hook = [(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (4.0, 1.0), (4.0, 6.0), (0.0, 6.0)]
    x, y = roomiest(hook)
    assert 1 < x < 3
    assert 1 < y < 5
    assert surface(hook) == pytest.approx(30)


def map_of(catalog, *found, language="nl", areas=TOWNS, **more):
    return area_map(catalog, "share", found, areas, language, **more)


def test_a_map_shows_classes_what_is_missing_and_what_is_suppressed(towns):
    chart = map_of(
        towns,
        figure(10.0, area="GM1"),
        figure(20.0, area="GM2", status=Status.ESTIMATE),
        figure(None, area="GM3", status=Status.SUPPRESSED),
        selected="GM1",
    )
    fills = {area["title"]: area["fill"] for area in chart.spec["areas"]}
    assert fills == {
        "Bee: 20,0%\N{NO-BREAK SPACE}s": 4,
        "Cee: onderdrukt": "suppressed",
        "Dee & Zoon: niet gepubliceerd": "missing",
        "Aa: 10,0%": 0,
    }
    assert [entry["text"] for entry in chart.spec["legend"]["entries"]] == [
        "minder dan 12%",
        "12% tot 14%",
        "14% tot 16%",
        "16% tot 18%",
        "18% of meer",
        "onderdrukt",
        "niet gepubliceerd",
    ]
    assert [area["selected"] for area in chart.spec["areas"]] == [False, False, False, True]
    assert [row[0] for row in chart.rows] == ["Bee", "Aa", "Cee"]
    assert chart.spec["legend"]["heading"] == "2024"
    assert [note.nl for note in chart.notes] == ["Letter achter een getal: een schatting (s)."]


def test_the_picture_of_a_map_is_named_and_its_references_lead_somewhere(towns):
    text = render.svg(map_of(towns, figure(10.0, area="GM1"), selected="GM1"))
    picture = ElementTree.fromstring(text)
    ids = [element.get("id") for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby").split() == ids[:2]
    assert "Dee &amp; Zoon: niet gepubliceerd" in text
    assert not re.search(r'style=|href|script|(fill|stroke)="#', text)


def test_a_map_without_borders_or_with_an_area_without_them_says_so(towns, tmp_path):
    chart = map_of(towns, figure(10.0, area="AM-X"), areas=("GM1", "AM-X"))
    assert chart.notes[-1].nl == "Niet op de kaart, want de grens is niet bekend: Markt."
    with pytest.raises(SchakelError, match="schakel data build"):
        map_of(small_catalog(tmp_path / "empty"), figure(10.0, area="GM1"))
    broken = tmp_path / "land" / "geo" / "municipalities.topojson"
    broken.write_text('{"type": "Topology"')
    with pytest.raises(SchakelError, match=re.escape(str(broken))):
        map_of(small_catalog(tmp_path / "land"), figure(10.0, area="GM1"))


@given(values=st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=30), decimals=st.integers(0, 2))
def test_every_value_has_a_class_and_the_limits_are_round(values, decimals):
    classes = five_classes(values, decimals)
    assert len(classes.limits) == 4
    assert list(classes.limits) == sorted(set(classes.limits))
    assert {classes.of(value) for value in values} <= {0, 1, 2, 3, 4}
    width = classes.limits[1] - classes.limits[0]
    assert min(values) >= classes.limits[0] - width - 1e-6 * max(1.0, abs(min(values)))
    assert max(values) <= classes.limits[3] + width + 1e-6 * max(1.0, abs(max(values)))


def test_the_borders_of_oost_are_whole():
    oost = load("oost")
    borders = topology(oost)
    territory = oost.territory

    def size(codes):
        rings = outline(borders, codes)
        return max(surface([p for a in ring for p in borders.points(a)[:-1]]) for ring in rings)

    members = territory.municipalities["OOST"]
    assert len(members) == 76
    assert members <= borders.rings.keys()
    assert len(borders.rings) == 342
    parts = sum(size({code}) for code in members)
    assert size(members) == pytest.approx(parts, rel=0.002)  # islands and holes are the rest


def test_the_borders_are_shipped_small_and_their_map_is_small():
    stored = package_folder("nl") / "geo" / "municipalities.topojson"
    assert stored.stat().st_size <= 130_000
    oost = load("oost")
    areas = oost.territory.parts("OOST", "municipality")
    shown = figures_on_map(oost, "technical_share_havo", areas)
    assert len({found.period for found in shown}) == 1
    assert len(render.svg(area_map(oost, "technical_share_havo", shown, areas, "nl"))) <= 40_000
