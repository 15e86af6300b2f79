"""Addresses of the pages over answers; the words in them follow the language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.explore.views import (
    areas,
    chain,
    chain_numbers,
    coverage,
    data,
    figures,
    goals,
    occupations,
    words,
)

app_name = "explore"

urlpatterns = [
    path(_("<slug:region>/goals/"), goals.overview, name="goals"),
    path(_("<slug:region>/goals/<str:goal>/"), goals.goal, name="goal"),
    path(_("<slug:region>/coverage/"), coverage.coverage, name="coverage"),
    path(_("<slug:region>/coverage.csv"), coverage.csv, name="coverage_csv"),
    path(_("<slug:region>/chain/"), chain.chain, name="chain"),
    path(_("<slug:region>/chain.csv"), chain.csv, name="chain_csv"),
    path(_("<slug:region>/chain/how-sure/"), chain.record, name="chain_record"),
    path(
        _("<slug:region>/chain/numbers/<path:address>.json"),
        chain_numbers.json,
        name="chain_number_json",
    ),
    path(
        _("<slug:region>/chain/numbers/<path:address>.csv"),
        chain_numbers.csv,
        name="chain_number_csv",
    ),
    path(
        _("<slug:region>/chain/numbers/<path:address>/"), chain_numbers.number, name="chain_number"
    ),
    path(_("<slug:region>/occupations/"), occupations.overview, name="occupations"),
    path(_("<slug:region>/occupations.csv"), occupations.csv, name="occupations_csv"),
    path(
        _("<slug:region>/occupations/<slug:occupation>.csv"),
        occupations.occupation_csv,
        name="occupation_csv",
    ),
    path(
        _("<slug:region>/occupations/<slug:occupation>/"),
        occupations.occupation,
        name="occupation",
    ),
    path(_("<slug:region>/areas/"), areas.overview, name="areas"),
    path(_("<slug:region>/areas/<str:area>/"), areas.area, name="area"),
    path(_("<slug:region>/figures/<path:address>/rows.csv"), figures.rows_csv, name="figure_rows"),
    path(_("<slug:region>/figures/<path:address>.csv"), figures.csv, name="figure_csv"),
    path(_("<slug:region>/figures/<path:address>.json"), figures.json, name="figure_json"),
    path(_("<slug:region>/figures/<path:address>/"), figures.figure, name="figure"),
    path("<slug:region>/data/", data.overview, name="data"),
    path("<slug:region>/data/sets/<str:dataset>.csv", data.dataset_csv, name="dataset_csv"),
    path(
        "<slug:region>/data/sets/<str:dataset>.parquet",
        data.dataset_parquet,
        name="dataset_parquet",
    ),
    path("<slug:region>/data/sets/<str:dataset>/", data.dataset, name="dataset"),
    path("<slug:region>/data/<str:indicator>.csv", data.indicator_csv, name="indicator_csv"),
    path(_("<slug:region>/data/<str:indicator>/map/"), data.indicator_map, name="indicator_map"),
    path("<slug:region>/data/<str:indicator>/", data.indicator, name="indicator"),
    path(_("<slug:region>/glossary/"), words.glossary, name="glossary"),
    path(_("<slug:region>/method/"), words.method, name="method"),
]
