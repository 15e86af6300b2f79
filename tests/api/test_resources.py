"""What the resources hold. The small country's numbers are followed by hand in the comments."""

import pytest

from tests.api.asking import LAND, ROOT


def test_the_entrance_leads_to_everything(api):
    entrance = api.ok(ROOT)
    assert entrance["version"] == "1.0.0"
    for link in entrance["_links"].values():
        assert api.get(link["href"]).status_code == 200


def test_a_region_leads_to_its_lists(api):
    (listed,) = api.ok(f"{ROOT}/regions")["items"]
    region = api.ok(listed["_links"]["self"]["href"])
    assert listed.items() <= region.items()
    assert (region["id"], region["area"], region["parent"]) == ("land", "NL", None)
    assert region["label"] == {"nl": "tekst", "en": "text"}
    for name, link in region["_links"].items():
        blanks = {"figures": ("{?indicator}", "?indicator=share")}
        blanks["observations"] = ("{?dataset}", "?dataset=counts")
        assert link.get("templated", False) == (name in blanks)
        assert api.ok(link["href"].replace(*blanks.get(name, ("", ""))))


def test_areas_are_filtered_by_kind_and_by_what_they_lie_in(api):
    def codes(**query):
        return [area["code"] for area in api.ok(f"{LAND}/areas", query)["items"]]

    assert codes(kind="province") == ["PV1", "PV2"]
    assert codes(kind=["province", "landsdeel"]) == ["OOST", "PV1", "PV2"]
    assert codes(within="PV1") == ["GM1", "GM2"]
    assert codes(within="OOST", kind="municipality") == ["GM1", "GM2"]


def test_an_area_has_its_parts_and_its_wholes(api):
    area = api.ok(f"{LAND}/areas/PV1")
    assert area["within"] == ["NL", "OOST"]
    assert area["parts"] == ["GM1", "GM2"]
    assert area["label"] == {"nl": "Een", "en": "One"}


def test_an_indicator_has_its_definition_unit_breaks_and_sources(api):
    indicator = api.ok(f"{LAND}/indicators/people")
    assert indicator["unit"]["id"] == "persons"
    assert indicator["unit"]["decimals"] == 0
    assert indicator["splits"] == ["field"]
    assert indicator["versions"][0]["formula"]["numerator"]["dataset"] == "counts"
    assert indicator["breaks"][0]["period"] == "2021"
    assert indicator["periods"] == ["2020", "2021", "2023/24"]
    assert "PV1" in indicator["areas"]
    assert [source["id"] for source in indicator["provenance"]] == ["made_up"]
    figures = api.ok(indicator["_links"]["figures"]["href"])
    assert {figure["indicator"] for figure in figures["items"]} == {"people"}


def test_a_share_comes_with_what_was_divided(api):
    figure = api.ok(f"{LAND}/figures/share/PV1/2020")
    # Aa 10 of 40, Bee 10 of 60
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (20, 100, 20)
    assert (figure["status"], figure["low"], figure["high"]) == ("value", None, None)
    assert (figure["cells"], figure["suppressed_cells"]) == (4, 0)
    assert figure["definition"]["id"] == figure["definition_version"] == "1"
    assert figure["unit_label"] == {"nl": "tekst", "en": "text"}
    assert figure["decimals"] == 1
    assert figure["provenance"][0]["publisher"] == "Test"


def test_a_suppressed_cell_makes_an_estimate_with_its_range(api):
    figure = api.ok(f"{LAND}/figures/share/PV1/2021")
    # Aa: 1 to 3, counted as 2, of that and 38; Bee: 20 of 60. 22 of 100; 21 of 99 to 23 of 101.
    assert figure["value"] == 22
    assert figure["low"] == pytest.approx(100 * 21 / 99)
    assert figure["high"] == pytest.approx(100 * 23 / 101)
    assert (figure["status"], figure["suppressed_cells"]) == ("estimate", 1)


def test_a_figure_of_nothing_but_suppressed_cells_is_null_and_not_zero(api):
    figure = api.ok(f"{LAND}/figures/people/GM1/2021/field=tech")
    assert (figure["value"], figure["status"]) == (None, "suppressed")


def test_a_real_zero_is_zero(api):
    figure = api.ok(f"{LAND}/figures/share/GM3/2020")
    assert (figure["value"], figure["status"]) == (0, "zero")


def test_figures_are_filtered_by_area_period_status_and_code(api):
    def found(**query):
        figures = api.ok(f"{LAND}/figures", query)["items"]
        return [(figure["area"], figure["period"], figure["code"]) for figure in figures]

    assert found(indicator="share", area="PV1") == [("PV1", "2020", None), ("PV1", "2021", None)]
    assert found(indicator="share", area=["GM3", "GM1"], period="2020") == [
        ("GM1", "2020", None),
        ("GM3", "2020", None),
    ]
    assert ("GM3", "2020", None) in found(indicator="share", status="zero")
    assert found(indicator="people", split="field", area="PV1", period="2020") == [
        ("PV1", "2020", "other"),
        ("PV1", "2020", "tech"),
    ]
    split = {"indicator": "people", "split": "field", "code": "tech"}
    assert found(**split, area="PV1") == [("PV1", "2020", "tech"), ("PV1", "2021", "tech")]
    assert found(indicator="share", area="AM-X", period="2023/24") == []


def test_a_period_may_be_written_as_in_an_address(api):
    for period in ("2023/24", "2023_24"):
        found = api.ok(f"{LAND}/figures", {"indicator": "share", "period": period, "area": "GM4"})
        assert found["items"][0]["period"] == "2023/24"
        assert found["items"][0]["value"] == 25


def test_every_figure_of_a_list_is_found_at_its_permanent_address(api):
    for query in ({"indicator": "share"}, {"indicator": "people", "split": "field"}):
        for listed in api.ok(f"{LAND}/figures", query)["items"]:
            address = listed["_links"]["self"]["href"]
            assert address == f"http://testserver{LAND}/figures/{listed['address']}"
            assert listed.items() <= api.ok(address).items()


def test_a_figure_leads_to_its_page_in_both_languages(api):
    pages = api.ok(f"{LAND}/figures/people/GM4/2023_24/field=tech")["_links"]["alternate"]
    assert pages == [
        {
            "href": f"http://testserver/{language}/land/{word}/people/GM4/2023_24/field=tech/",
            "hreflang": language,
            "type": "text/html",
        }
        for language, word in (("nl", "cijfers"), ("en", "figures"))
    ]


def test_a_goal_shows_the_arithmetic_of_its_judgement(api):
    goal = api.ok(f"{LAND}/goals/inflow", {"area": "PV1"})
    share = goal["measures"][0]
    # 20 in 2020, 22 in 2021: 2 a year; to 40 in 2030 it takes 18 / 9 = 2 a year.
    assert share["level"] == "own"
    assert share["target"]["value"] == 40
    judgement = share["lines"][0]["judgement"]
    assert judgement == share["judgement"]
    assert judgement["verdict"] == "on_course"
    assert (judgement["slope"], judgement["needed"]) == (2, 2)
    assert (judgement["projected"], judgement["judged_to"]) == (40, 2030)
    assert (judgement["first"]["period"], judgement["last"]["period"]) == ("2020", "2021")
    assert api.ok(judgement["last"]["_links"]["self"]["href"])["value"] == 22
    assert [figure["value"] for figure in share["lines"][0]["figures"]] == [20, 22]
    assert goal["not_measured"] == [{"label": share["label"], "why": share["label"]}]


def test_a_goal_without_a_judgement_says_why(api):
    people = api.ok(f"{LAND}/goals/1", {"area": "PV1"})["measures"][1]
    assert people["judgement"]["verdict"] == "no_judgement"
    assert people["judgement"]["reason"] == "no_direction"
    assert people["target"] is None


def test_the_list_of_goals_has_the_latest_figures_only(api):
    (listed,) = api.ok(f"{LAND}/goals", {"area": "PV1"})["items"]
    one = api.ok(listed["_links"]["self"]["href"])
    assert one["area"] == listed["area"] == "PV1"
    for short, long in zip(listed["measures"], one["measures"], strict=True):
        for line, series in zip(short["lines"], long["lines"], strict=True):
            figures = series.pop("figures")
            assert line == series
            assert line["latest"] == figures[-1]


def test_a_data_set_tells_what_can_be_filtered(api):
    (listed,) = api.ok(f"{LAND}/datasets")["items"]
    dataset = api.ok(listed["_links"]["self"]["href"])
    assert (dataset["rows"], dataset["suppressed"]) == (14, 1)
    assert (dataset["first_period"], dataset["last_period"]) == ("2020", "2023/24")
    assert dataset["variables"][0]["unit"]["id"] == "persons"
    assert [dimension["id"] for dimension in dataset["dimensions"]] == ["field", "sex"]
    codes = [code["code"] for code in dataset["dimensions"][0]["codes"]]
    assert codes == ["other", "tech"]
    assert dataset["suppression"]["counted_as"] == 2
    assert api.ok(dataset["_links"]["observations"]["href"])["total"] == 14


def test_an_observation_has_its_status_and_source(api):
    query = {"dataset": "counts", "region": "GM1", "period": "2021", "field": "tech"}
    (row,) = api.ok(f"{LAND}/observations", query)["items"]
    assert (row["value"], row["status"], row["source"]) == (None, "suppressed", "made_up")
    assert row["dimensions"] == {"field": "tech", "sex": None}
    assert row["region_label"] == {"nl": "Aa", "en": "Aa"}
    assert row["retrieved"] == "2024-01-01"


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({}, 14),
        ({"variable": "people"}, 14),
        ({"region": ["GM1", "GM4"]}, 6),
        ({"period": "2023_24"}, 2),
        ({"status": "suppressed"}, 1),
        ({"status": ["zero", "provisional"]}, 2),
        ({"source": "made_up"}, 14),
        ({"field": "tech"}, 7),
        ({"field": ["tech", "other"]}, 14),
        ({"field": ""}, 0),
        ({"sex": ""}, 14),
        ({"field": "tech", "period": "2020", "region": "GM2"}, 1),
    ],
)
def test_observations_are_filtered_by_every_column(api, query, total):
    assert api.ok(f"{LAND}/observations", {"dataset": "counts", **query})["total"] == total


def test_sources_and_terms_are_listed_in_both_languages(api):
    (source,) = api.ok(f"{LAND}/sources")["items"]
    assert api.ok(source["_links"]["self"]["href"]) == source
    assert source["licence"] == "none"
    (term,) = api.ok(f"{LAND}/glossary")["items"]
    assert set(term["label"]) == set(term["definition"]) == {"nl", "en"}


def test_csv_holds_the_same_as_json(api):
    head, *lines = api.csv(f"{LAND}/figures", {"indicator": "share", "format": "csv"})
    items = api.ok(f"{LAND}/figures", {"indicator": "share"})["items"]
    assert head.split(",")[:5] == ["indicator", "area", "area_label_nl", "area_label_en", "period"]
    assert lines.pop() == ""
    assert len(lines) == len(items)
    (zero,) = [line for line in lines if line.startswith("share,GM3,") and ",2020," in line]
    row = dict(zip(head.split(","), zero.split(","), strict=True))
    assert (row["value"], row["low"], row["status"]) == ("0", "", "zero")
    assert (row["split"], row["address"]) == ("", "share/GM3/2020")


def test_csv_leaves_a_suppressed_value_empty(api):
    query = {"dataset": "counts", "status": "suppressed"}
    head, line, end = api.csv(f"{LAND}/observations", query, accept="text/csv")
    assert end == ""
    row = dict(zip(head.split(","), line.split(","), strict=True))
    assert (row["value"], row["status"], row["field"], row["sex"]) == ("", "suppressed", "tech", "")


@pytest.mark.parametrize(
    "name", ["areas", "indicators", "datasets", "sources", "glossary", "figures?indicator=share"]
)
def test_every_list_of_rows_can_be_had_as_csv(api, name):
    head, *lines = api.csv(f"{LAND}/{name}", accept="text/csv")
    assert len(set(head.split(","))) == len(head.split(","))
    assert len(lines) > 1
