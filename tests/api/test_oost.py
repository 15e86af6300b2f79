"""The first region through the API, against values that were derived by hand elsewhere."""

import pytest

from tests.api.asking import ROOT
from tests.api.test_document import EXAMPLES, assert_as_documented, documented

OOST = f"{ROOT}/regions/oost"
IN_OOST = {
    **EXAMPLES,
    "region": "oost",
    "code": "OOST",
    "indicator": "technical_share_hbo",
    "area": "PV23",
    "period": "2024",
    "split": "sex=f",
    "dataset": "duo_hbo",
    "source": "duo_hbo_first_years",
}
QUERIES = {
    "/regions/{region}/figures": "indicator=technical_share_vmbo_bk&page_size=1000",
    "/regions/{region}/observations": "dataset=duo_exams&status=suppressed&page_size=1000",
}


# Sums of the published cells of DUO's table of first-years, CROHO part Techniek, as in
# tests/golden/test_duo.py; CBS table 80472ned, open vacancies in the fourth quarter of 2019.
@pytest.mark.parametrize(
    ("address", "numerator", "denominator"),
    [
        ("technical_share_hbo/PV23/2020", 2810, 12561),
        ("technical_share_hbo/PV23/2024", 2138, 10491),
        ("technical_share_hbo/PV25/2020", 1638, 10201),
        ("technical_share_hbo/PV25/2024", 1415, 8834),
        ("technical_share_hbo/NL/2020", 22568, 109934),
        ("technical_share_hbo/NL/2024", 18636, 89899),
        ("technical_share_hbo/OOST/2024", 2138 + 1415, 10491 + 8834),
    ],
)
def test_shares_of_technology_in_hbo(alone, address, numerator, denominator):
    figure = alone.ok(f"{OOST}/figures/{address}")
    assert (figure["numerator"], figure["denominator"]) == (numerator, denominator)
    assert figure["value"] == pytest.approx(100 * numerator / denominator)


@pytest.mark.parametrize(("area", "thousands"), [("PV23", 18.0), ("PV25", 31.0)])
def test_open_vacancies(alone, area, thousands):
    assert alone.ok(f"{OOST}/figures/open_vacancies/{area}/2019Q4")["value"] == thousands


def test_no_suppressed_observation_has_a_value(alone):
    for dataset in alone.ok(f"{OOST}/datasets")["items"]:
        query = {"dataset": dataset["id"], "status": "suppressed", "page_size": 1000}
        page = alone.ok(f"{OOST}/observations", query)
        assert page["total"] == dataset["suppressed"]
        assert all(row["value"] is None for row in page["items"])


def test_every_goal_of_the_pact_is_there(alone):
    goals = alone.ok(f"{OOST}/goals")["items"]
    assert [goal["number"] for goal in goals] == [1, 2, 3, 4, 5, 6]
    for goal in goals:
        assert goal["area"] == "OOST"
        assert sum(measure["headline"] for measure in goal["measures"]) == 1


def test_every_answer_is_as_documented(alone):
    document = alone.ok(f"{ROOT}/openapi.json")
    for path, operation, _ in documented(document):
        address = f"{ROOT}{path.format(**IN_OOST)}?{QUERIES.get(path, '')}"
        assert_as_documented(document, operation, alone.ok(address))


def test_every_link_of_the_region_to_a_dimension_code_has_a_label(alone):
    query = {"indicator": "technical_share_hbo", "split": "sex", "area": "PV23"}
    for figure in alone.ok(f"{OOST}/figures", query)["items"]:
        assert figure["code_label"]["nl"]
        assert figure["code_label"]["en"]
