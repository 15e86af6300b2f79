"""What the page of an action shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schakel.answers.figures import Figure
from schakel.answers.occupation_tables import has_paths
from schakel.answers.places import Level, lowest_level
from schakel.answers.studies import Study, studies
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Area, ChainLink, Goal, Indicator
from schakel.site.pacts.models import Action, Milestone, Organisation
from schakel.site.pacts.viewmodels.agreements import last_changed
from schakel.site.pacts.viewmodels.codes import entries
from schakel.site.pacts.viewmodels.money import MoneyTable, money_table


@dataclass(frozen=True)
class Moved:
    """An indicator that an action should move, with its latest figure (None: none published)."""

    indicator: Indicator
    level: Level
    figure: Figure | None


@dataclass(frozen=True, eq=False)
class ActionPage:
    """Everything on the page of one action. `chain`: each link, and whether it acts on it."""

    action: Action
    goals: list[Goal]
    chain: list[tuple[ChainLink, bool]]
    areas: list[Area]
    partners: list[Organisation]
    milestones: list[Milestone]
    money: MoneyTable | None
    moved: list[Moved]
    study: Study | None
    changed: date | None


def action_page(catalog: Catalog, action: Action) -> ActionPage:
    """The page of one action; `action` comes with agreement, pact, owner, practice, revision."""
    areas = entries(action.areas, catalog.areas)
    acts_on = set(action.links.split())
    return ActionPage(
        action=action,
        goals=entries(action.goals, catalog.goals),
        chain=[(link, code in acts_on) for code, link in catalog.links.items()],
        areas=areas,
        partners=[p.organisation for p in action.partners.select_related("organisation")],
        milestones=list(action.milestones.all()),
        money=money_table(action.money.select_related("funder")),
        moved=[
            _moved(catalog, indicator, [area.code for area in areas])
            for indicator in entries(action.indicators, catalog.indicators)
        ],
        study=_study(catalog, action.study),
        changed=last_changed(action),
    )


def _study(catalog: Catalog, key: str) -> Study | None:
    """The study programme that an action is about; None for none, or one that is there no more."""
    known = studies(catalog) if key and has_paths(catalog) else ()
    return next((study for study in known if study.key == key), None)


def _moved(catalog: Catalog, indicator: Indicator, areas: Iterable[str]) -> Moved:
    """The latest figure for the first area that has one of its own, else the nearest around."""
    tried = [lowest_level(catalog, indicator.id, code) for code in areas]
    tried = tried or [lowest_level(catalog, indicator.id, catalog.region.area)]
    best = next((lines for lines in tried if lines.level == "own"), tried[0])
    return Moved(indicator, best.level, best.lines[0].latest if best.lines else None)
