"""Reads YAML and CSV files into frozen types, and collects every problem on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from schakel.base.errors import Problem

Model = TypeVar("Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ADVICE = {
    "missing": "add the key",
    "extra_forbidden": "remove the key, or correct its spelling",
    "string_too_short": "fill in the text",
}


def read_yaml(path: Path, problems: list[Problem]) -> Any:
    """Content of a YAML file; None and a problem (with line and column) when it is broken."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        found = getattr(error, "problem", None) or str(error).splitlines()[0]
        problems.append(
            Problem(
                str(path),
                found,
                "YAML that can be read",
                "mend the line named here",
                line,
            )
        )
    except (OSError, UnicodeDecodeError) as error:
        problems.append(
            Problem(
                str(path),
                str(error),
                "a UTF-8 text file",
                "save it as UTF-8 and try again",
            )
        )
    return None


def read_csv(path: Path, problems: list[Problem]) -> list[dict[str, Any]]:
    """Rows of a CSV with a head; empty cells are None; `x_nl`, `x_en` become one text `x`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(
            Problem(
                str(path),
                str(error),
                "a UTF-8 CSV file",
                "save it as UTF-8 and try again",
            )
        )
        return []
    rows = list(csv.DictReader(io.StringIO(text)))
    return [_row(row) for row in rows]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    tidy: dict[str, Any] = {}
    for key, value in row.items():
        filled = value.strip() if isinstance(value, str) and value.strip() else None
        stem, _, language = (key or "").rpartition("_")
        if stem and language in ("nl", "en"):
            tidy.setdefault(stem, {})[language] = filled
        elif filled is not None:
            tidy[key if key is not None else "(surplus cells)"] = filled
    return tidy


def parse_one(kind: type[Model], raw: Any, path: Path, problems: list[Problem]) -> Model | None:
    """One entry of a type, or None and its problems."""
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        problems.extend(_problems(error, path, ""))
        return None


def parse_list(
    kind: type[Model], raw: Any, path: Path, problems: list[Problem]
) -> tuple[Model, ...]:
    """A list of entries of a type; what does not fit is left out and reported."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        problems.append(
            Problem(
                str(path),
                f"a {type(raw).__name__}",
                f"a list of {kind.__name__.lower()}s",
                "start each entry with “- ”",
            )
        )
        return ()
    try:
        return tuple(TypeAdapter(list[kind]).validate_python(raw))  # type: ignore[valid-type]
    except ValidationError:
        return tuple(_parsed_one_by_one(kind, raw, path, problems))


def _parsed_one_by_one(
    kind: type[Model], raw: list[Any], path: Path, problems: list[Problem]
) -> Iterator[Model]:
    for number, entry in enumerate(raw, start=1):
        try:
            yield kind.model_validate(entry)
        except ValidationError as error:
            problems.extend(_problems(error, path, _entry_name(entry, number)))


def _entry_name(entry: Any, number: int) -> str:
    name = None
    if isinstance(entry, dict):
        name = entry.get("id") or entry.get("code") or entry.get("area") or entry.get("name")
    return str(name) if name else f"entry {number}"


def _problems(error: ValidationError, path: Path, entry: str) -> Iterable[Problem]:
    for detail in error.errors():
        keys = ".".join(str(part) for part in detail["loc"])
        found = detail.get("input")
        yield Problem(
            str(path),
            "nothing" if detail["type"] == "missing" else _shown(found),
            detail["msg"].removeprefix("Value error, "),
            _ADVICE.get(detail["type"], "correct the value"),
            " › ".join(part for part in (entry, keys) if part),
        )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
