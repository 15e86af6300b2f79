"""The API over a very small country, so that every number can be followed by hand."""

import django
import polars as pl
import pytest

from schakel.catalog import catalog, folders
from tests.api.asking import Asker
from tests.support.small_region import (
    TEXT,
    declare,
    observations,
    share_of_technology,
    small_region,
)

# Whichever tests are run, and in whichever order.
django.setup()

SMALL_CELLS = {"smallest": 1, "largest": 3, "counted_as": 2}
# Aa and Bee are province One, Cee and Dee province Two. Aa has a suppressed cell in 2021.
CELLS = [
    ("GM1", "2020", "tech", 10, "value"),
    ("GM1", "2020", "other", 30, "value"),
    ("GM2", "2020", "tech", 10, "value"),
    ("GM2", "2020", "other", 50, "value"),
    ("GM3", "2020", "tech", 0, "zero"),
    ("GM3", "2020", "other", 20, "value"),
    ("GM1", "2021", "tech", None, "suppressed"),
    ("GM1", "2021", "other", 38, "value"),
    ("GM2", "2021", "tech", 20, "value"),
    ("GM2", "2021", "other", 40, "value"),
    ("GM3", "2021", "tech", 5, "provisional"),
    ("GM3", "2021", "other", 15, "value"),
    ("GM4", "2023/24", "tech", 1, "value"),
    ("GM4", "2023/24", "other", 3, "value"),
]
RULE = {
    "id": "usual",
    "label": TEXT,
    "window": 5,
    "minimum_periods": 2,
    "standstill": 0.1,
    "as_of": 2020,
    "judged_to": 2030,
    "oldest_year": 2018,
    "reason": TEXT,
}
GOAL = {
    "id": "inflow",
    "number": 1,
    "label": TEXT,
    "text": TEXT,
    "measures": [
        {
            "indicator": "share",
            "progress": "usual",
            "headline": True,
            "target": {"value": 40, "year": 2030, "text": TEXT, "source": "made_up"},
        },
        {"indicator": "people", "progress": "usual"},
    ],
    "not_measured": [{"label": TEXT, "why": TEXT}],
}
PEOPLE = {
    "id": "people",
    "label": TEXT,
    "short": TEXT,
    "description": TEXT,
    "unit": "persons",
    "direction": "none",
    "versions": [
        {
            "id": "1",
            "note": TEXT,
            "formula": {"numerator": {"dataset": "counts", "variable": "people"}},
            "breakdowns": [
                {
                    "dimension": "field",
                    "formula": {"numerator": {"dataset": "counts", "variable": "people"}},
                }
            ],
        }
    ],
    "breaks": [{"period": "2021", "note": TEXT}],
}
LINKS = [
    {"id": "mbo", "label": TEXT, "about": TEXT, "goal": "inflow", "indicator": "share"},
    {"id": "work", "label": TEXT, "about": TEXT, "goal": "inflow"},
]
COVERAGE = {"columns": ["province", "labour_market_region"], "overlap": 0.5, "reason": TEXT}
TERM = {"id": "mbo", "nl": "mbo", "en": "mbo", "definition": TEXT, "source": "made_up"}


@pytest.fixture(scope="session")
def land(tmp_path_factory):
    """The folder with the package of the small country."""
    root = tmp_path_factory.mktemp("regions")
    rows = observations(*CELLS).with_columns(sex=pl.lit(None, dtype=pl.String))
    folder = small_region(root, rows, share_of_technology(), suppression=SMALL_CELLS)
    declare(
        folder,
        goals={"rules": [RULE], "goals": [GOAL]},
        glossary=[TERM],
        links=LINKS,
        coverage=COVERAGE,
        indicators__people=PEOPLE,
    )
    return root


@pytest.fixture
def alone(settings):
    """The API by itself: no middleware, no other addresses."""
    settings.ROOT_URLCONF = "tests.api.addresses"
    settings.MIDDLEWARE = []
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.LEDGER = "tests.support.small_ledger.of_region"
    return Asker()


@pytest.fixture
def api(alone, land, monkeypatch):
    """The API over the small country and nothing else."""
    monkeypatch.setattr(folders, "region_folders", lambda: [land])
    catalog.forget()
    yield alone
    catalog.forget()
