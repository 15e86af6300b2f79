"""Words for what the answers know as codes; they follow the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from schakel.answers.judgements import Reason, Verdict
from schakel.answers.projected import ALL
from schakel.answers.words import MARKS
from schakel.base.statuses import Status
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text

STATUS_MARKS = {**MARKS, Status.SUPPRESSED: "·", Status.MISSING: "–"}
VERDICT_CLASSES = {
    Verdict.REACHED: "reached",
    Verdict.ON_COURSE: "course",
    Verdict.TOO_SLOW: "slow",
    Verdict.MOVING_AWAY: "away",
    Verdict.NO_JUDGEMENT: "unknown",
}
REASONS = {
    Reason.NO_FIGURES: _("no figures"),
    Reason.TOO_SHORT: _("series too short"),
    Reason.TOO_OLD: _("figures too old"),
    Reason.NO_DIRECTION: _("more is neither better nor worse"),
    Reason.TOO_WIDE: _("too uncertain"),
    Reason.NOT_FOR_AREA: _("counted where the school is"),
}
SEXES = {
    ALL: Text(nl="iedereen", en="everybody"),
    "female": Text(nl="vrouwen", en="women"),
    "male": Text(nl="mannen", en="men"),
}
AREA_KINDS = {
    "nation": _("country"),
    "landsdeel": _("landsdeel"),
    "province": _("province"),
    "labour_market_region": _("labour-market region"),
    "municipality": _("municipality"),
    "corop": _("COROP region"),
    "pact": _("area of a pact"),
    "cbs_landsdeel": _("CBS landsdeel"),
}
AREA_KINDS_PLURAL = {
    "nation": _("Country"),
    "landsdeel": _("Landsdelen"),
    "province": _("Provinces"),
    "labour_market_region": _("Labour-market regions"),
    "municipality": _("Municipalities"),
    "corop": _("COROP regions"),
    "pact": _("Areas of pacts"),
    "cbs_landsdeel": _("CBS landsdelen"),
}
DIRECTIONS = {
    "up": _("More is better for the goal."),
    "down": _("Less is better for the goal."),
    "none": _("More is neither better nor worse by itself; this figure is not judged."),
}


def status_word(catalog: Catalog, status: Status, language: str) -> str:
    """A status as the glossary calls it; a plain value is called just that."""
    if status is Status.VALUE:
        return str(_("plain value"))
    term = catalog.terms[status.value]
    return term.nl if language == "nl" else term.en


def status_meaning(catalog: Catalog, status: Status, language: str) -> str:
    """What a status says about a number, as the glossary defines it."""
    if status is Status.VALUE:
        return str(_("Published as it stands, or computed from numbers that are."))
    return catalog.terms[status.value].definition.in_language(language)
