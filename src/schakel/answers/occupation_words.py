"""Occupations in words: the classes of ROA, what the list shows, and what is known of a group."""

from __future__ import annotations

from collections.abc import Mapping

from schakel.answers.occupation_groups import Group
from schakel.answers.occupation_values import Value
from schakel.answers.occupations import Choice, OccupationRow
from schakel.answers.words import period_label
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

NOT_PUBLISHED = Text(nl="niet gepubliceerd", en="not published")
PROMISING_RULE = Text(
    nl="Kansrijk noemen we een beroepsgroep als het ROA voor werkgevers enige of meer knelpunten "
    "verwacht, en de markt nu krap is, voor zover bekend.",
    en="We call an occupation group promising when ROA expects some or more bottlenecks for "
    "employers, and the market is tight now as far as known.",
)


def class_words(catalog: Catalog, kind: str, code: str | None, language: str) -> str:
    """A class of ROA in words: `kind` is bottlenecks, tension or direction.

    Says that it is not published where there is none.
    """
    labels = {one.code: one.label for one in catalog.classifications[f"roa_{kind}"].codes}
    return (labels[code] if code else NOT_PUBLISHED).in_language(language)


def short_bottlenecks(catalog: Catalog, code: str | None, language: str) -> str:
    """The bottlenecks without that word, for a column that has it in its head; a dash for none."""
    if code is None:
        return "–"
    return class_words(catalog, "bottlenecks", code, language).rsplit(" ", 1)[0]


def about(value: Value, language: str) -> str:
    """Persons, rounded to two digits or to tens; `not published` without a value."""
    if value.value is None:
        return NOT_PUBLISHED.in_language(language)
    return format_number(rounded(value.value), 0, language)


def until_year(row: OccupationRow) -> str:
    """The last year of ROA's outlook: that of the period of the openings."""
    return row.values["openings"].period.rpartition("..")[2]


def rounded(number: float) -> float:
    """An estimate as it is shown: to tens below a thousand, else to hundreds."""
    return round(number, -1 if abs(number) < 1000 else -2) + 0.0


def list_sentence(
    catalog: Catalog, rows: tuple[OccupationRow, ...], choice: Choice, language: str
) -> str:
    """What is to be seen in a list of groups."""
    area = catalog.area(choice.area or catalog.region.area).label.in_language(language)
    if not rows:
        return (
            f"In {area} past geen enkele beroepsgroep bij deze keuze."
            if language == "nl"
            else f"No occupation group in {area} fits this choice."
        )
    total = format_number(rounded(_sum(rows, "openings")), 0, language)
    grown = format_number(rounded(_sum(rows, "expansion_up")), 0, language)
    promising, until = sum(row.promising for row in rows), until_year(rows[0])
    most = max(rows, key=lambda row: row.values["openings"].value or 0)
    name, count = lower_label(most.group, language), about(most.values["openings"], language)
    if language == "nl":
        groups = "beroepsgroep" if len(rows) == 1 else "beroepsgroepen"
        return (
            f"In {area} komen in {len(rows)} {groups} tot {until} naar schatting {total} banen "
            f"vrij: {grown} door groei, de rest doordat mensen stoppen of van beroep wisselen. De "
            f"meeste bij {name} ({count})."
            + ("" if choice.promising else f" Kansrijk: {promising} van de {len(rows)}.")
        )
    groups = "occupation group" if len(rows) == 1 else "occupation groups"
    return (
        f"In {area} an estimated {total} jobs open up to {until} in {len(rows)} {groups}: {grown} "
        f"by growth, the rest because people stop or change occupation. Most for {name} "
        f"({count})." + ("" if choice.promising else f" Promising: {promising} of {len(rows)}.")
    )


def group_sentence(catalog: Catalog, row: OccupationRow, language: str) -> str:
    """How many work in a group here, and how many jobs open up."""
    area = catalog.area(row.area).label.in_language(language)
    people, openings, expansion, replacement = (
        row.values[name] for name in ("people", "openings", "expansion", "replacement")
    )
    count, jobs = about(people, language), about(openings, language)
    grown, left = about(expansion, language), about(replacement, language)
    shrinks, until = (expansion.value or 0) < 0, until_year(row)
    if language == "nl":
        growth = (
            f"het aantal banen krimpt met {_plain(expansion, language)}, maar er stoppen of "
            f"wisselen ook {left} mensen"
            if shrinks
            else f"{grown} door groei en {left} doordat mensen stoppen of van beroep wisselen"
        )
        return (
            f"In {area} werken naar schatting {count} mensen in deze beroepen. Tot {until} komen "
            f"ongeveer {jobs} banen vrij: {growth}."
        )
    growth = (
        f"the number of jobs shrinks by {_plain(expansion, language)}, but {left} people stop or "
        f"change occupation"
        if shrinks
        else f"{grown} by growth and {left} because people stop or change occupation"
    )
    return (
        f"In {area} an estimated {count} people work in these occupations. To {until} about {jobs} "
        f"jobs open up: {growth}."
    )


def chance_sentence(catalog: Catalog, row: OccupationRow, language: str) -> str:
    """The chance of work: how hard employers find people, today and to come; of the nation."""
    tension, named = row.values["tension"].value, row.classes
    to_come = class_words(catalog, "bottlenecks", named.bottlenecks, language)
    dutch, until = language == "nl", row.values["outlook"].period
    if named.bottlenecks is None:
        return (
            "Het ROA geeft voor deze groep geen verwachting van de kans op werk."
            if dutch
            else "ROA gives no outlook on the chance of work for this group."
        )
    if tension is None:
        return (
            f"Het ROA verwacht voor werkgevers {to_come} tot {until} (heel Nederland). Hoe krap de "
            f"markt nu is, is niet gepubliceerd."
            if dutch
            else f"ROA expects {to_come} for employers to {until} (the nation). How tight the "
            f"market is now is not published."
        )
    ratio = format_number(tension, 1, language)
    now = class_words(catalog, "tension", named.tension, language)
    when = period_label(row.values["tension"].period, language)
    if dutch:
        return (
            f"In het {when} waren er in heel Nederland {ratio} vacatures voor elke werkzoekende "
            f"die kort een uitkering heeft: {now}. Het ROA verwacht voor werkgevers {to_come} tot "
            f"{until}."
        )
    return (
        f"In the {when} there were {ratio} vacancies in the nation for each job seeker on benefit "
        f"for a short time: {now}. ROA expects {to_come} for employers to {until}."
    )


def about_sentence(names: list[str], members: int, group: Group, language: str) -> str:
    """What a group is, from the names of its parts: ISCO unit groups and ESCO occupations."""
    family = group.family_label.in_language(language)
    said = listed([name[0].lower() + name[1:] for name in names[:4]], language)
    more = len(names) > 4
    count = format_number(members, 0, language)
    if language == "nl":
        tail = " en andere" if more else ""
        return (
            f"Een beroepsgroep in de familie “{family}”. Hieronder vallen {said}{tail}; samen "
            f"{count} beroepen in de Europese lijst ESCO."
        )
    tail = " and others" if more else ""
    return (
        f"An occupation group in the family “{family}”. It has {said}{tail}: together {count} "
        f"occupations in the European list ESCO."
    )


_LISTS: Mapping[str, Text] = {
    "students": Text(nl="mbo", en="mbo"),
    "enrolled": Text(nl="hbo", en="hbo"),
    "first_years": Text(nl="universiteiten", en="universities"),
}


def lists_sentence(ends: Mapping[str, int], language: str) -> str:
    """Until when the lists of programmes go, and what to do about it; empty without lists."""
    if not ends:
        return ""
    dutch = language == "nl"
    parts = [
        f"{_LISTS[kind].in_language(language)} {'tot' if dutch else 'to'} {year}"
        for kind, year in sorted(ends.items(), key=lambda end: list(_LISTS).index(end[0]))
    ]
    said = listed(parts, language)
    return (
        f"De lijsten lopen niet tot nu: {said}. Vraag de school wat zij nu aanbiedt."
        if dutch
        else f"The lists do not go on to now: {said}. Ask the school what it offers now."
    )


def listed(names: list[str], language: str) -> str:
    """Names with commas, and `and` before the last."""
    last = " en " if language == "nl" else " and "
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]


def _plain(value: Value, language: str) -> str:
    return format_number(abs(rounded(value.value or 0)), 0, language)


def lower_label(group: Group, language: str) -> str:
    """The name of a group inside a sentence."""
    label = group.label.in_language(language)
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _sum(rows: tuple[OccupationRow, ...], name: str) -> float:
    """A sum over groups; of expansion only what grows, as ROA counts openings."""
    if name == "expansion_up":
        return sum(max(row.values["expansion"].value or 0.0, 0.0) for row in rows)
    return sum(row.values[name].value or 0.0 for row in rows)
