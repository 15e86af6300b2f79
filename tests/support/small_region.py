"""A very small country with its own region package, made for tests: four towns in two provinces."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import yaml

from schakel.facts.observations import tidy, write

TEXT = {"nl": "tekst", "en": "text"}
AREAS = """code,kind,label_nl,label_en,valid_from,valid_until,source,note
NL,nation,Land,Country,,,made_up,
PV1,province,Een,One,,,made_up,
PV2,province,Twee,Two,,,made_up,
OOST,landsdeel,Oost,East,,,made_up,
AM-X,labour_market_region,Markt,Market,,,made_up,
GM1,municipality,Aa,Aa,,,made_up,
GM2,municipality,Bee,Bee,,,made_up,
GM3,municipality,Cee,Cee,,,made_up,
GM4,municipality,Dee,Dee,,,made_up,
"""
MEMBERSHIPS = """area,within,valid_from,valid_until,source,note
PV1,NL,,,made_up,
PV2,NL,,,made_up,
PV1,OOST,,,made_up,
OOST,NL,,,made_up,
GM1,PV1,,,made_up,
GM2,PV1,,,made_up,
GM3,PV2,,,made_up,
GM4,PV2,,,made_up,
GM2,AM-X,,,made_up,
GM3,AM-X,,,made_up,
"""


def declare(folder: Path, **files: object) -> None:
    """Write YAML (a value) or text (a string) files; `__` in a name stands for `/`."""
    for name, value in files.items():
        path = folder / name.replace("__", "/")
        if isinstance(value, str):
            path = path.with_suffix(".csv")
            text = value
        else:
            path = path.with_suffix(".yaml")
            text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def small_region(
    root: Path,
    rows: pl.DataFrame,
    indicator: dict[str, object],
    *,
    suppression: dict[str, object] | None = None,
    absent: str = "zero",
    grain: tuple[str, ...] = ("municipality",),
    additive: bool = True,
) -> Path:
    """A package `land` under `root` with one data set `counts` and one indicator; its folder."""
    folder = root / "land"
    dataset = {
        "id": "counts",
        "label": TEXT,
        "description": TEXT,
        "builder": "none",
        "inputs": [],
        "sources": ["made_up"],
        "grain": list(grain),
        "absent": absent,
        "dimensions": ["field", "sex"],
        "variables": {"people": {"label": TEXT, "unit": "persons", "additive": additive}},
    }
    if suppression:
        dataset["suppression"] = suppression | {"note": TEXT}
    declare(
        folder,
        region={
            "id": "land",
            "kind": "nation",
            "area": "NL",
            "label": TEXT,
            "name": TEXT,
            "tagline": TEXT,
            "about": TEXT,
        },
        units=[
            {"id": "persons", "label": TEXT, "decimals": 0},
            {"id": "percent", "label": TEXT, "decimals": 1},
        ],
        sources__own=[
            {
                "id": "made_up",
                "publisher": "Test",
                "title": "Made for a test",
                "address": "",
                "licence": "none",
                "retrieved": "2024-01-01",
            }
        ],
        areas__areas=AREAS,
        areas__memberships=MEMBERSHIPS,
        dimensions=[{"id": "field", "label": TEXT}, {"id": "sex", "label": TEXT}],
        datasets__counts=dataset,
        indicators__share={
            "label": TEXT,
            "short": TEXT,
            "description": TEXT,
            "id": "share",
            "unit": "percent",
            "direction": "up",
            **indicator,
        },
    )
    table = tidy(rows, ["field", "sex"], "test")
    write(table, folder / "facts" / "counts.parquet")
    return folder


def observations(*cells: tuple[object, ...]) -> pl.DataFrame:
    """Rows (region, period, field, value, status) of the variable `people`."""
    return pl.DataFrame(
        [
            {
                "variable": "people",
                "region": region,
                "period": period,
                "field": field,
                "value": None if value is None else float(value),
                "unit": "persons",
                "status": status,
                "source": "made_up",
            }
            for region, period, field, value, status in cells
        ],
        schema_overrides={"value": pl.Float64},
    ).with_columns(pl.lit("2024-01-01").str.to_date().alias("retrieved"))


def share_of_technology() -> dict[str, object]:
    """The definition: people in field tech ÷ people in all fields × 100."""
    return {
        "versions": [
            {
                "id": "1",
                "note": TEXT,
                "formula": {
                    "numerator": {
                        "dataset": "counts",
                        "variable": "people",
                        "where": {"field": ["tech"]},
                    },
                    "denominator": {"dataset": "counts", "variable": "people"},
                    "times": 100,
                },
            }
        ]
    }
