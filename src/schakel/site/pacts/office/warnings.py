"""What an editor is told when a row of the ledger is opened; nothing is refused."""

from __future__ import annotations

from datetime import date

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from schakel.site import choices
from schakel.site.pacts.models import Pact, Role


def warnings(row: Model, day: date) -> list[str]:
    """Sentences about what may be out of date or does not fit."""
    if isinstance(row, Role):
        return _of_role(row, day)
    if isinstance(row, Pact):
        return _of_pact(row, day)
    return []


def _of_role(role: Role, day: date) -> list[str]:
    if role.past(day):
        said = _(
            "This role ended on %(day)s. Visitors see only office and organisation, as of "
            "%(as_of)s. Who holds it now? Add that as a new role."
        )
        return [said % {"day": _day(role.valid_until), "as_of": _day(role.as_of)}]
    if role.stale(day):
        said = _("This is shown as of %(as_of)s, more than a year ago. Is it still so?")
        return [said % {"as_of": _day(role.as_of)}]
    return []


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _of_pact(pact: Pact, day: date) -> list[str]:
    """Municipalities of the pact that are not in the area of its figures, and the other way."""
    catalog = next((one for one in choices.catalogs() if one.region.id == pact.region), None)
    own = {row.municipality for row in pact.municipalities.all() if row.holds_on(day)}
    if catalog is None or not own or pact.area not in catalog.areas:
        return []
    area = catalog.territory.municipalities.get(pact.area, frozenset())
    names = dict(choices.municipalities())
    sentences = (
        (own - area, _("In the pact, but not in the area of its figures: %(names)s.")),
        (area - own, _("In the area of its figures, but not in the pact: %(names)s.")),
    )
    return [
        said % {"names": ", ".join(sorted(names.get(code, code) for code in codes))}
        for codes, said in sentences
        if codes and area
    ]
