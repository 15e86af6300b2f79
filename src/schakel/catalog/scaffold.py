"""Starts the package of another region from a list of its municipalities."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.catalog import Catalog, load
from schakel.catalog.folders import package_folder
from schakel.catalog.reading import read_csv, read_yaml

_TEMPLATE = "template"


@dataclass(frozen=True)
class Scaffolded:
    """What was made."""

    folder: Path
    files: tuple[str, ...]
    municipalities: int
    provinces: tuple[str, ...]


@dataclass(frozen=True)
class _Plan:
    name: str
    label: dict[str, str]
    area: str
    municipalities: tuple[str, ...]
    provinces: tuple[str, ...]
    markets: dict[str, tuple[str, ...]]
    source: str


def scaffold(
    name: str,
    municipalities: Path,
    into: Path,
    label: str | None = None,
    label_en: str | None = None,
) -> Scaffolded:
    """Make the package `name` under the folder `into`; the parent is the nation.

    `municipalities` is a CSV with a column `municipality` (code or name) and optionally
    `labour_market_region`. The goals are those that hold in every landsdeel
    (`regions/nl/template/goals.yaml`).

    Raises SchakelError when the name is taken or not an id, or a municipality is unknown.
    """
    catalog = load("nl")
    plan = _plan(catalog, name, municipalities, label, label_en)
    target = into / name
    if target.exists():
        raise SchakelError(
            Problem(
                str(target),
                "a folder that exists",
                "a new name",
                "choose another name, or remove the folder first",
            )
        )
    files = _files(catalog, plan, municipalities.name)
    _write_all(target, files)
    return Scaffolded(target, tuple(sorted(files)), len(plan.municipalities), plan.provinces)


def _plan(
    catalog: Catalog, name: str, file: Path, label: str | None, label_en: str | None
) -> _Plan:
    problems: list[Problem] = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        problems.append(
            Problem(
                name,
                "not an id",
                "a-z, 0-9 and _, starting with a letter",
                "choose such a name",
            )
        )
    rows = read_csv(file, problems)
    if rows and "municipality" not in rows[0]:
        problems.append(
            Problem(
                str(file),
                f"columns {list(rows[0])}",
                "a column `municipality`",
                "name the column with codes or names of municipalities so",
            )
        )
    if not rows and not problems:
        problems.append(Problem(str(file), "no rows", "at least one municipality", "fill the list"))
    if problems:
        raise SchakelError(problems)
    codes = _codes(catalog, file, rows)
    markets: dict[str, list[str]] = defaultdict(list)
    for row, code in zip(rows, codes, strict=True):
        if row.get("labour_market_region"):
            markets[row["labour_market_region"]].append(code)
    return _Plan(
        name=name,
        label={
            "nl": label or f"Landsdeel {name.capitalize()}",
            "en": label_en or label or f"Landsdeel {name.capitalize()}",
        },
        area=name.upper().replace("_", "-"),
        municipalities=tuple(sorted(set(codes))),
        provinces=_whole_provinces(catalog, set(codes)),
        markets={market: tuple(sorted(found)) for market, found in sorted(markets.items())},
        source=f"{name}_municipalities",
    )


def _codes(catalog: Catalog, file: Path, rows: list[dict[str, Any]]) -> list[str]:
    known = {
        area.label.nl.lower(): code
        for code, area in catalog.areas.items()
        if area.kind == "municipality"
    }
    by_code = set(known.values())
    found, problems = [], []
    for line, row in enumerate(rows, start=2):
        given = str(row.get("municipality") or "")
        code = given if given in by_code else known.get(given.lower())
        if code is None:
            near = ", ".join(get_close_matches(given.lower(), known, n=3, cutoff=0.4)) or "none"
            problems.append(
                Problem(
                    str(file),
                    f"“{given}”",
                    f"a municipality of the classification (nearest: {near})",
                    "correct the name, or give its code",
                    f"line {line}",
                )
            )
        elif code in found:
            problems.append(
                Problem(
                    str(file),
                    f"“{given}” twice",
                    "each municipality once",
                    "remove one of the two",
                    f"line {line}",
                )
            )
        found.append(code or "")
    if problems:
        raise SchakelError(problems)
    return found


def _whole_provinces(catalog: Catalog, codes: set[str]) -> tuple[str, ...]:
    """Provinces all of whose municipalities are in the list: only these add up to figures."""
    held = catalog.territory.municipalities
    return tuple(
        code
        for code, area in sorted(catalog.areas.items())
        if area.kind == "province" and held[code] and held[code] <= codes
    )


def _files(catalog: Catalog, plan: _Plan, list_name: str) -> dict[str, str]:
    template = package_folder("nl") / _TEMPLATE
    region = {
        "id": plan.name,
        "kind": "landsdeel",
        "area": plan.area,
        "parent": "nl",
        "label": {
            language: text.removeprefix("Landsdeel ") for language, text in plan.label.items()
        },
        "name": plan.label,
        **_template_texts(template, plan),
    }
    files = {
        "region.yaml": _yaml(region),
        "areas/areas.csv": _areas(catalog, plan),
        "areas/memberships.csv": _memberships(catalog, plan),
        "sources/region.yaml": _yaml([_source(plan, list_name)]),
    }
    for path in sorted(template.glob("*.yaml")):
        if path.name != "region.yaml":
            files[path.name] = path.read_text(encoding="utf-8")
    return files


def _template_texts(template: Path, plan: _Plan) -> dict[str, Any]:
    problems: list[Problem] = []
    texts = read_yaml(template / "region.yaml", problems)
    if problems:
        raise SchakelError(problems)
    filled: dict[str, Any] = yaml.safe_load(
        _yaml(texts).replace("NAME_NL", plan.label["nl"]).replace("NAME_EN", plan.label["en"])
    )
    return filled


def _areas(catalog: Catalog, plan: _Plan) -> str:
    own = (
        []
        if plan.area in catalog.areas
        else [
            (
                plan.area,
                "landsdeel",
                plan.label["nl"],
                plan.label["en"],
                "",
                "",
                plan.source,
                "",
            )
        ]
    )
    markets = [
        (
            _market_code(market),
            "labour_market_region",
            market,
            market,
            "",
            "",
            plan.source,
            "",
        )
        for market in plan.markets
        if _market_code(market) not in catalog.areas
    ]
    head = (
        "code",
        "kind",
        "label_nl",
        "label_en",
        "valid_from",
        "valid_until",
        "source",
        "note",
    )
    return _csv([head, *own, *markets])


def _memberships(catalog: Catalog, plan: _Plan) -> str:
    head = ("area", "within", "valid_from", "valid_until", "source", "note")
    in_provinces = set(plan.provinces)
    rows = [(code, plan.area, "", "", plan.source, "") for code in in_provinces]
    rows += [(code, plan.area, "", "", plan.source, "") for code in plan.municipalities]
    rows += [(plan.area, "NL", "", "", plan.source, "")]
    rows += [
        (code, _market_code(market), "", "", plan.source, "")
        for market, codes in plan.markets.items()
        for code in codes
    ]
    known = {(membership.area, membership.within) for membership in catalog.memberships}
    return _csv([head, *sorted(row for row in set(rows) if row[:2] not in known)])


def _market_code(market: str) -> str:
    return "AM-" + re.sub(r"[^A-Z0-9]+", "-", market.upper()).strip("-")


def _source(plan: _Plan, list_name: str) -> dict[str, str]:
    return {
        "id": plan.source,
        "publisher": plan.label["nl"],
        "title": f"list of municipalities ({list_name})",
        "address": "",
        "licence": "not stated",
        "retrieved": _today(),
    }


def _today() -> str:
    return date.today().isoformat()


def _yaml(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100))


def _csv(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _write_all(target: Path, files: dict[str, str]) -> None:
    """Write the package aside and rename it, so that there is never half a package."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise SchakelError(
            Problem(
                str(target.parent),
                str(error),
                "a folder that can be written",
                "choose another with --into",
            )
        ) from error
    try:
        for name, text in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        aside.chmod(0o755)
        aside.rename(target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
