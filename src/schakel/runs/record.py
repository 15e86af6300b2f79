"""The record of a run: enough to repeat it to the bit, and to see whether that came true."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from schakel.base.errors import Problem, SchakelError
from schakel.catalog.reading import parse_one
from schakel.runs import versions
from schakel.runs.hashes import array_hashes, json_hash
from schakel.runs.run import Outcome
from schakel.runs.store import write_whole
from schakel.runs.versions import Versions

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(gt=0)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Question(_Frozen):
    """What was asked: `engine` is the one of the chain, `scenario` None when nothing changes."""

    region: str
    until: int
    draws: Count
    seed: int
    engine: str
    scenario: str | None = None

    @property
    def command(self) -> str:
        """What somebody types to ask the same."""
        words = ["schakel", "project", self.region, "--until", str(self.until)]
        words += ["--draws", str(self.draws), "--seed", str(self.seed), "--engine", self.engine]
        words += ["--scenario", self.scenario] if self.scenario else []
        return shlex.join(words)


class RunRecord(_Frozen):
    """One run: question, inputs, versions, cost and fingerprints of the result.

    `seconds` is wall clock; `peak_bytes` adds up the most that each process has held;
    `result_hash` is over `array_hashes` by name; `results` is the address of the arrays.
    """

    format: Literal[1] = 1
    question: Question
    region_hash: Sha256
    scenario_hash: Sha256
    versions: Versions
    block_size: Count
    ran_on: str
    started: AwareDatetime
    seconds: Annotated[float, Field(ge=0)]
    peak_bytes: Annotated[int, Field(ge=0)]
    array_hashes: dict[str, Sha256]
    result_hash: Sha256
    results: str

    @classmethod
    def of(
        cls, outcome: Outcome, question: Question, *, region_hash: str, scenario_hash: str
    ) -> RunRecord:
        """The record of what came of a run."""
        hashes = array_hashes(outcome.arrays)
        return cls(
            question=question,
            region_hash=region_hash,
            scenario_hash=scenario_hash,
            versions=versions.current(),
            block_size=outcome.job.block_size,
            ran_on=outcome.engine,
            started=outcome.started,
            seconds=outcome.seconds,
            peak_bytes=outcome.peak_bytes,
            array_hashes=hashes,
            result_hash=json_hash(hashes),
            results=str(outcome.folder),
        )


def write(record: RunRecord, path: Path) -> None:
    """Write a record as JSON, whole or not at all."""
    write_whole(path, (record.model_dump_json(indent=2) + "\n").encode())


def read(path: Path) -> RunRecord:
    """Read a record. Raises SchakelError with all that is wrong with it."""
    raw = _json(path)
    problems: list[Problem] = []
    record = parse_one(RunRecord, raw, path, problems)
    if record and record.result_hash != json_hash(record.array_hashes):
        found, expected = record.result_hash, json_hash(record.array_hashes)
        advice = "the record was changed by hand: take the original"
        problems.append(Problem(str(path), found, expected, advice, "result_hash"))
    if record is None or problems:
        raise SchakelError(problems)
    return record


def same_result(record: RunRecord, arrays: Mapping[str, np.ndarray]) -> bool:
    """Whether these arrays are those of the record, to the bit."""
    return json_hash(array_hashes(arrays)) == record.result_hash


def _json(path: Path) -> Any:
    expected, advice = "the JSON of a run record", "name a file that Schakel wrote after a run"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SchakelError(Problem(str(path), error.msg, expected, advice, place)) from error
    except FileNotFoundError as error:
        raise SchakelError(Problem(str(path), "no such file", expected, advice)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SchakelError(Problem(str(path), str(error), expected, advice)) from error
