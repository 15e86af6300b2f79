"""In which format an answer is given: JSON, or CSV for lists of rows."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel
from pydantic_core import to_json
from typing_extensions import is_typeddict

from schakel.api.problems import LONGEST_SHOWN, NOT_ACCEPTABLE, Refused, request_error
from schakel.api.shapes import Listing
from schakel.base.spreadsheets import guarded

# Name of each column, and the names under which its cells are found within an item.
Columns = Mapping[str, tuple[str, ...]]
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "html": "text/html"}


@dataclass(frozen=True)
class Table:
    """A page of a list that can be given as CSV: the page, and its columns."""

    page: Listing[Any]
    columns: Columns


def rendered(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Give what a view answers (plain data or a Table) in the format that was asked for."""

    @wraps(view)
    def respond(request: HttpRequest, **arguments: Any) -> HttpResponse:
        answer = view(request, **arguments)
        table = answer if isinstance(answer, Table) else None
        data = table.page if table else answer
        format = choose(request, "json", *(["csv"] if table else []))
        response = _as_csv(table) if table and format == "csv" else as_json(data)
        _point_to_pages(response, data)
        return response

    return respond


def as_json(data: Any) -> HttpResponse:
    """Plain data as a JSON response; a range without an end has null there."""
    return HttpResponse(to_json(data, inf_nan_mode="null"), content_type=MEDIA_TYPES["json"])


def _as_csv(table: Table) -> HttpResponse:
    text = csv_text(table.page["items"], table.columns)
    return HttpResponse(text, content_type=f"{MEDIA_TYPES['csv']}; charset=utf-8")


def choose(request: HttpRequest, *formats: str) -> str:
    """The format by parameter, else by the Accept header; raises Refused when there is none."""
    if asked := request.GET.get("format"):
        return asked
    types = [MEDIA_TYPES[name] for name in formats]
    header = request.headers.get("Accept", "").strip()
    preferred = request.get_preferred_type(types) if header else types[0]
    if preferred is None:
        raise Refused(
            NOT_ACCEPTABLE,
            f"This address can be had as {' or '.join(types)}.",
            [
                request_error(
                    "header",
                    "Accept",
                    "not_acceptable",
                    found=repr(header[:LONGEST_SHOWN]),
                    expected=" or ".join(types),
                    advice="name one of these, or leave the header out",
                )
            ],
        )
    return formats[types.index(preferred)]


def _point_to_pages(response: HttpResponse, data: Any) -> None:
    """Headers that let a reader of CSV find the other pages too."""
    if not (isinstance(data, dict) and "page_size" in data):
        return
    response["X-Total-Count"] = str(data["total"])
    links = ((name, link) for name, link in data["_links"].items() if name != "self")
    response["Link"] = ", ".join(f'<{link["href"]}>; rel="{name}"' for name, link in links)


def csv_text(items: Iterable[Mapping[str, Any]], columns: Columns) -> str:
    """Rows as CSV (RFC 4180) with a head; an empty cell is null, a list is parted by spaces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(item, path) for path in columns.values()] for item in items)
    return text.getvalue()


def _cell(item: Any, path: tuple[str, ...]) -> Any:
    """The content of a cell: what lies at the end of the path; nothing when the path breaks off."""
    for name in path:
        if item is None:
            return None
        item = item[name] if isinstance(item, dict) else getattr(item, name)
    if isinstance(item, list | tuple):
        return guarded(" ".join(str(part) for part in item))
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, float):
        return int(item) if item.is_integer() else item if math.isfinite(item) else None
    return guarded(item)


@cache
def columns_of(shape: Any) -> Columns:
    """The columns in which rows of a shape are written: nested names are joined by `_`."""
    return {"_".join(path): path for path in _paths(shape, ())}


def _paths(shape: Any, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, hint in get_type_hints(shape).items():
        kind = _inner(hint)
        if name == "_links":
            continue
        if is_typeddict(kind) or (isinstance(kind, type) and issubclass(kind, BaseModel)):
            yield from _paths(kind, (*above, name))
        else:
            yield (*above, name)


def _inner(hint: Any) -> Any:
    """The type within `Annotated[…]` and `… | None`."""
    if get_origin(hint) is Annotated:
        return _inner(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return _inner(kinds[0]) if len(kinds) == 1 else hint
    return hint
