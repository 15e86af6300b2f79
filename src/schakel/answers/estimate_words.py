"""How a number of a projection is worked out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from schakel.answers.chain_moves import move_ends
from schakel.answers.chain_names import ChainNames
from schakel.answers.chain_rows import MEASURES, key_label
from schakel.answers.estimates import MOVES, Estimate
from schakel.catalog.types import ChainLink, Text

METHOD: Mapping[str, Text] = {
    "workers": Text(
        nl="Mensen met werk in oktober. Het model begint bij de mensen met werk in het eerste jaar "
        "en telt elk jaar op wie werk vindt en trekt af wie stopt, zijn baan verliest of weggaat.",
        en="People in work in October. The model begins with the people in work in the first year; "
        "each year it adds who finds work and takes off who stops, loses a job or leaves.",
    ),
    "seekers": Text(
        nl="Mensen die in oktober werk zoeken: wie van school komt, zijn baan verliest of "
        "terugkeert en nog geen werk vond.",
        en="People seeking work in October: those from school, who lost a job or return and have "
        "not found work yet.",
    ),
    "demand": Text(
        nl="Gevraagde banen: de banen en open vacatures in het eerste jaar, met de groei die de "
        "bron voor die beroepen verwacht. Dit gaat het model in; het volgt er niet uit.",
        en="Jobs wanted: the jobs and open vacancies of the first year, with the growth that the "
        "source expects for these occupations. It is put into the model and does not follow from "
        "it.",
    ),
    "vacancies": Text(
        nl="Open vacatures in oktober: banen die vrijkomen of erbij komen en nog niet "
        "vervuld zijn.",
        en="Open vacancies in October: jobs that fall open or are added and are not filled yet.",
    ),
    "shortage": Text(
        nl="Gevraagde banen min mensen met werk. Onder nul zijn er meer mensen dan banen.",
        en="Jobs wanted less people in work. Below zero there are more people than jobs.",
    ),
    "requests": Text(
        nl="Mensen die in een schooljaar om een nieuwe plaats vragen. Het model volgt uit welke "
        "opleiding zij komen en welk deel hiervoor kiest.",
        en="People who ask for a new place in a school year. The model follows which programme "
        "they come from and what share chooses this.",
    ),
    "places": Text(
        nl="Nieuwe plaatsen in een schooljaar. Zij volgen uit het aantal leraren en uit bedrijven "
        "die studenten opnemen, min wie er al zit en blijft.",
        en="New places in a school year. They follow from the number of teachers and from firms "
        "that take students, less those who are in and stay.",
    ),
    "stock": Text(
        nl="Mensen in deze stap van de keten op 1 oktober: die van het jaar ervoor, met wie erbij "
        "kwam en zonder wie wegging.",
        en="People in this stage of the chain on 1 October: those of the year before, with who "
        "came in and without who left.",
    ),
    "flow": Text(
        nl="Mensen die in een schooljaar deze stap zetten: de mensen in de stap ervoor, maal het "
        "deel dat dit doet.",
        en="People who make this move in a school year: the people in the stage before, times the "
        "share that does so.",
    ),
    MOVES: Text(
        nl="Mensen die in een schooljaar van de ene naar de andere schakel gaan: de som van alle "
        "stromen ertussen. Dit is het gemiddelde van de berekeningen, omdat gemiddelden optellen; "
        "van de som is de marge niet bewaard.",
        en="People who go from one link to another in a school year: the sum of all flows between "
        "them. It is the mean of the draws, because means add up; of the sum no interval was kept.",
    ),
}
WHAT: Mapping[str, Text] = {
    **MEASURES,
    MOVES: Text(nl="gaat van schakel naar schakel", en="moves from link to link"),
}
_JOBS, _PEOPLE = Text(nl="banen", en="jobs"), Text(nl="mensen", en="people")
_UNITS: Mapping[str, Text] = {
    "demand": _JOBS,
    "vacancies": _JOBS,
    "shortage": _JOBS,
    "places": Text(nl="plaatsen", en="places"),
}
_OUTSIDE = Text(nl="van buiten de keten", en="from outside the chain")
_OUT = Text(nl="uit de keten", en="out of the chain")
BY_SCHOOL_YEAR = ("flow", "requests", "places", MOVES)


def name_of(names: ChainNames, links: Mapping[str, ChainLink], estimate: Estimate) -> Text:
    """What a number is about: a family, a kind of place, a stage, a flow, or two links."""
    if estimate.measure != MOVES:
        return key_label(names, estimate.measure, estimate.key)
    source, target = move_ends(estimate.key)
    ends = (links[source].label if source in links else _OUTSIDE,
            links[target].label if target in links else _OUT)  # fmt: skip
    return Text(nl=f"{ends[0].nl} → {ends[1].nl}", en=f"{ends[0].en} → {ends[1].en}")


def unit_of(estimate: Estimate) -> Text:
    """What is counted."""
    return _UNITS.get(estimate.measure, _PEOPLE)


def when_of(estimate: Estimate, language: str) -> str:
    """The moment a number is about: a school year for what moves, else October."""
    year = estimate.year
    if estimate.measure in BY_SCHOOL_YEAR:
        years = f"{year}/{(year + 1) % 100:02}"
        return f"schooljaar {years}" if language == "nl" else f"school year {years}"
    return f"oktober {year}" if language == "nl" else f"October {year}"
