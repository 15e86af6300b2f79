"""`schakel goals`: where does a region stand on each goal?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from schakel.answers.data import sources_of
from schakel.answers.goals import (
    GoalState,
    JudgedLine,
    MeasureState,
    goal_state,
    goal_states,
)
from schakel.answers.sentences import (
    figure_text,
    judgement_sentence,
    period_label,
    verdict_word,
)
from schakel.catalog.catalog import Catalog, load
from schakel.cli.printing import console, plain, print_json, print_table


def goals(
    region: Annotated[str, typer.Argument(help="Region package, such as [bold]oost[/].")],
    goal: Annotated[
        str | None, typer.Option(help="Number or id of one goal; shows the arithmetic.")
    ] = None,
    area: Annotated[
        str | None,
        typer.Option("--region", help="Area code within the region, such as PV23 or AM-TWENTE."),
    ] = None,
    language: Annotated[Literal["nl", "en"], typer.Option("--lang", help="Language.")] = "en",
    json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show each goal with its figures, trend and judgement.

    Examples: [bold]schakel goals oost[/] · [bold]schakel goals oost --goal 1 --region PV23[/]
    """
    catalog = load(region)
    states = (goal_state(catalog, goal, area),) if goal else goal_states(catalog, area)
    if json:
        print_json([_as_data(catalog, state) for state in states])
        return
    name = catalog.area(states[0].area).label.in_language(language) if states else region
    console.print(f"[bold]{name}[/]\n")
    for state in states:
        _print_goal(catalog, state, language, full=goal is not None)
    console.print(_LEGEND[language], style="dim")


_LEGEND = {
    "nl": "s schatting · v voorlopig. Alle adressen en bronnen: --json.",
    "en": "s estimate · v provisional. All addresses and sources: --json.",
}
_HEAD = {
    "nl": ("", "gebied", "periode", "waarde", "doel", "oordeel"),
    "en": ("", "area", "period", "value", "target", "judgement"),
}
_NOT_MEASURED = {"nl": "Niet gemeten", "en": "Not measured"}


def _print_goal(catalog: Catalog, state: GoalState, language: str, full: bool) -> None:
    console.print(f"[bold]{state.goal.number}. {state.goal.label.in_language(language)}[/]")
    rows = [row for measure in state.measures for row in _measure_rows(catalog, measure, language)]
    print_table(_HEAD[language], rows, numbers=(3, 4))
    for missing in state.goal.not_measured:
        label, why = (
            missing.label.in_language(language),
            missing.why.in_language(language),
        )
        console.print(f"{_NOT_MEASURED[language]}: {label}. {why}", style="dim")
    if full:
        for measure in state.measures:
            for line in measure.lines:
                console.print("• " + judgement_sentence(catalog, measure, line.judgement, language))
    console.print()


def _measure_rows(catalog: Catalog, state: MeasureState, language: str) -> list[tuple[str, ...]]:
    label = state.label.in_language(language)
    if not state.lines:
        return [
            (
                label,
                "–",
                "–",
                "–",
                "–",
                verdict_word(catalog, state.judgement.verdict, language),
            )
        ]
    return [_line_row(catalog, state, line, label, language) for line in state.lines]


def _line_row(
    catalog: Catalog, state: MeasureState, judged: JudgedLine, label: str, language: str
) -> tuple[str, ...]:
    latest = judged.line.latest
    assert latest is not None
    target = state.measure.target
    return (
        label,
        catalog.areas[judged.line.area].label.in_language(language),
        period_label(latest.period, language),
        figure_text(catalog, latest, language),
        f"{target.value:g} ({target.year})" if target else "–",
        verdict_word(catalog, judged.judgement.verdict, language),
    )


def _as_data(catalog: Catalog, state: GoalState) -> dict[str, Any]:
    shown = [figure for m in state.measures for line in m.lines for figure in line.line.figures]
    return {
        "goal": plain(state.goal),
        "area": state.area,
        "measures": [
            {
                "indicator": measure.indicator.id,
                "label": plain(measure.label),
                "level": measure.level,
                "target": plain(measure.measure.target),
                "lines": [
                    {
                        "area": line.line.area,
                        "judgement": plain(line.judgement),
                        "figures": [plain(f) | {"address": f.address} for f in line.line.figures],
                    }
                    for line in measure.lines
                ],
            }
            for measure in state.measures
        ],
        "sources": [plain(source) for source in sources_of(catalog, shown)],
    }
