"""How long a programme of mbo takes, and its successor in the register of 2015."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from schakel.facts.builders.tables import read_text

COURSES = "education/courses"
REGISTER = f"{COURSES}/kwalificatiedossiers_2015_register.csv"
FOUR_YEARS = f"{COURSES}/vierjarige_middenkaderopleidingen_2015.csv"
NAMES = f"{COURSES}/crebo_names_koppeltabel_2023_24.csv"


class Durations:
    """Kinds of the qualifications of the register of 2015, and which of them last four years."""

    def __init__(self, folder: Path, package: Path):
        given = read_text(package / "paths" / "mbo_durations.csv").to_dicts()
        self.years = {row["kind"]: row for row in given}
        self.of_level = {row["level"]: row["kind"] for row in given if row["level"]}
        register = read_text(folder / REGISTER, ("crebo", "kwalificatie", "niveau"))
        self.kinds = dict(register.select("crebo", "soort_opleiding").iter_rows())
        self.by_name: dict[tuple[str, str], str] = {
            (name.lower(), f"mbo_{level}"): crebo
            for name, level, crebo in register.select("kwalificatie", "niveau", "crebo").iter_rows()
        }
        self.four = set(read_text(folder / FOUR_YEARS, ("crebo",))["crebo"])
        names = read_text(folder / NAMES, ("crebo", "naam"))
        self.names = dict(names.filter(pl.col("naam").is_not_null()).select("crebo", "naam")
                          .iter_rows())  # fmt: skip

    def of_crebo(self, code: str, name: str, level: str) -> dict[str, Any]:
        """Years and successor of a qualification; what is not known is missing.

        An older qualification has as successor the one of the register with the same name and
        level: its own name, the part of it in brackets, or its name in the list of 2023/24.
        """
        current = code if code in self.kinds else self._successor(code, name, level)
        kind = self.kinds.get(current or "") or self.of_level.get(level)
        if kind is None:
            return {"current": current}
        row = self.years[kind]
        low, high, method = float(row["years_low"]), float(row["years_high"]), row["method"]
        if current in self.four:
            low, high, method = 4.0, 4.0, "list of four-year programmes of 2015 (SBB)"
        return {"current": current, "years_low": low, "years_high": high, "years_method": method}

    def _successor(self, code: str, name: str, level: str) -> str | None:
        inner = name.partition("(")[2].removesuffix(")")
        for spelled in (name, inner, self.names.get(code, "")):
            if found := self.by_name.get((spelled.lower().strip(), level)):
                return found
        return None
