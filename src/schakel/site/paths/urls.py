"""Addresses of the ways into technical work; the words in them follow the language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.paths.views import employers, finder, routes, starts, sure

app_name = "paths"

urlpatterns = [
    path(_("<slug:region>/paths/"), finder.start, name="start"),
    path(_("<slug:region>/paths/suggestions.json"), finder.suggestions, name="suggestions"),
    path(_("<slug:region>/paths/from/<str:origin>/"), finder.from_job, name="from"),
    path(_("<slug:region>/paths/from/<str:origin>/compare/"), finder.compare, name="compare"),
    path(_("<slug:region>/paths/from/<str:origin>/to/<str:goal>/"), finder.move, name="move"),
    path(_("<slug:region>/paths/from/<str:origin>/moves.csv"), finder.csv, name="csv"),
    path(_("<slug:region>/employers/"), employers.employers, name="employers"),
    path(_("<slug:region>/employers/for/<str:origin>/"), employers.for_vacancy, name="supply"),
    path(_("<slug:region>/employers/for/<str:origin>.csv"), employers.csv, name="supply_csv"),
    path(_("<slug:region>/paths/interests/"), starts.from_interests, name="interests"),
    path(_("<slug:region>/paths/skills/"), starts.from_own_skills, name="skills"),
    path(_("<slug:region>/paths/how-sure/"), sure.how_sure, name="how_sure"),
    path(_("<slug:region>/paths/diploma/"), starts.from_diploma, name="diploma"),
    path(_("<slug:region>/paths/routes/"), routes.overview, name="routes"),
    path(_("<slug:region>/paths/routes/<slug:title>/"), routes.route, name="route"),
]
