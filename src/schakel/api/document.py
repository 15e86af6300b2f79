"""The OpenAPI document: what django-ninja derives, with what holds for every address added."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from schakel.api.filters import Filters
from schakel.api.formats import MEDIA_TYPES, as_json, choose
from schakel.api.links import root_of
from schakel.api.problems import KINDS, MEDIA_TYPE, ProblemDocument
from schakel.api.service import API

DESCRIPTION = """\
Figures on the technical labour market and technical education of a Dutch region, the definitions \
they follow, and the observations they rest on. Open data: no key, for reading only.

The address of the API itself answers with its entrance; `/openapi.json` is this document and \
`/docs` the same for people. Every response has the header `API-Version`, and an `ETag` by which a \
client learns that nothing has changed. Lists are paged with `page` and `page_size`; the header \
`Link` and the member `_links` lead to the other pages. Lists of rows can be had as CSV, with \
`Accept: text/csv` or `format=csv`. Labels are in Dutch and in English.

A number always comes with a `status`: value, zero, missing, suppressed, provisional, estimate or \
forecast. A suppressed number is null, never 0. Each source states its own licence.\
"""
LICENCE = {
    "name": "EUPL-1.2",
    "identifier": "EUPL-1.2",
}
TAGS = {
    "regions": "Regions and the areas that figures are about",
    "goals": "Goals of the pact, what is measured of each, and the judgement with its arithmetic",
    "coverage": "Which links of the chain are covered by which actions and money",
    "chain": "People, jobs and shortages to come, estimated with an interval",
    "occupations": "Technical and ICT occupations: people, openings, tightness, programmes",
    "finders": "From a job title to occupations, technical work near one, and supply for a vacancy",
    "figures": "Figures, each at its permanent address",
    "definitions": "Indicators, sources and the glossary",
    "observations": "Data sets and their rows",
}
PATH_PARAMETERS = {
    "region": "id of a region, as `oost`",
    "code": "code of an area, as `PV23`",
    "goal": "id or number of a goal",
    "indicator": "id of an indicator",
    "area": "code of an area",
    "occupation": "code of an occupation group, as `0744`",
    "study": "register and code of a study programme, as `crebo-25893`",
    "esco": "code of an occupation in ESCO, as `7411.1`",
    "destination": "code in ESCO of a technical or ICT occupation, as `7212.3`",
    "period": "period, as `2024`; a `/` is written `_`, as `2023_24`",
    "split": "dimension and code, as `sex=f`",
    "dataset": "id of a data set",
    "source": "id of a source",
}
HEADERS = {
    "API-Version": "Version of the API, in full",
    "ETag": "Fingerprint of the content, for If-None-Match",
    "Link": "Addresses of the other pages of a list",
    "X-Total-Count": "Number of items on all pages of a list together",
}


def openapi_json(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as this server publishes it."""
    Filters.of(request)
    choose(request, "json")
    return as_json(document(root_of(request)))


def document(root: str) -> dict[str, Any]:
    """The OpenAPI document for an API at the absolute address `root`."""
    described = deepcopy(_described())
    described["info"]["contact"] = _contact()
    return {**described, "servers": [{"url": root}]}


@cache
def _described() -> dict[str, Any]:
    derived = _renamed(dict(API.get_openapi_schema(path_prefix="")))
    for path in derived["paths"].values():
        _complete(path["get"])
    derived["info"] |= {"description": DESCRIPTION, "license": LICENCE}
    derived["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    derived["components"]["schemas"] = _used(derived) | _problem_schema()
    derived["components"]["responses"] = {kind.slug: _response(kind.meaning) for kind in KINDS}
    derived["components"]["headers"] = {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }
    return derived


def _renamed(derived: dict[str, Any]) -> dict[str, Any]:
    """Lists called after what they list: `Listing_Area_` becomes `AreaListing`."""
    text = re.sub(rb"\bListing_(\w+?)_(?=\")", rb"\1Listing", to_json(derived))
    renamed: dict[str, Any] = from_json(text)
    return renamed


def _used(derived: dict[str, Any]) -> dict[str, Any]:
    """The shapes of answers, without those that only hold the parameters of a request."""
    shapes: dict[str, Any] = derived["components"]["schemas"]
    ahead: list[Any] = [derived["paths"]]
    used: set[str] = set()
    while ahead:
        names = set(re.findall(r"#/components/schemas/(\w+)", str(ahead.pop()))) - used
        used |= names
        ahead += [shapes[name] for name in names if name in shapes]
    return {name: shape for name, shape in shapes.items() if name in used}


def _complete(operation: dict[str, Any]) -> None:
    """Add the headers, the CSV and the errors that an address can give."""
    found = operation["responses"]["200"]
    parameters = {parameter["name"]: parameter for parameter in operation["parameters"]}
    paged = "page" in parameters
    for parameter in operation["parameters"]:
        parameter["schema"] = _left_out_instead_of_null(parameter["schema"])
        if parameter["in"] == "path":
            parameter["description"] = PATH_PARAMETERS[parameter["name"]]
    headers = HEADERS if paged else ("API-Version", "ETag")
    found["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in headers}
    if "csv" in str(parameters["format"]["schema"]):
        found["content"][MEDIA_TYPES["csv"]] = {"schema": {"type": "string"}}
    for kind in KINDS:
        reachable = kind.status in (400, 406, 500) or (
            kind.status == 404 and "region" in parameters
        )
        if reachable:
            reference = {"$ref": f"#/components/responses/{kind.slug}"}
            operation["responses"].setdefault(str(kind.status), reference)
    operation["responses"]["304"] = {"description": "The content is what the client holds already"}


def _left_out_instead_of_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not there is left out; it cannot be null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, **kinds[0]} if len(kinds) == 1 else schema


def _response(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/ProblemDocument"}
    return {
        "description": meaning,
        "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


def _problem_schema() -> dict[str, Any]:
    schema = TypeAdapter(ProblemDocument).json_schema(ref_template="#/components/schemas/{model}")
    parts: dict[str, Any] = schema.pop("$defs")
    return {**parts, "ProblemDocument": schema}


def _contact() -> dict[str, str]:
    """Who to ask: the address for mistakes of the site, else where the code is."""
    contact = {"name": "Schakel maintainers"}
    for address in (getattr(settings, "SOURCE_CODE", ""), getattr(settings, "FEEDBACK", "")):
        if address.startswith("mailto:"):
            contact["email"] = address.removeprefix("mailto:")
        elif address:
            contact["url"] = address
    return contact
