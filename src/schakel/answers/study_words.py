"""Study programmes in words: what one names of what work asks, and what that does not say."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.answers.jobs import Job
from schakel.answers.studies import Study
from schakel.answers.study_match import StudyMatch
from schakel.answers.words import NBSP
from schakel.base.numbers import format_number
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

NOT_PUBLISHED = Text(nl="niet gepubliceerd", en="not published")
CAUTION = Text(
    nl="CompetentNL noemt wat een opleiding leert in 332 algemene termen. Wij hebben elke term op "
    "het oog gelegd naast de groepen vaardigheden van ESCO. “Genoemd” betekent dus: het onderwerp "
    "staat erin. “Niet genoemd” betekent niet dat een school het niet leert: vraag het na.",
    en="CompetentNL names what a programme teaches in 332 general terms. We laid each term beside "
    "the groups of skills of ESCO by eye. So “named” means: its subject is there. “Not named” does "
    "not mean that a school does not teach it: ask.",
)
RISING = Text(
    nl="Digitale en groene vaardigheden, zoals ESCO ze merkt: werk vraagt er steeds meer van.",
    en="Digital and green skills, as ESCO marks them: work asks for more and more of these.",
)


def percent(share: float | None, language: str) -> str:
    """A share as a whole percentage; `not published` without one."""
    if share is None:
        return NOT_PUBLISHED.in_language(language)
    return f"{format_number(100 * share, 0, language)}%"


def overview_sentence(catalog: Catalog, found: Sequence[Study], language: str) -> str:
    """How many programmes there are, and of how many it is published what they name."""
    place = catalog.region.name.in_language(language)
    every, told = len(found), sum(study.described for study in found)
    if language == "nl":
        return (
            f"{every} opleidingen leiden naar technisch of ICT-werk: mbo-opleidingen zoals ze nu "
            f"heten, en die van hbo en wo in {place}. Van {told} is bekend wat ze noemen. "
            "Leg ze naast wat het werk vraagt."
        )
    return (
        f"{every} study programmes lead to technical or ICT work: those of mbo as they are called "
        f"today, and those of hbo and university in {place}. Of {told} it is published what the "
        "national register names. Lay them beside what work asks."
    )


def match_sentence(one: StudyMatch, language: str) -> str:
    """What a programme names of what an occupation asks."""
    name, job = one.study.name, one.job.name.in_language(language)
    asked, missing = len(one.asked), len(one.missing)
    rising = sum(skill.rising for skill in one.missing)
    if one.share is None:
        return _unknown(one, language)
    part = percent(one.share, language)
    if language == "nl":
        lacking = (
            f"{missing} van de {asked} niet, waarvan {rising} digitaal of groen"
            if missing
            else f"geen van de {asked} ontbreekt"
        )
        return (
            f"Van wat een {job} moet kennen en kunnen, noemt {name} naar schatting {part} van het "
            f"gewicht: {lacking}."
        )
    lacking = (
        f"{missing} of {asked} are not, of which {rising} digital or green"
        if missing
        else f"none of {asked} is missing"
    )
    return (
        f"Of what a {job} must know and be able to do, {name} names an estimated {part} by weight: "
        f"{lacking}."
    )


def _unknown(one: StudyMatch, language: str) -> str:
    asked = len(one.asked)
    rising = sum(skill.rising for skill in one.asked)
    name, job = one.study.name, one.job.name.in_language(language)
    if language == "nl":
        return (
            f"Wat {name} leert, is niet als vaardigheden gepubliceerd. Een {job} moet {asked} "
            f"dingen kennen en kunnen, waarvan {rising} digitaal of groen: gebruik ze als lijst "
            "voor het gesprek."
        )
    return (
        f"What {name} teaches is not published as skills. A {job} must know and be able to do "
        f"{asked} things, of which {rising} digital or green: use them as a list for the talk."
    )


def job_sentence(catalog: Catalog, job: Job, matches: Sequence[StudyMatch], language: str) -> str:
    """Which programmes cover most of an occupation, and what none of them names."""
    place = catalog.region.name.in_language(language)
    told = [one for one in matches if one.share is not None]
    name = job.name.in_language(language)
    if not told:
        return (
            f"Van geen opleiding die naar {name} leidt, is gepubliceerd wat ze noemt."
            if language == "nl"
            else f"Of no programme that leads to {name} it is published what it names."
        )
    best, none = told[0], len(named_by_none(told))
    part = percent(best.share, language).replace(" ", NBSP)
    if language == "nl":
        return (
            f"{len(matches)} opleidingen in het mbo en in {place} leiden naar het soort werk van "
            f"{name}. Het meest noemt {best.study.name}: naar schatting {part} van wat het werk "
            f"vraagt. {none} van de {len(best.asked)} vaardigheden noemt geen enkele opleiding."
        )
    return (
        f"{len(matches)} programmes of mbo and in {place} lead to the kind of work of {name}. "
        f"{best.study.name} names most: an estimated {part} of what the work asks. {none} of the "
        f"{len(best.asked)} skills are named by none of them."
    )


def named_by_none(matches: Sequence[StudyMatch]) -> tuple[int, ...]:
    """Numbers of the skills that are essential and that no described programme names."""
    told = [one for one in matches if one.study.described]
    if not told:
        return ()
    lacking = [{asked.skill.number for asked in one.missing} for one in told]
    common = set.intersection(*lacking)
    return tuple(a.skill.number for a in told[0].asked if a.skill.number in common)
