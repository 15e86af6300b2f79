"""The API Design Rules of the Dutch government, rule by rule."""

import pytest

from schakel.api import VERSION
from tests.api.asking import LAND, ROOT, problem_of

EVERY_KIND = [
    ROOT,
    f"{ROOT}/openapi.json",
    f"{ROOT}/docs",
    f"{LAND}/areas",
    f"{LAND}/areas/NOWHERE",
    f"{LAND}/areas?colour=red",
]


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_response_names_the_full_version(api, address):
    assert api.get(address)["API-Version"] == VERSION == "1.0.0"


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_response_has_the_headers_of_safety(api, address):
    response = api.get(address)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Cache-Control" in response
    assert "Strict-Transport-Security" not in response  # only where the connection is safe
    safe = api.client.get(address, secure=True)
    assert safe["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("address", EVERY_KIND)
def test_any_website_may_read_it(api, address):
    response = api.get(address, origin="https://elsewhere.example")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]


def test_a_browser_is_told_beforehand_what_is_allowed(api):
    response = api.client.options(f"{LAND}/areas")
    assert response.status_code == 204
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Content-Type" not in response


@pytest.mark.parametrize("address", ["/", "/regions/", "/regions/land/", "/regions/land/areas/"])
def test_a_slash_at_the_end_is_not_found_and_not_redirected(api, address):
    problem = api.refused(ROOT + address, status=404, wrong=["address"])
    assert "leave off the slash" in problem["errors"][0]["advice"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", [ROOT, f"{LAND}/areas", f"{ROOT}/openapi.json", f"{ROOT}/x"])
def test_it_is_for_reading_only(api, method, address):
    response = getattr(api.client, method)(address)
    problem_of(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_head_gives_the_headers_without_the_content(api):
    full, head = api.get(f"{LAND}/areas"), api.client.head(f"{LAND}/areas")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(full.content))
    assert head["ETag"] == full["ETag"]


def test_what_has_not_changed_is_not_sent_again(api):
    full = api.get(f"{LAND}/areas")
    assert full["Cache-Control"] == "public, max-age=300"
    for held in (full["ETag"], f"W/{full['ETag']}", f'"other", {full["ETag"]}', "*"):
        again = api.get(f"{LAND}/areas", **{"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == full["ETag"]
        assert again["Cache-Control"] == full["Cache-Control"]
    assert api.get(f"{LAND}/areas", **{"if-none-match": '"other"'}).status_code == 200


def test_a_page_that_has_not_changed_keeps_its_policy(api):
    full = api.get(f"{ROOT}/docs")
    again = api.get(f"{ROOT}/docs", **{"if-none-match": full["ETag"]})
    assert again.status_code == 304
    assert again["Content-Security-Policy"] == full["Content-Security-Policy"]


def test_the_same_address_in_another_format_has_another_fingerprint(api):
    json, csv = api.get(f"{LAND}/areas"), api.get(f"{LAND}/areas", accept="text/csv")
    assert json["ETag"] != csv["ETag"]
    assert "Accept" in json["Vary"]
    assert "Accept" in csv["Vary"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_the_client_prefers(api, accept, given):
    assert api.get(f"{LAND}/areas", accept=accept)["Content-Type"] == given


def test_a_format_in_the_address_goes_before_the_header(api):
    assert api.csv(f"{LAND}/areas", {"format": "csv"}, accept="application/json")
    assert api.ok(f"{LAND}/areas", {"format": "json"}, accept="text/csv")


@pytest.mark.parametrize(
    "address", ["", "/openapi.json", "/docs", "/regions/land/areas", "/regions/land"]
)
def test_a_format_that_is_not_there_is_not_acceptable(api, address):
    problem = api.refused(ROOT + address, status=406, wrong=["Accept"], accept="image/png")
    assert problem["errors"][0]["in"] == "header"
    assert problem["errors"][0]["found"] == "'image/png'"


def test_what_is_not_a_list_of_rows_cannot_be_had_as_csv(api):
    api.refused(f"{LAND}/goals", status=406, accept="text/csv")
    api.refused(f"{LAND}/areas/PV1", status=406, accept="text/csv")
    api.refused(f"{LAND}/goals", {"format": "csv"}, status=400, wrong=["format"])


def test_lists_are_paged_with_absolute_links_and_a_total(api):
    page = api.ok(f"{LAND}/areas", {"page_size": 4, "page": 2})
    base = f"http://testserver{LAND}/areas?page_size=4&page="
    assert [area["code"] for area in page["items"]] == ["GM4", "NL", "OOST", "PV1"]
    assert (page["total"], page["page"], page["page_size"], page["pages"]) == (9, 2, 4, 3)
    assert page["_links"] == {
        "self": {"href": base + "2"},
        "first": {"href": base + "1"},
        "prev": {"href": base + "1"},
        "next": {"href": base + "3"},
        "last": {"href": base + "3"},
    }
    assert "prev" not in api.ok(base.removesuffix("page="))["_links"]
    assert "next" not in api.ok(base + "3")["_links"]


def test_following_next_gives_everything_once(api):
    found, address = [], f"{LAND}/areas?page_size=2"
    while address:
        page = api.ok(address)
        found += [area["code"] for area in page["items"]]
        address = page["_links"].get("next", {}).get("href")
    assert found == sorted(set(found))
    assert len(found) == 9


def test_the_pages_of_a_csv_are_found_by_its_headers(api):
    response = api.get(f"{LAND}/areas", {"page_size": 4, "format": "csv"})
    assert response["X-Total-Count"] == "9"
    following = f"<http://testserver{LAND}/areas?page_size=4&format=csv&page=2>"
    assert f'{following}; rel="next"' in response["Link"]


def test_an_empty_list_has_one_page(api):
    page = api.ok(f"{LAND}/areas", {"kind": "corop"})
    assert (page["total"], page["pages"], page["items"]) == (0, 1, [])
