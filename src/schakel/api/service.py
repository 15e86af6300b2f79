"""The API as one object: its resources, and no error handling of its own (see the gate)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI

from schakel.api import VERSION
from schakel.api.formats import rendered
from schakel.api.resources import (
    chain,
    coverage,
    datasets,
    definitions,
    figures,
    finders,
    goals,
    occupations,
    regions,
    studies,
)


class Service(NinjaAPI):
    """The API of django-ninja, with every error left to the gate."""

    def on_exception(self, request: HttpRequest, exc: Any) -> NoReturn:
        """Pass the error on."""
        raise exc

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the view."""
        return str(operation.view_func.__name__)


def service() -> Service:
    """The API with all its resources."""
    api = Service(title="Schakel API", version=VERSION, openapi_url=None, docs_url=None)
    api.add_decorator(rendered)
    modules = (regions, goals, coverage, chain, occupations, studies, finders)
    for module in (*modules, figures, definitions, datasets):
        api.add_router("", module.router)
    return api


API = service()
