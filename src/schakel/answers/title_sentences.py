"""What is said about the occupations found for a title, in Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.answers.jobs import Job
from schakel.answers.title_search import Found, TitleChoices

_REASON = {
    "nl": {
        "same_name": "zo heet dit beroep",
        "same_label": "een andere naam van dit beroep",
        "alike": "lijkt op “{label}”",
        "words": "dezelfde woorden als in “{label}” of in de beschrijving",
        "meaning": "betekent ongeveer hetzelfde; de naam die het meest lijkt is “{label}”",
    },
    "en": {
        "same_name": "this is what the occupation is called",
        "same_label": "another name of this occupation",
        "alike": "is like “{label}”",
        "words": "the same words as in “{label}” or in the description",
        "meaning": "means about the same; the name most alike is “{label}”",
    },
}
_ALIAS = {
    "nl": "“{label}” in de Nederlandse beroepenlijst",
    "en": "“{label}” in the Dutch list of occupations",
}
_SAID = {
    "nl": {
        "nothing": "Typ een beroep, bijvoorbeeld “lasser” of “verpleegkundige”.",
        "none": "Wij vonden geen beroep dat op “{query}” lijkt. Probeer een ander woord.",
        "sure": "Wij denken dat u “{name}” bedoelt. Klopt dat?",
        "unsure": "Wij weten het niet zeker. Bedoelt u een van deze beroepen?",
    },
    "en": {
        "nothing": "Type an occupation, for instance “welder” or “nurse”.",
        "none": "We found no occupation that is like “{query}”. Try another word.",
        "sure": "We think that you mean “{name}”. Is that right?",
        "unsure": "We are not sure. Did you mean one of these occupations?",
    },
}
_SHOWN = 60  # letters of a title that are said back


def reason(found: Found, language: str) -> str:
    """Why an occupation was found."""
    if found.kind == "alias" and found.why in ("same_label", "alike"):
        return _ALIAS[language].format(label=found.label)
    return _REASON[language][found.why].format(label=found.label)


def said(choices: TitleChoices, jobs: Sequence[Job], language: str) -> str:
    """One sentence on what was found, and how sure that is; `jobs` are all occupations."""
    words = _SAID[language]
    if not choices.understood:
        return words["nothing"]
    if not choices.occupations:
        query = choices.query.strip()
        return words["none"].format(query=query[:_SHOWN] + ("…" if len(query) > _SHOWN else ""))
    if choices.sure:
        first = jobs[choices.occupations[0].number]
        return words["sure"].format(name=first.name.in_language(language))
    return words["unsure"]
