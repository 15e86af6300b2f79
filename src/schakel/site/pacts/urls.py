"""Addresses of the app; the words in them follow the language."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.pacts.views import agreements, organisations, results

app_name = "pacts"

urlpatterns = [
    path(_("<slug:region>/agreements/"), agreements.overview, name="agreements"),
    path(_("<slug:region>/agreements/<slug:key>/"), agreements.agreement, name="agreement"),
    path(_("<slug:region>/actions/<slug:key>/"), agreements.action, name="action"),
    path(_("<slug:region>/results/"), results.overview, name="results"),
    path(_("<slug:region>/results.csv"), results.csv, name="results_csv"),
    path(_("<slug:region>/organisations/"), organisations.overview, name="organisations"),
    path(
        _("<slug:region>/organisations/<slug:key>/"),
        organisations.organisation,
        name="organisation",
    ),
]
