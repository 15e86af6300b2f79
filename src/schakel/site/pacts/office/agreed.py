"""The beginning of an action about a change in a study programme, as its page hands it over."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from schakel.answers.jobs import Job, job
from schakel.answers.occupation_tables import has_paths
from schakel.answers.studies import Study, schools, study_named
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import Catalog
from schakel.site import choices
from schakel.site.pacts.models import Action

GOAL = "chain"  # the goal that schools and firms own content together


def agreed_change(asked: str) -> Action | None:
    """An action to fill in further; None where no region has this programme or occupation.

    `asked` is the programme, and behind a plus the occupation that it was laid beside.
    """
    key, _plus, code = asked.partition("+")
    for catalog in choices.catalogs():
        if not has_paths(catalog):
            continue
        try:
            study = study_named(catalog, key)
            beside = job(catalog, code) if code else None
        except UnknownName:
            continue
        return _action(catalog, study, beside)
    return None


def _action(catalog: Catalog, study: Study, beside: Job | None) -> Action:
    titles = {}
    for language in ("nl", "en"):
        with override(language):
            if beside is None:
                titles[language] = _("Change in %(study)s") % {"study": study.name}
            else:
                titles[language] = _("Change in %(study)s for work as %(job)s") % {
                    "study": study.name,
                    "job": beside.name.in_language(language),
                }
    known = dict(choices.goals())
    return Action(
        study=study.key,
        title_nl=titles["nl"][:200],
        title_en=titles["en"][:200],
        goals=GOAL if GOAL in known else "",
        links=_link(catalog, study),
    )


def _link(catalog: Catalog, study: Study) -> str:
    """The link of the chain of its level; empty where that is none of the region's."""
    counted = {route.counted for route in schools(catalog, study)}
    link = "mbo" if study.register == "crebo" else "hbo" if "enrolled" in counted else "wo"
    return link if link in dict(choices.links()) else ""
