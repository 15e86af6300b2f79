"""Small chains for tests, as tables that a test may change."""

from __future__ import annotations

from typing import Any

from schakel.chain.tables import ChainTables, MarketNames

FAMILIES = ("metal", "ict", "other")


def school(**changes: Any) -> ChainTables:
    """A school of three years with a limited number of places, and work after it.

    Of the pupils 60% ask for a place; who gets none waits or (30%) does something else.
    """
    parts: dict[str, Any] = {
        "axes": {"year": ("1", "2", "3")},
        "groups": {"region": ("east", "west"), "sex": ("female", "male")},
        "stages": [
            {"stage": "pupil", "axes": ""},
            {"stage": "student", "axes": "year:3"},
            {"stage": "teacher", "axes": ""},
            {"stage": "work", "axes": ""},
            {"stage": "else", "axes": ""},
        ],
        "flows": [
            {"flow": "birth", "source": "", "target": "pupil", "share": "births"},
            {
                "flow": "entry",
                "source": "pupil",
                "target": "student",
                "share": "asks",
                "capacity": "seats",
                "otherwise": "else",
                "otherwise_share": "second",
            },  # fmt: skip
            {"flow": "on", "source": "student", "target": "student[year=next]", "share": "goes_on"},
            {"flow": "stop", "source": "student", "target": "else", "share": "stops"},
            {
                "flow": "diploma",
                "source": "student[year=3]",
                "target": "work",
                "share": "1-stops * passes",
            },  # fmt: skip
            {"flow": "retire", "source": "work", "target": "", "share": "retires"},
        ],
        "about": {
            "births": {"keys": ("region", "sex")},
            "asks": {"keys": ("sex",)},
            "second": {"keys": ()},
            "goes_on": {"keys": ("year",)},
            "stops": {"keys": (), "least": 0, "most": 1},
            "passes": {"keys": ()},
            "retires": {"keys": ()},
            "per_teacher": {"keys": ()},
            "minus": {"keys": ()},
        },
        "parameters": [
            {"parameter": "births", "value": 100, "low": 80, "high": 120, "distribution": "normal"},
            {"parameter": "births", "region": "west", "sex": "male", "value": 150},
            {"parameter": "asks", "sex": "female", "value": 0.4},
            {"parameter": "asks", "sex": "male", "value": 0.6},
            {"parameter": "second", "value": 0.3},
            {"parameter": "goes_on", "value": 0.8},
            {
                "parameter": "stops",
                "value": 0.1,
                "low": 0.05,
                "high": 0.15,
                "distribution": "logitnormal",
            },
            {"parameter": "passes", "value": 0.9},
            {"parameter": "retires", "value": 0.05},
            {"parameter": "per_teacher", "value": 20},
            {"parameter": "minus", "value": -1},
        ],  # fmt: skip
        "stocks": [
            {"stage": stage, "region": region, "sex": sex, "year": year, "value": value}
            for region in ("east", "west")
            for sex in ("female", "male")
            for stage, year, value in (
                ("pupil", "", 300),
                ("student", "1", 100),
                ("student", "2", 90),
                ("teacher", "", 12),
                ("work", "", 1000),
            )
        ],  # fmt: skip
        "capacities": [
            {
                "capacity": "seats",
                "limit": "teachers",
                "term": "stock",
                "stage": "teacher",
                "share": "per_teacher",
            },
            {
                "capacity": "seats",
                "limit": "teachers",
                "term": "staying",
                "stage": "student",
                "share": "minus",
            },
        ],  # fmt: skip
        "start": 2024,
    }
    return ChainTables(**{**parts, **changes})


def market(work: dict[str, float], seek: dict[str, float], **changes: Any) -> ChainTables:
    """A labour market of a few families in one region, without schools."""
    rates = {"lose": 0.016, "open": 0.012, "shrink": 0.16, "grow": 0.16, "loop": 0.55}
    families = tuple(work)
    parts: dict[str, Any] = {
        "axes": {"family": families},
        "groups": {"region": ("east",)},
        "stages": [{"stage": "work", "axes": "family"}, {"stage": "seek", "axes": "family"}],
        "flows": [],
        "about": {
            **{name: {"keys": ()} for name in rates},
            "jobs": {"keys": ("family",)},
            "open_jobs": {"keys": ()},
        },
        "parameters": [
            *({"parameter": name, "value": value} for name, value in rates.items()),
            *({"parameter": "jobs", "family": f, "value": work[f] + seek[f]} for f in families),
            {"parameter": "open_jobs", "value": 0},
        ],
        "stocks": [
            {"stage": stage, "region": "east", "family": family, "value": value}
            for stage, people in (("work", work), ("seek", seek))
            for family, value in people.items()
        ],
        "substeps": 8,
        "market": MarketNames(
            "work", "seek", "family", "lose", "open", "shrink", "grow", "jobs", "open_jobs", "loop"
        ),
    }
    return ChainTables(**{**parts, **changes})
