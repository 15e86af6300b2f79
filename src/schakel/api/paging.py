"""One page of a list, with the addresses of the pages around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.http import HttpRequest

from schakel.api.filters import Paged
from schakel.api.problems import INVALID, Refused, request_error
from schakel.api.shapes import Link, Listing, ListLinks

Entry = TypeVar("Entry")
Item = TypeVar("Item")


def page_of(
    request: HttpRequest,
    filters: Paged,
    entries: Sequence[Entry],
    represent: Callable[[Entry], Item],
) -> Listing[Item]:
    """The page that `filters` ask for; only its own entries are represented.

    Raises Refused for a page behind the last one.
    """
    first = offset(filters, len(entries))
    shown = entries[first : first + filters.page_size]
    return listing(request, filters, len(entries), [represent(entry) for entry in shown])


def offset(filters: Paged, total: int) -> int:
    """Place of the page's first item; raises Refused for a page behind the last one."""
    last = _last(filters, total)
    if filters.page > last:
        error = request_error(
            "query",
            "page",
            "no_such_page",
            found=str(filters.page),
            expected=f"1 to {last}" if last > 1 else "1",
            advice="follow the links `next` and `prev`",
        )
        raise Refused(INVALID, "There are fewer pages.", [error])
    return (filters.page - 1) * filters.page_size


def listing(request: HttpRequest, filters: Paged, total: int, items: list[Item]) -> Listing[Item]:
    """A page whose items are there already, with its links."""
    last = _last(filters, total)

    def link(page: int) -> Link:
        query = request.GET.copy()
        query["page"] = str(page)
        return {"href": request.build_absolute_uri(f"{request.path}?{query.urlencode()}")}

    links: ListLinks = {
        "self": {"href": request.build_absolute_uri()},
        "first": link(1),
        "last": link(last),
    }
    if filters.page > 1:
        links["prev"] = link(filters.page - 1)
    if filters.page < last:
        links["next"] = link(filters.page + 1)
    return {
        "total": total,
        "page": filters.page,
        "page_size": filters.page_size,
        "pages": last,
        "items": items,
        "_links": links,
    }


def _last(filters: Paged, total: int) -> int:
    return max(1, -(-total // filters.page_size))
