"""Lists of pages that a reader narrows with one form and leafs through with plain links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from schakel.catalog.catalog import Catalog
from schakel.site.pages.pact_names import pact_name

ITEMS_A_PAGE = 10
# How the fields are called in the address, in Dutch and in English; both are understood.
FIELDS = {
    "theme": {"nl": "thema", "en": "theme"},
    "pact": {"nl": "pact", "en": "pact"},
    "year": {"nl": "jaar", "en": "year"},
    "page": {"nl": "pagina", "en": "page"},
    "past": {"nl": "geweest", "en": "past"},
}


@dataclass(frozen=True)
class Option:
    """One value of a choice: what it is called, and how many pages have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class Choice:
    """One way to narrow a list. `field` is its name in the address, `chosen` empty for all."""

    name: str
    field: str
    label: str
    options: tuple[Option, ...]
    chosen: str

    @property
    def offered(self) -> bool:
        """Whether there is something to choose."""
        return len(self.options) > 1 or bool(self.chosen)


@dataclass(frozen=True)
class Listing:
    """One page of a narrowed list. `kept` are further fields that links and form hold on to."""

    items: Page
    choices: tuple[Choice, ...]
    language: str
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def offered(self) -> list[Choice]:
        """The choices of the form."""
        return [choice for choice in self.choices if choice.offered]

    @property
    def narrowed(self) -> bool:
        """Whether the reader has chosen anything."""
        return any(choice.chosen for choice in self.choices)

    @property
    def newer(self) -> str:
        """Address of the page before this one."""
        return self._page(self.items.previous_page_number())

    @property
    def older(self) -> str:
        """Address of the page after this one."""
        return self._page(self.items.next_page_number())

    @property
    def years(self) -> list[tuple[Option, str, bool]]:
        """The archive: each year with its address, and whether it is the chosen one."""
        year = next((choice for choice in self.choices if choice.name == "year"), None)
        options = year.options if year else ()
        return [
            (option, self._address({year.field: option.value}), option.value == year.chosen)
            for option in options
            if year
        ]

    def _page(self, number: int) -> str:
        chosen = {choice.field: choice.chosen for choice in self.choices if choice.chosen}
        return self._address({**chosen, FIELDS["page"][self.language]: str(number)})

    def _address(self, fields: dict[str, str]) -> str:
        return "?" + urlencode([*self.kept, *fields.items()])


def asked(given: QueryDict, name: str) -> str:
    """What the address says of a field, in either language."""
    return next((given[f] for f in FIELDS[name].values() if f in given), "")


def listing(
    given: QueryDict,
    items: QuerySet,
    catalog: Catalog | None,
    language: str,
    date_field: str,
    kept: tuple[tuple[str, str], ...] = (),
) -> Listing:
    """The pages that fit what the address asks, fetched."""
    found = (
        _choice(given, items, language, "theme", "theme", lambda v: _theme(v, catalog, language)),
        _choice(given, items, language, "pact", "pact_key", lambda v: pact_name(v, language)),
        _choice(given, items, language, "year", f"{date_field}__year", str),
    )
    lookups = {"theme": "theme", "pact": "pact_key", "year": f"{date_field}__year"}
    chosen = items.filter(**{lookups[c.name]: c.chosen for c in found if c.chosen})
    page = Paginator(chosen, ITEMS_A_PAGE).get_page(asked(given, "page"))
    page.object_list = list(page.object_list)
    return Listing(page, found, language, kept)


def _choice(
    given: QueryDict,
    items: QuerySet,
    language: str,
    name: str,
    lookup: str,
    label: Callable[[str], str],
) -> Choice:
    numbers: dict[str, int] = {}
    for value in items.order_by().values_list(lookup, flat=True):
        if value:
            numbers[str(value)] = numbers.get(str(value), 0) + 1
    options = [Option(value, label(value) or value, n) for value, n in numbers.items()]
    options.sort(key=lambda option: option.label.lower(), reverse=name == "year")
    wanted = _sensible(asked(given, name), name)
    titles = {"theme": _("Theme"), "pact": _("Pact"), "year": _("Year")}
    field = FIELDS[name][language]
    return Choice(name, field, titles[name], tuple(options), wanted)


def _sensible(value: str, name: str) -> str:
    """A year is one of four digits; of a name that nobody has, there are no pages."""
    if name == "year" and not (value.isdecimal() and 1000 <= int(value[:5]) <= 9999):
        return ""
    return value.replace("\0", "")


def _theme(theme: str, catalog: Catalog | None, language: str) -> str:
    themes = catalog.content.themes if catalog else ()
    return next((t.label.in_language(language) for t in themes if t.id == theme), "")
