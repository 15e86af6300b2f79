"""All addresses in what is published: in the texts and fields of pages, and in the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import URLField
from django.urls import Resolver404, resolve, reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents import get_document_model
from wagtail.models import Page

from schakel.site.pages import tree

_LINKED = re.compile(r'href="([^"]*)"')
_TO_PAGE = re.compile(r'linktype="page"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="page"')
_TO_FILE = re.compile(
    r'linktype="document"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="document"'
)
_WHOLE = re.compile(r"(https?://|/(nl|en)/)\S+\Z")


@dataclass(frozen=True)
class Place:
    """Where an address stands: what that is, its own form in the back office, and the address.

    A link inside the site to a page or file is `page:ID` or `document:ID`.
    """

    where: str
    edit: str
    address: str


def all_places() -> list[Place]:
    """Every address in published pages and in the ledger, with where it stands."""
    return [*_in_pages(), *_in_ledger()]


def _in_pages() -> Iterator[Place]:
    for page in Page.objects.live().filter(depth__gt=1).specific().iterator(chunk_size=200):
        edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        for address in sorted(set(_addresses(page.serializable_data()))):
            yield Place(page.title, edit, address)


def _in_ledger() -> Iterator[Place]:
    finder = AdminURLFinder()
    for model in apps.get_app_config("pacts").get_models():
        names = [f.name for f in model._meta.get_fields() if isinstance(f, URLField)]
        for row in model.objects.all() if names else ():
            for address in sorted({getattr(row, name) for name in names} - {""}):
                yield Place(str(row), finder.get_edit_url(row) or "", address)


def _addresses(value: Any) -> Iterator[str]:
    """Addresses anywhere in the stored form of a page."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _addresses(part)
    elif isinstance(value, str):
        yield from _in_text(value)


def _in_text(text: str) -> Iterator[str]:
    if text.startswith("[{"):
        try:
            yield from _addresses(json.loads(text))
        except ValueError:
            return
        return
    if _WHOLE.match(text):
        yield text
    for found in _LINKED.findall(text):
        if urlsplit(unescape(found)).scheme in ("", "http", "https") and found[:1] != "#":
            yield unescape(found)
    yield from (f"page:{one or other}" for one, other in _TO_PAGE.findall(text))
    yield from (f"document:{one or other}" for one, other in _TO_FILE.findall(text))


class OwnAddresses:
    """Knows which addresses of the site itself lead somewhere; asks the database once."""

    def __init__(self) -> None:
        self._tree = tree.current()
        self._pages = set(Page.objects.live().values_list("pk", flat=True))
        self._files = set(get_document_model().objects.values_list("pk", flat=True))
        self._hosts = {urlsplit(settings.ADDRESS).netloc}

    def holds(self, address: str) -> bool:
        """Whether the address is one of the site itself."""
        return not is_outside(address) or urlsplit(address).netloc in self._hosts

    def leads_somewhere(self, address: str) -> bool:
        """Whether a visitor who follows it finds something."""
        kind, _, number = address.partition(":")
        if kind == "page":
            return int(number) in self._pages
        if kind == "document":
            return int(number) in self._files
        path = urlsplit(address).path
        try:
            found = resolve(path)
        except Resolver404:
            return False
        return found.url_name != "wagtail_serve" or path in self._tree.by_url


def is_outside(address: str) -> bool:
    """Whether an address has a host of its own."""
    return urlsplit(address).scheme in ("http", "https")
