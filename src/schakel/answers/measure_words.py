"""The path of a measure and its chance to reach the target, in words."""

from __future__ import annotations

from collections.abc import Mapping

from schakel.answers.measure_paths import Absent, MeasurePath
from schakel.answers.shortage import Band
from schakel.answers.words import aim_text, in_period, told_value, value_text
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text, Unit

WHY_ABSENT: Mapping[Absent, Text] = {
    Absent.NOT_IN_CHAIN: Text(
        nl="Deze meting volgt niet uit het model van de keten. Daarom staat er geen pad en geen "
        "kans bij.",
        en="This measure does not follow from the model of the chain. So it has no path and no "
        "chance.",
    ),
    Absent.NO_PROJECTION: Text(
        nl="Voor deze regio is nog niet uitgerekend wat er van de keten wordt.",
        en="What becomes of the chain has not been worked out for this region yet.",
    ),
    Absent.NOT_KEPT: Text(
        nl="De laatste berekening van de keten is van voor dit pad werd bewaard. Reken de keten "
        "opnieuw door.",
        en="The last run of the chain is from before this path was kept. Run the chain again.",
    ),
    Absent.NOT_FOR_AREA: Text(
        nl="Voor dit gebied rekent het model deze meting niet uit, of zegt het cijfer er te weinig "
        "over het gebied.",
        en="For this area the model does not work out this measure, or the figure says too little "
        "about the area.",
    ),
    Absent.NO_FIGURE: Text(
        nl="Voor dit gebied is er geen cijfer waarbij het pad kan beginnen.",
        en="For this area there is no figure at which the path can begin.",
    ),
}


def path_sentence(catalog: Catalog, path: MeasurePath, language: str) -> str:
    """Where the measure goes if nothing changes."""
    unit = catalog.units[path.state.indicator.unit]
    year = path.judged_to if path.judged_to in path.years else path.years[-1]
    band = path.bands[path.years.index(year)]
    middle, low, high = (_told(unit, value, language) for value in _ends(band))
    if language == "nl":
        return (
            f"Als er niets verandert, is dit in {year} ongeveer {middle} "
            f"(80% kans op {low} tot {high})."
        )
    return f"If nothing changes, this is about {middle} in {year} (80% chance of {low} to {high})."


def _ends(band: Band) -> tuple[float, float, float]:
    return band.middle, band.low, band.high


def _told(unit: Unit, value: float, language: str) -> str:
    """A projected value: a share in whole percents, a count in tens."""
    rounded = round(value, 0 if unit.decimals else -1) + 0.0
    return value_text(unit.model_copy(update={"decimals": 0}), rounded, language)


def chance_sentence(catalog: Catalog, path: MeasurePath, language: str) -> str:
    """The chance that the target is reached in its year; or why there is none."""
    target, dutch = path.state.measure.target, language == "nl"
    if target is None:
        return (
            "Er is geen doel afgesproken; daarom staat er geen kans bij."
            if dutch
            else "No target was agreed, so there is no chance of reaching one."
        )
    aim = aim_text(catalog.units[path.state.indicator.unit], target.value, language)
    if path.chance is None:
        return (
            f"De berekening loopt niet tot {path.judged_to}, het jaar van het doel."
            if dutch
            else f"The run does not reach {path.judged_to}, the year of the target."
        )
    said = chance_words(path.chance, language)
    late = path.judged_to != target.year
    if dutch:
        passed = f" Het doel was voor {target.year}; dat jaar is voorbij." if late else ""
        return f"De kans dat het doel van {aim} in {path.judged_to} is gehaald, is {said}.{passed}"
    passed = f" The target was for {target.year}; that year has passed." if late else ""
    return f"The chance that the target of {aim} is reached in {path.judged_to} is {said}.{passed}"


def chance_words(chance: float, language: str) -> str:
    """A chance in steps of 5%: the model does not know it better than that."""
    dutch = language == "nl"
    if chance < 0.05:
        return "kleiner dan 5%" if dutch else "less than 5%"
    if chance > 0.95:
        return "groter dan 95%" if dutch else "more than 95%"
    return f"{'ongeveer' if dutch else 'about'} {5 * round(20 * chance)}%"


def start_sentence(catalog: Catalog, path: MeasurePath, language: str) -> str:
    """Where the path begins, beside where the model and the last figure stand."""
    unit, first = catalog.units[path.state.indicator.unit], path.years[0]
    level = _told(unit, path.model.middle, language)
    figure = path.measured
    value = told_value(catalog, figure, language) if figure else ""
    when = in_period(figure.period, language) if figure else ""
    if language == "nl":
        if path.begins:
            return (
                f"Het pad begint bij het laatste cijfer, {value} {when}, en volgt dan de "
                f"verandering in het model. Het model zelf komt in {first} op ongeveer {level}."
            )
        beside = f" Het laatste cijfer is {value} {when}." if figure else ""
        return f"Het pad begint in {first} bij het model zelf, op ongeveer {level}.{beside}"
    if path.begins:
        return (
            f"The path begins at the latest figure, {value} {when}, and then follows the change in "
            f"the model. The model itself has about {level} in {first}."
        )
    beside = f" The latest figure is {value} {when}." if figure else ""
    return f"The path begins in {first} at the model itself, at about {level}.{beside}"
