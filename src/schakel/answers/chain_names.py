"""How the parts of a chain are called: stages, flows, capacities, families and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schakel.catalog.catalog import Catalog
from schakel.catalog.chain import read_chain
from schakel.catalog.types import Text

GROUPS: Mapping[str, Text] = {
    "technical": Text(nl="Techniek", en="Technology"),
    "ict": Text(nl="Ict", en="ICT"),
    "other": Text(nl="Andere beroepen", en="Other occupations"),
}
TECHNOLOGY = ("technical", "ict")


@dataclass(frozen=True)
class ChainNames:
    """Names by id. `groups` has the group of each occupation family, `link` that of a stage."""

    stages: Mapping[str, Text]
    flows: Mapping[str, Text]
    capacities: Mapping[str, Text]
    families: Mapping[str, Text]
    parameters: Mapping[str, Text]
    groups: Mapping[str, str]
    link_of_stage: Mapping[str, str]
    link_of_flow: Mapping[str, str]


def chain_names(catalog: Catalog) -> ChainNames:
    """The names in a region's chain. Raises SchakelError for files that are missing or broken."""
    files = read_chain(catalog)
    tables = files.tables
    families = [row for row in tables["values"] if row["axis"] == "family"]
    return ChainNames(
        stages={row["stage"]: _text(row, row["stage"]) for row in tables["stages"]},
        flows={row["flow"]: _text(row, row["flow"]) for row in tables["flows"]},
        capacities={row["capacity"]: _text(row, row["capacity"]) for row in tables["capacities"]},
        families={row["value"]: _text(row, row["value"]) for row in families},
        parameters={name: Text(nl=row["nl"], en=row["en"]) for name, row in files.about.items()},
        groups={row["value"]: row["group"] for row in families},
        link_of_stage={row["stage"]: row.get("link", "") for row in tables["stages"]},
        link_of_flow={row["flow"]: row.get("link", "") for row in tables["flows"]},
    )


def _text(row: Mapping[str, str], name: str) -> Text:
    return Text(nl=row.get("label_nl", name), en=row.get("label_en", name))
