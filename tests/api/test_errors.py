"""Every error is one shape, tells all that is wrong at once, and says what to do."""

import logging

import pytest

from schakel.api.problems import KINDS
from schakel.api.resources import regions
from tests.api.asking import LAND, ROOT, problem_of


def test_everything_wrong_with_a_request_is_told_at_once(api):
    problem = api.refused(
        f"{LAND}/figures?indicator=sharre&area=PV9&area=PV1&page=0&page_size=x&colour=red"
        "&status=guess&format=xml&split=sex&split=field",
        status=400,
        wrong=[
            "indicator", "area", "page", "page_size", "colour", "status", "format", "split",
        ],
    )  # fmt: skip
    assert problem["type"] == "/api/v1/docs#invalid-parameters"


def test_a_parameter_that_does_not_exist_is_answered_with_those_that_do(api):
    problem = api.refused(f"{LAND}/areas", {"colour": "red"}, status=400, wrong=["colour"])
    (error,) = problem["errors"]
    assert error["code"] == "unknown_parameter"
    assert error["expected"] == "one of: format, page, page_size, kind, within"


def test_observations_also_list_the_dimensions_of_their_data_set(api):
    query = {"dataset": "counts", "colour": "red"}
    problem = api.refused(f"{LAND}/observations", query, status=400, wrong=["colour"])
    assert problem["errors"][0]["expected"].endswith("source, field, sex")


@pytest.mark.parametrize("address", ["", "/openapi.json", "/docs", "/regions", "/regions/land"])
def test_no_address_overlooks_a_parameter_it_does_not_have(api, address):
    api.refused(ROOT + address, {"colour": "red"}, status=400, wrong=["colour"])


@pytest.mark.parametrize(
    ("query", "name", "nearest"),
    [
        ("figures?indicator=peeple", "indicator", "people"),
        ("figures?indicator=share&area=PV11", "area", "PV1"),
        ("figures?indicator=share&period=2022", "period", "2020"),
        ("figures?indicator=people&split=feild", "split", "field"),
        ("figures?indicator=people&split=field&code=tek", "code", "tech"),
        ("observations?dataset=count", "dataset", "counts"),
        ("observations?dataset=counts&variable=pople", "variable", "people"),
        ("observations?dataset=counts&period=2019", "period", "2020"),
        ("observations?dataset=counts&region=GM9", "region", "GM4"),
        ("observations?dataset=counts&source=made", "source", "made_up"),
        ("observations?dataset=counts&field=tek", "field", "tech"),
        ("areas?within=PV9", "within", "PV1"),
        ("goals?area=PV9", "area", "PV1"),
        ("goals/inflow?area=PV9", "area", "PV1"),
    ],
)
def test_a_value_that_does_not_exist_is_answered_with_the_nearest(api, query, name, nearest):
    problem = api.refused(f"{LAND}/{query}", status=400, wrong=[name])
    assert nearest in problem["errors"][0]["expected"]


@pytest.mark.parametrize(
    ("address", "name", "nearest"),
    [
        (f"{ROOT}/regions/lamd", "region", "land"),
        (f"{LAND}/areas/PV11", "code", "PV1"),
        (f"{LAND}/goals/inflo", "goal", "inflow"),
        (f"{LAND}/indicators/shares", "indicator", "share"),
        (f"{LAND}/datasets/count", "dataset", "counts"),
        (f"{LAND}/sources/made", "source", "made_up"),
        (f"{LAND}/figures/shares/PV1/2020", "indicator", "share"),
        (f"{LAND}/figures/share/PV11/2020", "area", "PV1"),
    ],
)
def test_a_name_in_the_address_that_does_not_exist_is_not_found(api, address, name, nearest):
    problem = api.refused(address, status=404, wrong=[name])
    assert nearest in problem["errors"][0]["expected"]


@pytest.mark.parametrize(
    "address",
    [
        "/figures/share/PV1/2031",
        "/figures/share/PV1/2020/field=tech",
        "/figures/people/PV1/2020/field=none",
        "/figures/people/PV1/2020/field",
        "/figures/people/PV1/2020/field=tech/more",
        "/nothing",
        "/areas/" + 200 * "x",
    ],
)
def test_an_address_without_anything_is_not_found(api, address):
    problem = api.refused(LAND + address, status=404)
    assert problem["errors"][0]["in"] == "path"


def test_what_is_required_is_named_with_what_there_is(api):
    problem = api.refused(f"{LAND}/figures", status=400, wrong=["indicator"])
    assert problem["errors"][0]["found"] == "nothing"
    assert problem["errors"][0]["expected"] == "one of: people, share"
    problem = api.refused(f"{LAND}/observations", status=400, wrong=["dataset"])
    assert problem["errors"][0]["expected"] == "one of: counts"


@pytest.mark.parametrize("page", ["0", "-1", "2", "99999999999999999999", "1.5", "one", ""])
def test_a_page_that_is_not_there_is_refused(api, page):
    api.refused(f"{LAND}/areas", {"page": page}, status=400, wrong=["page"])


@pytest.mark.parametrize("size", ["0", "1001", "many"])
def test_a_page_has_at_least_one_and_at_most_a_thousand_items(api, size):
    api.refused(f"{LAND}/areas", {"page_size": size}, status=400, wrong=["page_size"])


def test_a_code_needs_the_split_it_belongs_to(api):
    query = {"indicator": "people", "code": "tech"}
    problem = api.refused(f"{LAND}/figures", query, status=400, wrong=["code"])
    assert "split" in problem["errors"][0]["expected"]


def test_too_many_parameters_are_refused_as_a_whole(api):
    query = "&".join(f"area=PV{number}" for number in range(11_000))
    assert api.refused(f"{LAND}/figures?{query}", status=400)["type"].endswith("#bad-request")


def test_a_region_whose_files_are_broken_is_the_servers_fault(api, land, monkeypatch, caplog):
    broken = land / "broken" / "region.yaml"
    broken.parent.mkdir()
    broken.write_text("id: [", encoding="utf-8")
    try:
        problem = api.refused(f"{ROOT}/regions/broken", status=500)
    finally:
        broken.unlink()
        broken.parent.rmdir()
    assert str(land) not in str(problem)
    assert "broken/region.yaml" in caplog.text


def test_an_error_of_the_program_is_logged_and_not_shown(api, monkeypatch, caplog):
    def fall_over(*_):
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr(regions, "page_of", fall_over)
    with caplog.at_level(logging.ERROR, logger="schakel.api"):
        problem = api.refused(f"{LAND}/areas", status=500)
    assert "secret" not in str(problem)
    assert "ZeroDivisionError: a secret" in caplog.text


def test_a_half_written_table_is_the_servers_fault(api, land, caplog):
    table = land / "land" / "facts" / "counts.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[: len(whole) // 2])
    try:
        api.refused(f"{LAND}/observations", {"dataset": "counts"}, status=500)
    finally:
        table.write_bytes(whole)
    assert "counts.parquet" in caplog.text


def test_a_foreign_host_is_refused(alone):
    response = alone.client.get(ROOT, headers={"host": "elsewhere.example"})
    assert problem_of(response, 400)["type"].endswith("#bad-request")


def test_every_kind_of_problem_is_explained_where_its_type_points(api):
    page = api.get(f"{ROOT}/docs").content.decode()
    for kind in KINDS:
        assert f'<dt id="{kind.slug}">' in page
        assert kind.meaning.split(".", maxsplit=1)[0] in page
