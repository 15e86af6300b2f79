"""A catalog made in memory, with figures to match: for tests of words, charts and maps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from schakel.answers.figures import Figure
from schakel.answers.places import Line
from schakel.base.statuses import Status
from schakel.catalog import types as t
from schakel.catalog.catalog import Catalog

TEXT = {"nl": "tekst", "en": "text"}
SELECTION = {"dataset": "d", "variable": "v"}
AREAS = {
    "NL": ("nation", "Nederland", "Netherlands"),
    "OOST": ("landsdeel", "Landsdeel Oost", "Landsdeel Oost"),
    "PV1": ("province", "Overijssel", "Overijssel"),
    "PV2": ("province", "Gelderland", "Gelderland"),
    "AM-X": ("labour_market_region", "Markt", "Market"),
    "GM1": ("municipality", "Aa", "Aa"),
    "GM2": ("municipality", "Bee", "Bee"),
    "GM3": ("municipality", "Cee", "Cee"),
    "GM4": ("municipality", "Dee & Zoon", "Dee & Son"),
}
WITHIN = {
    "PV1": "OOST",
    "PV2": "OOST",
    "OOST": "NL",
    "GM1": "PV1",
    "GM2": "PV1",
    "GM3": "PV2",
    "GM4": "PV2",
}
UNITS = (
    {"id": "percent", "suffix": {"nl": "%", "en": "%"}, "decimals": 1, "label": TEXT},
    {"id": "students", "decimals": 0, "label": {"nl": "studenten", "en": "students"}},
    {
        "id": "thousand_vacancies",
        "decimals": 1,
        "label": {"nl": "duizend vacatures", "en": "thousand vacancies"},
        "suffix": {"nl": "duizend", "en": "thousand"},
    },
    {
        "id": "hours",
        "decimals": 0,
        "label": {"nl": "uren", "en": "hours"},
        "suffix": {"nl": "uur", "en": "hours"},
    },
    {"id": "ratio", "decimals": 2, "label": {"nl": "verhouding", "en": "ratio"}},
)
TERMS = {
    "reached": ("gehaald", "reached"),
    "on_course": ("op koers", "on course"),
    "too_slow": ("te traag", "too slow"),
    "moving_away": ("verwijdert zich", "moving away"),
    "no_judgement": ("geen oordeel", "no judgement"),
}


def version(identifier: str = "1", note: str = "tekst") -> dict[str, object]:
    """A definition version with a note."""
    return {
        "id": identifier,
        "formula": {"numerator": SELECTION},
        "note": {"nl": note, "en": f"{note} (en)"},
    }


def small_catalog(
    folder: Path = Path("land"),
    *,
    unit: str = "percent",
    direction: str = "up",
    versions: tuple[dict[str, object], ...] = (version(),),
    breaks: tuple[dict[str, object], ...] = (),
    terms: dict[str, tuple[str, str]] = TERMS,
) -> Catalog:
    """A catalog with one indicator, `share`, and a package that lies in `folder`."""
    indicator = t.Indicator.model_validate(
        {
            "id": "share",
            "label": {"nl": "Aandeel techniek", "en": "Technical share"},
            "short": TEXT,
            "description": TEXT,
            "unit": unit,
            "direction": direction,
            "versions": versions,
            "breaks": breaks,
        }
    )
    region = t.Region.model_validate(
        {
            "id": "land",
            "kind": "nation",
            "area": "NL",
            **dict.fromkeys(("label", "name", "tagline", "about"), TEXT),
        }
    )
    codes = [("f", "Vrouwen", "Women"), ("m", "Mannen", "Men")]
    sex = t.Classification.model_validate(
        {
            "id": "sex",
            "label": TEXT,
            "source": "made_up",
            "codes": [{"code": c, "label": {"nl": nl, "en": en}} for c, nl, en in codes],
        }
    )
    dimension = t.Dimension.model_validate({"id": "sex", "label": TEXT, "classification": "sex"})
    return Catalog(
        region=region,
        packages=(SimpleNamespace(folder=folder),),  # type: ignore[arg-type]
        units={str(unit["id"]): t.Unit.model_validate(unit) for unit in UNITS},
        terms={
            name: t.Term.model_validate(
                {"id": name, "nl": nl, "en": en, "definition": TEXT, "source": "made_up"}
            )
            for name, (nl, en) in terms.items()
        },
        sources={},
        classifications={"sex": sex},
        dimensions={"sex": dimension},
        areas={
            code: t.Area.model_validate(
                {"code": code, "kind": kind, "label": {"nl": nl, "en": en}, "source": "made_up"}
            )
            for code, (kind, nl, en) in AREAS.items()
        },
        memberships=tuple(
            t.Membership(area=area, within=whole, source="made_up")
            for area, whole in WITHIN.items()
        ),
        names=(),
        datasets={},
        indicators={"share": indicator},
        goals={},
        rules={},
        strip=(),
        links={},
        embargoes={},
    )


def figure(
    value: float | None,
    period: str = "2024",
    area: str = "PV1",
    *,
    status: Status | None = None,
    low: float | None = None,
    high: float | None = None,
    sex: str | None = None,
    unit: str = "percent",
    version: str = "1",
) -> Figure:
    """A figure of the indicator `share`."""
    return Figure(
        indicator="share",
        area=area,
        period=period,
        breakdown=(("sex", sex),) if sex else (),
        value=value,
        low=low,
        high=high,
        numerator=None,
        denominator=None,
        unit=unit,
        status=status or (Status.MISSING if value is None else Status.VALUE),
        suppressed_cells=0,
        cells=1,
        version=version,
        sources=("made_up",),
        retrieved=date(2024, 1, 1),
    )


def line(area: str, values: dict[str, float | None], **more: object) -> Line:
    """A series of an area: period → value."""
    figures = (figure(value, period, area, **more) for period, value in values.items())  # type: ignore[arg-type]
    return Line(area, tuple(figures))


def target(value: float = 40, year: int = 2030) -> t.Target:
    """A target as it might have been published."""
    return t.Target.model_validate({"value": value, "year": year, "text": TEXT, "source": "s"})


def rule(**more: object) -> t.ProgressRule:
    """A progress rule that asks for three periods and calls 0.1 a year standing still."""
    return t.ProgressRule.model_validate(
        {
            "id": "usual",
            "label": TEXT,
            "window": 5,
            "minimum_periods": 3,
            "standstill": 0.1,
            "as_of": 2026,
            "judged_to": 2030,
            "oldest_year": 2018,
            "reason": TEXT,
            **more,
        }
    )
