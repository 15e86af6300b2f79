"""The OpenAPI document says what is there, no more and no less, and so does the page for people."""

import json
import re
from functools import cache

import html5lib
import pytest
from django.test import override_settings
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from schakel.api import VERSION, gate
from tests.api.asking import ROOT

# Not resources: the entrance, the document itself, the page made of it, and all that is not there.
NOT_DOCUMENTED = {"", "/openapi.json", "/docs", "/{rest}"}
EXAMPLES = {
    "region": "land",
    "code": "PV1",
    "goal": "inflow",
    "indicator": "people",
    "area": "GM1",
    "period": "2021",
    "split": "field=tech",
    "dataset": "counts",
    "source": "made_up",
}
# The small country has none of these: see test_chain.py, test_occupations.py, test_finders.py
# and test_studies.py.
ELSEWHERE = tuple(
    f"/regions/{{region}}/{name}"
    for name in ("chain", "occupations", "titles", "moves", "supply", "studies")
)
QUERIES = {
    "/regions/{region}/figures": ["indicator=share", "indicator=people&split=field&area=GM1"],
    "/regions/{region}/observations": ["dataset=counts", "dataset=counts&field=tech"],
    "/regions/{region}/goals": ["", "area=PV1"],
}


@pytest.fixture
def document(api):
    return api.ok(f"{ROOT}/openapi.json")


def strict(schema):
    """The same schema without room for members that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(part) for name, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema:
        closed["additionalProperties"] = False
    return closed


def assert_as_documented(document, operation, content):
    """An answer is exactly what the document says of it."""
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": strict(document["components"])}
    errors = list(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(content))
    assert not errors, [(list(error.path), error.message[:200]) for error in errors[:5]]


def documented(document):
    """Every documented address, its operation and the queries to try it with."""
    for path, methods in document["paths"].items():
        assert list(methods) == ["get"]
        if path.startswith(ELSEWHERE):
            continue
        yield path, methods["get"], QUERIES.get(path, [""])


def test_the_document_is_valid_openapi(document):
    validate(document)


def test_the_document_says_who_what_and_under_which_licence(document):
    info = document["info"]
    assert info["version"] == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert info["contact"]["name"]
    assert info["license"]["identifier"] == "EUPL-1.2"
    assert len(info["description"]) > 200
    assert document["servers"] == [{"url": "http://testserver/api/v1"}]


def test_the_contact_is_that_of_the_site(api):
    with override_settings(FEEDBACK="mailto:a@b.example", SOURCE_CODE="https://c.example"):
        contact = api.ok(f"{ROOT}/openapi.json")["info"]["contact"]
    assert (contact["email"], contact["url"]) == ("a@b.example", "https://c.example")


def test_every_route_is_documented_and_every_documented_route_exists(api, document):
    assert routes() - NOT_DOCUMENTED == set(document["paths"])
    assert routes() >= NOT_DOCUMENTED
    for path in ("/openapi.json", "/docs"):
        assert f"`{path}`" in document["info"]["description"]


def routes():
    """All routes of the API, variable parts in braces."""
    found = set()
    for pattern in get_resolver("schakel.api.urls").url_patterns:
        for inner in getattr(pattern, "url_patterns", [None]):
            route = str(pattern.pattern) + (str(inner.pattern) if inner else "")
            route = re.sub(r"\^\(\?P<(\w+)>.*\\Z", r"{\1}", route)
            found.add(re.sub(r"<(\w+)>", r"{\1}", route))
    return found


def test_every_route_goes_through_the_gate():
    for pattern in get_resolver("schakel.api.urls").url_patterns:
        for inner in getattr(pattern, "url_patterns", [pattern]):
            assert inner.callback.__wrapped__, inner
            assert inner.callback.__code__.co_filename == gate.__file__, inner


def test_every_answer_is_as_documented(api, document):
    for path, operation, queries in documented(document):
        for query in queries:
            address = f"{ROOT}{path.format(**EXAMPLES)}?{query}"
            assert_as_documented(document, operation, api.ok(address))


def test_every_problem_is_as_documented(api, document):
    schema = {
        "$ref": "#/components/schemas/ProblemDocument",
        "components": strict(document["components"]),
    }
    for address in ("/regions/lamd", "/regions?page=0&x=1", "/regions/land/figures"):
        Draft202012Validator(schema).validate(json.loads(api.get(ROOT + address).content))


def test_every_address_refuses_exactly_the_parameters_that_are_not_documented(api, document):
    for path, operation, queries in documented(document):
        address = f"{ROOT}{path.format(**EXAMPLES)}?{queries[0]}"
        wrong = f"{address}&colour=red"
        (error,) = api.refused(wrong, status=400, wrong=["colour"])["errors"]
        listed = set(error["expected"].removeprefix("one of: ").split(", "))
        named = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        if "dimension" in named:
            named = named - {"dimension"} | {"field", "sex"}
        assert listed == named, path


def test_every_format_that_is_documented_is_given(api, document):
    for path, operation, queries in documented(document):
        address = f"{ROOT}{path.format(**EXAMPLES)}?{queries[0]}"
        for media_type in ("application/json", "text/csv"):
            status = api.get(address, accept=media_type).status_code
            offered = media_type in operation["responses"]["200"]["content"]
            assert status == (200 if offered else 406), (path, media_type)


def test_everything_in_the_document_is_explained(document):
    for path, operation, _ in documented(document):
        assert operation["description"], path
        assert operation["tags"][0] in {tag["name"] for tag in document["tags"]}
        for parameter in operation["parameters"]:
            assert parameter.get("description"), (path, parameter["name"])
            assert "null" not in str(parameter["schema"]), (path, parameter["name"])
    for name, shape in document["components"]["schemas"].items():
        assert shape.get("description"), name


def test_nothing_in_the_document_is_unused(document):
    text = json.dumps(document)
    for kind, entries in document["components"].items():
        for name in entries:
            if name not in ("method-not-allowed", "bad-request"):
                assert f'"#/components/{kind}/{name}"' in text, name


@cache
def parser():
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)


def test_the_page_for_people_is_html_without_scripts_or_other_peoples_files(api):
    response = api.get(f"{ROOT}/docs")
    assert response["Content-Type"] == "text/html; charset=utf-8"
    page = parser().parse(response.content.decode())
    for tag in ("script", "link", "img", "iframe", "object", "form"):
        assert not list(page.iter(tag)), tag
    assert "url(" not in response.content.decode()
    assert len(response.content) < 175_000


def test_the_page_for_people_shows_every_address_and_every_shape(api, document):
    page = parser().parse(api.get(f"{ROOT}/docs").content.decode())
    text = "".join(page.itertext())
    for path, operation, _ in documented(document):
        assert f"GET {path}" in text
        for parameter in operation["parameters"]:
            assert parameter["name"] in text
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.iter("a"):
        target = link.get("href")
        assert not target.startswith("#") or target[1:] in ids, target
    for shape in document["components"]["schemas"]:
        assert f"shape-{shape}" in ids


def test_the_styles_of_the_page_are_those_that_its_policy_allows(api):
    from base64 import b64encode
    from hashlib import sha256

    response = api.get(f"{ROOT}/docs")
    (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    fingerprint = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{fingerprint}'" in response["Content-Security-Policy"]
