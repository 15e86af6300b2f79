"""Every error has one shape: problem+json (RFC 9457), with all errors of a request together."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NotRequired

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from pydantic_core import to_json
from typing_extensions import TypedDict

from schakel.base.errors import Problem, SchakelError, UnknownName

MEDIA_TYPE = "application/problem+json"
LONGEST_SHOWN = 100
_log = logging.getLogger("schakel.api")

RequestError = TypedDict(
    "RequestError",
    {
        "in": str,
        "name": str,
        "code": str,
        "detail": str,
        "found": str,
        "expected": str,
        "advice": str,
    },
)
RequestError.__doc__ = "One thing that is wrong with a request, where, and what to do about it."


class ProblemDocument(TypedDict):
    """What every response with status 400 or higher holds."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: NotRequired[list[RequestError]]


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its name in the address of its explanation, its status, its meaning."""

    slug: str
    status: int
    title: str
    meaning: str


INVALID = Kind(
    "invalid-parameters",
    400,
    "Some parameters are not right",
    "A parameter has a value that cannot be, does not exist here, is missing or was given twice. "
    "All errors are listed together, each with what was found, what was expected and what to do.",
)
BAD_REQUEST = Kind(
    "bad-request",
    400,
    "The request cannot be read",
    "The request as a whole is refused, for instance because it has too many parameters.",
)
NOT_FOUND = Kind(
    "not-found",
    404,
    "There is nothing at this address",
    "A name in the address does not exist, or the address ends in a slash. The nearest names are "
    "listed.",
)
NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    "This method is not allowed",
    "The API is for reading: GET, HEAD and OPTIONS.",
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable",
    406,
    "This format is not available",
    "The Accept header names none of the formats in which this address can be given.",
)
INTERNAL = Kind(
    "internal-error",
    500,
    "The server could not answer",
    "The fault is on the side of the server and has been written to its log.",
)
KINDS = (INVALID, BAD_REQUEST, NOT_FOUND, NOT_ALLOWED, NOT_ACCEPTABLE, INTERNAL)


class Refused(Exception):
    """A request that is not answered; a response with a problem document is given instead."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        errors: Iterable[RequestError] = (),
        headers: Mapping[str, str] | None = None,
    ):
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        super().__init__(detail)


def request_error(
    place: str, name: str, code: str, *, found: str, expected: str, advice: str
) -> RequestError:
    """One thing that is wrong with a request; `place` is `query`, `path` or `header`."""
    name = name[:LONGEST_SHOWN] or "(empty)"
    return {
        "in": place,
        "name": name,
        "code": code,
        "detail": f"{name}: found {found}; expected {expected}; {advice}",
        "found": found,
        "expected": expected,
        "advice": advice,
    }


def refused(error: Exception, names: Mapping[str, str]) -> Refused:
    """Any error as a refusal; what is not the client's fault is logged, never shown.

    `names` are the variable parts of the address.
    """
    if isinstance(error, Refused):
        return error
    if isinstance(error, UnknownName):
        errors = [_unknown_in_path(problem, names) for problem in error.problems]
        return Refused(NOT_FOUND, "A name in the address does not exist.", errors)
    if isinstance(error, SuspiciousOperation):
        return Refused(BAD_REQUEST, str(error))
    if isinstance(error, SchakelError):
        _log.error("The files of the region cannot be used:\n%s", error)
    else:
        _log.error("Unexpected error", exc_info=error)
    return Refused(INTERNAL, "Try again later; the maintainers find the cause in their log.")


def _unknown_in_path(problem: Problem, names: Mapping[str, str]) -> RequestError:
    name = next((key for key, value in names.items() if value == problem.where), "address")
    return request_error(
        "path",
        name,
        "unknown_name",
        found=f"{problem.where!r}, {problem.found}",
        expected=problem.expected,
        advice=problem.advice,
    )


def problem_response(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The problem document of a refusal as a response."""
    document: ProblemDocument = {
        "type": f"{reverse('api:docs')}#{refusal.kind.slug}",
        "title": refusal.kind.title,
        "status": refusal.kind.status,
        "detail": refusal.detail,
        "instance": request.get_full_path(),
    }
    if refusal.errors:
        document["errors"] = list(refusal.errors)
    return HttpResponse(
        to_json(document),
        status=refusal.kind.status,
        content_type=MEDIA_TYPE,
        headers={"Content-Language": "en", **refusal.headers},
    )
