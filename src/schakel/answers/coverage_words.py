"""What coverage says, in sentences: the largest gap, white spots, double funding, chain money."""

from __future__ import annotations

from collections.abc import Iterable

from schakel.answers.coverage import CoverageState
from schakel.answers.coverage_gaps import LinkGap
from schakel.answers.words import NBSP, aim_text, place, told_value
from schakel.base.numbers import format_number
from schakel.catalog.types import ChainLink
from schakel.coverage.chain_money import Split
from schakel.coverage.engine import NotPlaced
from schakel.coverage.matrix import Cell
from schakel.coverage.together import Together

_MILLION = 1_000_000
_NAMED = 4
_REASONS = {
    "nl": {
        "no_link": "er is geen schakel genoemd",
        "no_area": "er is geen gebied genoemd",
        "elsewhere": "het gebied ligt buiten de kolommen",
        "unknown_link": "een bedrag noemt een schakel die niet bestaat",
    },
    "en": {
        "no_link": "no link is named",
        "no_area": "no area is named",
        "elsewhere": "the area lies outside the columns",
        "unknown_link": "an amount names a link that does not exist",
    },
}
_WHY_NONE = {
    "nl": {
        "no_indicator": "niet gemeten",
        "no_figure": "geen cijfer",
        "no_target": "geen doel gesteld",
        "not_for_area": "zegt te weinig over dit gebied",
    },
    "en": {
        "no_indicator": "not measured",
        "no_figure": "no figure",
        "no_target": "no target set",
        "not_for_area": "says too little about this area",
    },
}


def euros_text(value: float | None, language: str, *, short: bool = False) -> str:
    """Euros as people write them: `€ 350.000`, `€ 1,8 miljoen` (short `mln`); None is unknown.

    >>> euros_text(1_800_000, "nl")
    '€ 1,8 miljoen'
    """
    dutch = language == "nl"
    if value is None:
        return "onbekend" if dutch else "unknown"
    sign = f"€{NBSP}" if dutch else "€"
    if abs(value) < _MILLION:
        cents = 0 if value == int(value) else 2
        return sign + format_number(value, cents, language)
    million = ("mln" if dutch else "m") if short else ("miljoen" if dutch else "million")
    gap = "" if short and not dutch else NBSP
    digits = 1 if round(value / _MILLION, 1) == round(value / _MILLION, 4) else 2
    return f"{sign}{format_number(value / _MILLION, digits, language)}{gap}{million}"


def link_name(link: ChainLink, language: str) -> str:
    """The name of a link as it stands within a sentence."""
    label = link.label.in_language(language)
    return label[0].lower() + label[1:]


def reason_text(entry: NotPlaced, language: str) -> str:
    """Why something has no place."""
    return ", ".join(_REASONS[language][reason] for reason in entry.reasons)


def why_none_text(gap: LinkGap, language: str) -> str:
    """Why no gap is given; empty when there is one."""
    return _WHY_NONE[language][gap.why_none] if gap.why_none else ""


def opening(state: CoverageState, language: str) -> str:
    """The first sentence: the largest gap without money, and how much is not covered at all."""
    if not state.coverage.areas.cell().actions and not state.coverage.not_placed:
        return _say(
            language,
            "Bij deze keuze staat er geen enkele actie in het afsprakenboek.",
            "The ledger has no action for this choice.",
        )
    gap = gap_sentence(state, language, most=1)
    return " ".join(part for part in (gap, white_sentence(state, language)) if part)


def white_sentence(state: CoverageState, language: str) -> str:
    """How many combinations of link and area no action reaches."""
    white = len(state.coverage.areas.white_spots)
    total = len(state.links) * len(state.areas)
    if not white:
        return _say(
            language,
            "Op elke schakel is in elk gebied ten minste één actie.",
            "On every link there is at least one action in every area.",
        )
    return _say(
        language,
        f"{white} van de {total} vakken hieronder zijn wit: daar is geen actie bekend.",
        f"{white} of the {total} cells below are white: no action is known there.",
    )


def gap_sentence(state: CoverageState, language: str, most: int = _NAMED) -> str:
    """Names cells with a gap and no known money, the largest gap first; empty when there is none.

    Cells of one link with the same figure are named together.
    """
    named = _same_gap(state)
    if not named:
        return ""
    parts = [_gap_part(state, gap, areas, language) for gap, areas in named[:most]]
    start = _say(
        language,
        "De grootste achterstand zonder bekend geld: ",
        "The largest gap without known money: ",
    )
    more = len(named) - most
    rest = _say(language, f"; en nog {more} andere", f"; and {more} others") if more > 0 else ""
    return start + "; ".join(parts) + (rest if most > 1 else "") + "."


def _same_gap(state: CoverageState) -> list[tuple[LinkGap, list[str]]]:
    found: dict[tuple[str, str], tuple[LinkGap, list[str]]] = {}
    for cell, gap in state.uncovered:
        figure = gap.figure
        key = (gap.link, figure.address if figure else "")
        found.setdefault(key, (gap, []))[1].append(cell.column or "")
    return list(found.values())


def _gap_part(state: CoverageState, gap: LinkGap, areas: list[str], language: str) -> str:
    figure, target = gap.figure, gap.target
    assert figure is not None and target is not None, "an open gap has both"
    catalog = state.catalog
    unit = catalog.units[figure.unit]
    value = told_value(catalog, figure, language)
    aim = aim_text(unit, target.value, language)
    where = in_areas(state, areas, language)
    name = link_name(catalog.links[gap.link], language)
    told = _say(language, f"{value}, het doel is {aim}", f"{value}, the target is {aim}")
    if gap.level != "own":
        around = place(catalog, figure.area, language)
        told += _say(language, f", cijfer van {around}", f", figure of {around}")
    return f"{name} in {where} ({told})"


def in_areas(state: CoverageState, codes: Iterable[str], language: str) -> str:
    """Areas in a list: at most a few by name; all columns together are `all areas`."""
    codes = list(codes)
    if len(codes) == len(state.areas) > 1:
        return _say(language, "alle gebieden", "all areas")
    names = [state.catalog.areas[code].label.in_language(language) for code in codes]
    if len(names) > _NAMED:
        more = len(names) - _NAMED + 1
        names = [*names[: _NAMED - 1], _say(language, f"{more} andere", f"{more} others")]
    return listed(names, language)


def listed(names: Iterable[str], language: str) -> str:
    """`a, b en c`."""
    *first, last = list(names) or [""]
    joint = _say(language, " en ", " and ")
    return f"{', '.join(first)}{joint}{last}" if first else last


def together_sentence(state: CoverageState, entry: Together, language: str) -> str:
    """Why some actions are worth looking at together, in calm words."""
    links = dict.fromkeys(link for link, _ in entry.cells)
    areas = dict.fromkeys(area for _, area in entry.cells)
    catalog = state.catalog
    years = listed((str(year) for year in entry.years), language)
    goals = listed((catalog.goals[g].label.in_language(language) for g in entry.goals), language)
    where = in_areas(state, areas, language)
    what = listed((link_name(catalog.links[link], language) for link in links), language)
    who = listed((state.funders[funder] for funder in entry.funders), language)
    both = len(entry.actions) == 2
    text = _say(
        language,
        f"{'Beide' if both else 'Ze'} krijgen in {years} geld voor “{goals}”, op de schakel "
        f"{what}, in {where}. Het geld komt van {who}.",
        f"{'Both' if both else 'They'} get money in {years} for “{goals}”, on the link "
        f"{what}, in {where}. The money comes from {who}.",
    )
    if entry.same_funders and len(entry.funders) > 1:
        same = listed((state.funders[funder] for funder in entry.same_funders), language)
        text += _say(
            language,
            f" {same} betaalt er meer dan één van.",
            f" {same} pays for more than one of them.",
        )
    return text


def chain_money_sentence(split: Split, language: str) -> str:
    """Which part of the money goes to the chain, and which to single projects."""
    share = split.chain_share
    if share is None:
        return _say(
            language,
            "Van geen enkele actie is bekend hoeveel geld ervoor is vastgelegd.",
            "Of no action is it known how much money has been committed.",
        )
    chain, single = (f"{format_number(100 * part, 0, language)}%" for part in (share, 1 - share))
    total = euros_text(split.chain + split.single, language)
    return _say(
        language,
        f"Voor zover bedragen bekend zijn, is {total} vastgelegd. Daarvan gaat {chain} naar acties "
        f"op twee of meer schakels, en {single} naar acties op één schakel.",
        f"As far as amounts are known, {total} is committed. Of this, {chain} goes to actions on "
        f"two or more links and {single} to actions on one link.",
    )


def unknown_text(cell: Cell, language: str) -> str:
    """For how many actions of a cell the amount is not known; empty when it is for all."""
    if not cell.amount_unknown:
        return ""
    return _say(
        language,
        f"bedrag onbekend bij {cell.amount_unknown} van {len(cell.actions)}",
        f"amount unknown for {cell.amount_unknown} of {len(cell.actions)}",
    )


def _say(language: str, dutch: str, english: str) -> str:
    return dutch if language == "nl" else english
