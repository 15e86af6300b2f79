"""Where people of an occupation group come from, in words."""

from __future__ import annotations

from schakel.answers.entries import SCHOOL, WORK, Entering
from schakel.answers.near_groups import NearGroup
from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_words import listed, lower_label, rounded
from schakel.answers.words import period_label
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

MOST = 4  # groups that a sentence names
NOT_OBSERVED = Text(
    nl="Hoeveel mensen echt van het ene beroep naar het andere gaan, is voor Nederland niet "
    "gepubliceerd per beroepsgroep.",
    en="How many people really go from one occupation to another is not published for the "
    "Netherlands by occupation group.",
)
NOT_COUNTED = Text(
    nl="Voor deze regio is nog niet berekend waar mensen vandaan komen.",
    en="Where people come from has not been worked out for this region yet.",
)
BALANCED = Text(
    nl="In het ketenmodel gaan ongeveer evenveel mensen buiten de regio of over de grens werken "
    "als er komen, en stoppen er tijdelijk evenveel als er terugkeren: dat is een aanname. Wie na "
    "een diploma voor de ene familie werk vindt in een andere, telt in die andere bij ander werk.",
    en="In the chain model about as many people go to work outside the region or across the border "
    "as come, and as many stop for a time as return: an assumption. Who has a diploma for one "
    "family and finds work in another counts there as coming from other work.",
)


def year_of(found: Entering) -> str:
    """The school year of those who come in, as a period."""
    return f"{found.year}/{(found.year + 1) % 100:02d}"


def entering_sentence(catalog: Catalog, found: Entering, group: Group, language: str) -> str:
    """How many come into the family of a group, and from where the most."""
    area = catalog.area(found.area).label.in_language(language)
    family, when = group.family_label.in_language(language), period_label(year_of(found), language)
    middle, low, high = (
        format_number(rounded(value), 0, language)
        for value in (found.total.middle, found.total.low, found.total.high)
    )
    parts = {entry.origin: format_number(entry.part.middle, 0, language) for entry in found.entries}
    work, school = parts[WORK], parts[SCHOOL]
    if language == "nl":
        return (
            f"In het {when} komen er in {area} naar schatting {middle} mensen bij in de familie "
            f"“{family}” (80% kans op {low} tot {high}): {work}% uit ander werk en {school}% van "
            f"school. De anderen keren terug, of komen van buiten de regio of uit het buitenland. "
            f"Dit gaat over de hele familie, niet alleen over deze groep."
        )
    return (
        f"In the {when} an estimated {middle} people come into the family “{family}” in {area} "
        f"(80% chance of {low} to {high}): {work}% from other work and {school}% from school. The "
        f"others return, or come from outside the region or from abroad. This is about the whole "
        f"family, not this group alone."
    )


def near_sentence(found: tuple[NearGroup, ...], language: str) -> str:
    """From which groups people could come, and that nobody observed it."""
    not_observed = NOT_OBSERVED.in_language(language)
    if not found:
        none = (
            "Naar vaardigheden ligt geen andere beroepsgroep dichtbij."
            if language == "nl"
            else "By skills no other occupation group is near."
        )
        return f"{not_observed} {none}"
    names = listed([lower_label(one.group, language) for one in found[:MOST]], language)
    if language == "nl":
        return (
            f"{not_observed} Naar vaardigheden kunnen mensen het makkelijkst komen uit deze "
            f"beroepsgroepen: {names}."
        )
    return f"{not_observed} By skills people could come most easily from these groups: {names}."
