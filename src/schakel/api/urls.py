"""Addresses of the API. To be included at `api/v1`, without a slash at the end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from schakel.api.docs_page import docs
from schakel.api.document import openapi_json
from schakel.api.gate import guarded
from schakel.api.problems import LONGEST_SHOWN, NOT_FOUND, Refused, request_error
from schakel.api.service import API

app_name = "api"


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address."""
    slash = rest.endswith("/") or not rest
    error = request_error(
        "path",
        "address",
        "unknown_address",
        found=repr(request.path[:LONGEST_SHOWN]),
        expected="an address of openapi.json",
        advice="leave off the slash at the end" if slash else "see /docs for those that exist",
    )
    raise Refused(NOT_FOUND, "No resource has this address.", [error])


_derived, _, _ = API.urls
_resources = [
    path(str(pattern.pattern), guarded(pattern.callback), name=pattern.name)
    for pattern in _derived
    if pattern.name != "api-root"
]
_root = [pattern for pattern in _resources if pattern.name == "root"]
_within = [pattern for pattern in _resources if pattern.name != "root"]
urlpatterns = [
    *_root,
    path(
        "/",
        include(
            [
                *_within,
                path("openapi.json", guarded(openapi_json), name="openapi"),
                path("docs", guarded(docs), name="docs"),
                re_path(r"^(?P<rest>(?s:.*))\Z", guarded(nothing_here), name="nothing"),
            ]
        ),
    ),
]
