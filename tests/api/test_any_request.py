"""Whatever is asked, the answer is an answer or a problem document, and never a fault of ours."""

from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.asking import ROOT, problem_of

NAMES = ["land", "PV1", "GM1", "share", "people", "counts", "made_up", "inflow", "2021", "2023_24"]
NAMES += ["field=tech", "field=", "=", "..", "%2e", "\0", "é", "regions", "figures", "areas", "1"]
LISTS = ["areas", "goals", "indicators", "figures", "datasets", "observations", "sources"]
PARAMETERS = ["format", "page", "page_size", "kind", "within", "area", "indicator", "period"]
PARAMETERS += ["split", "code", "status", "dataset", "variable", "region", "source", "field", "sex"]
VALUES = ["json", "csv", "1", "2", "1000", "PV1", "share", "people", "field", "tech", "counts"]
VALUES += ["2021", "value", "suppressed", "province", "", "-1", "1e9", "NaN", "∞", "\0", "made_up"]

segment = st.sampled_from(NAMES) | st.text(max_size=30)
path = st.builds(
    lambda first, rest: [*first, *rest],
    st.sampled_from([[], ["regions"], *(["regions", "land", name] for name in LISTS)]),
    st.lists(segment, max_size=4),
)
query = st.lists(
    st.tuples(
        st.sampled_from(PARAMETERS) | st.text(max_size=10),
        st.sampled_from(VALUES) | st.text(max_size=30),
    ),
    max_size=6,
)
accept = st.sampled_from(["", "*/*", "application/json", "text/csv", "text/html;q=0"]) | st.text(
    st.characters(min_codepoint=32, max_codepoint=126), max_size=40
)
method = st.sampled_from(["get", "get", "get", "get", "head", "post", "options"])


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path, query, accept, method)
def test_no_request_makes_it_fall_over(api, path, query, accept, method):
    address = "/".join([ROOT, *(quote(part, safe="") for part in path)])
    response = getattr(api.client, method)(
        f"{address}?{urlencode(query)}", headers={"accept": accept}
    )
    assert response["API-Version"] == "1.0.0"
    assert response["Access-Control-Allow-Origin"] == "*"
    if response.status_code not in (200, 204) and method != "head":
        problem_of(response, response.status_code)
    assert response.status_code in (200, 204, 400, 404, 405, 406), response.content


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query)
def test_no_query_of_a_list_makes_it_fall_over(api, query):
    for start in ("figures?indicator=share", "observations?dataset=counts", "areas?page=1"):
        response = api.get(f"{ROOT}/regions/land/{start}&{urlencode(query)}")
        if response.status_code != 200:
            problem_of(response, 400)
