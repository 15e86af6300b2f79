"""Addresses of the pages over study programmes; the words in them follow the language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from schakel.site.teaching.views import studies

app_name = "teaching"

urlpatterns = [
    path(_("<slug:region>/study-programmes/"), studies.overview, name="studies"),
    path(_("<slug:region>/study-programmes.csv"), studies.csv, name="studies_csv"),
    path(_("<slug:region>/study-programmes/<slug:study>/"), studies.study, name="study"),
    path(_("<slug:region>/study-programmes/<slug:study>.csv"), studies.study_csv, name="study_csv"),
    path(_("<slug:region>/study-programmes/for/<str:job>/"), studies.for_job, name="job"),
    path(_("<slug:region>/study-programmes/for/<str:job>.csv"), studies.job_csv, name="job_csv"),
]
