"""All builders by the name under which a data set asks for them."""

from __future__ import annotations

from schakel.facts.builders.building import Builder
from schakel.facts.builders.cbs import (
    build_cbs_education_level,
    build_cbs_unemployment,
    build_cbs_vacancies,
)
from schakel.facts.builders.denkwerk import build_denkwerk_occupations
from schakel.facts.builders.duo_exams import build_duo_exams
from schakel.facts.builders.duo_hbo import build_duo_hbo
from schakel.facts.builders.duo_higher_2019 import build_duo_higher_2019
from schakel.facts.builders.duo_mbo import build_duo_mbo
from schakel.facts.builders.eurostat import (
    build_eurostat_high_tech,
    build_eurostat_occupations,
    build_eurostat_regional,
)
from schakel.facts.builders.job_postings import build_job_postings
from schakel.facts.builders.roa import build_roa_outlook
from schakel.facts.builders.single_figures import build_single_figures
from schakel.facts.builders.teacher_training import build_teacher_training

BUILDERS: dict[str, Builder] = {
    builder.__name__: builder
    for builder in (
        build_cbs_education_level,
        build_cbs_unemployment,
        build_cbs_vacancies,
        build_denkwerk_occupations,
        build_duo_exams,
        build_duo_hbo,
        build_duo_higher_2019,
        build_duo_mbo,
        build_eurostat_high_tech,
        build_eurostat_occupations,
        build_eurostat_regional,
        build_job_postings,
        build_roa_outlook,
        build_single_figures,
        build_teacher_training,
    )
}
