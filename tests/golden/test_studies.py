"""Study programmes of Oost: what follows by hand from the published lists and our own tables."""

from __future__ import annotations

import polars as pl
import pytest

from schakel.answers.jobs import job
from schakel.answers.occupation_tables import paths_table
from schakel.answers.path_network import path_network
from schakel.answers.studies import (
    StudyChoice,
    chosen_studies,
    schools,
    studies,
    study_named,
)
from schakel.answers.study_match import jobs_of, match, share, studies_for
from schakel.answers.study_rows import studies_answer, study_answer
from schakel.answers.study_subjects import names_skills, subjects
from schakel.answers.study_words import job_sentence, match_sentence, named_by_none
from schakel.base.errors import UnknownName
from schakel.catalog.catalog import load
from schakel.facts.paths.programmes import programmes
from schakel.facts.paths.qualifications import qualifications
from schakel.paths.teaching import with_ancestors

OOST = load("oost")
MECHATRONICS = study_named(OOST, "crebo-25893")
ELECTRICIAN = job(OOST, "7411.1")


def test_a_qualification_is_found_under_the_name_that_it_had():
    """SBB: technicus mechatronica (25893) was technicus mechatronica systemen (25344), mbo 4."""
    assert (MECHATRONICS.level, MECHATRONICS.before) == ("mbo_4", ("25344",))
    names = {route.name for route in schools(OOST, MECHATRONICS)}
    assert names == {"Technicus mechatronica systemen"}
    assert {group.code for group in MECHATRONICS.groups} == {"0721", "0744"}


def test_one_qualification_took_the_place_of_several():
    car = study_named(OOST, "crebo-25668")
    assert car.before == ("25242", "25243", "25246")
    assert {route.code for route in schools(OOST, car)} == set(car.before)
    assert car.level == "mbo_2"


def test_a_level_that_differs_before_is_not_guessed():
    given = paths_table(OOST, "programmes.parquet").filter(pl.col("register") == "crebo")
    rows = paths_table(OOST, "qualifications.parquet")
    unknown = rows.filter(pl.col("level").is_null())
    assert len(unknown)
    for before in unknown["before"].to_list():
        assert given.filter(pl.col("code").is_in(before))["level"].n_unique() != 1


def test_every_programme_leads_to_technical_work_and_stands_there_once():
    found = studies(OOST)
    assert all(group.focus for study in found for group in study.groups)
    assert all(study.groups for study in found)
    assert len({study.key for study in found}) == len(found)
    assert {study.register for study in found} == {"crebo", "croho"}


def test_the_name_of_a_programme_orders_the_occupations_of_its_groups():
    carpenter = study_named(OOST, "crebo-25829")
    assert jobs_of(OOST, carpenter)[0].name.nl == "timmerman"
    developer = study_named(OOST, "crebo-25998")
    names = [one.name.nl for one in jobs_of(OOST, developer)[:2]]
    assert "software ontwikkelaar" in names


def test_what_is_named_and_what_is_not_are_together_what_is_asked():
    for study in studies(OOST)[::12]:
        one = match(OOST, study, jobs_of(OOST, study)[0])
        named, missing = set(one.named), set(one.missing)
        assert len(one.asked) == len(path_network(OOST).required[one.job.number])
        assert not named & missing
        assert study.described == (len(named | missing) == len(one.asked) > 0)
        assert all(asked.rising for asked in one.extra)


def test_the_share_is_the_importance_of_what_is_named():
    one = match(OOST, MECHATRONICS, jobs_of(OOST, MECHATRONICS)[0])
    importance = path_network(OOST).importance
    weigh = [float(importance[asked.skill.number]) for asked in one.asked]
    named = [w for w, asked in zip(weigh, one.asked, strict=True) if asked.named_by]
    assert one.share == pytest.approx(sum(named) / sum(weigh), abs=1e-5)
    assert weigh == sorted(weigh, reverse=True)


def test_a_term_with_the_name_of_an_esco_skill_names_that_skill():
    terms = [s for study in studies(OOST) for s in subjects(OOST, study) if s.skill]
    uris = paths_table(OOST, "skills.parquet")["uri"].to_list()
    for term in set(terms):
        assert names_skills(OOST, term)[uris.index(term.skill)]


def test_of_higher_education_nothing_is_claimed():
    degree = next(study for study in studies(OOST) if study.register == "croho")
    one = match(OOST, degree, jobs_of(OOST, degree)[0])
    assert (one.share, one.missing, subjects(OOST, degree)) == (None, (), ())
    assert "niet als vaardigheden gepubliceerd" in match_sentence(one, "nl")
    row = studies_answer(OOST, [degree]).rows[0]
    assert row[-2:] == (None, "missing")


def test_programmes_for_an_occupation_lead_to_its_group_and_name_less_and_less():
    found = studies_for(OOST, ELECTRICIAN)
    assert all("0761" in {group.code for group in study.groups} for study in found)
    shares = [share(OOST, study, ELECTRICIAN) or 0 for study in found]
    assert shares == sorted(shares, reverse=True)


def test_what_no_programme_names_is_missing_in_each():
    matches = [match(OOST, study, ELECTRICIAN) for study in studies_for(OOST, ELECTRICIAN)]
    nowhere = set(named_by_none(matches))
    for one in matches:
        if one.study.described:
            assert nowhere <= {asked.skill.number for asked in one.missing}
    assert f"{len(nowhere)} van de" in job_sentence(OOST, ELECTRICIAN, matches, "nl")


def test_an_occupation_to_which_nothing_leads_says_so():
    teacher = job(OOST, "2330.1")
    matches = [match(OOST, study, teacher) for study in studies_for(OOST, teacher)]
    assert not [one for one in matches if one.study.described]
    assert job_sentence(OOST, teacher, matches, "en").startswith("Of no programme")


def test_a_choice_narrows_the_list():
    found = chosen_studies(OOST, StudyChoice("mechatronica", "mbo_4", "0744"))
    assert [study.code for study in found] == ["25893"]
    assert chosen_studies(OOST, StudyChoice("25893")) == found
    assert chosen_studies(OOST, StudyChoice("nergens")) == ()


def test_a_programme_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(UnknownName, match="crebo-25896"):
        study_named(OOST, "crebo-2589")


def test_the_table_skill_by_skill_has_a_row_for_each():
    first = jobs_of(OOST, MECHATRONICS)[0]
    answer = study_answer(OOST, MECHATRONICS, [first])
    one = match(OOST, MECHATRONICS, first)
    assert len(answer.rows) == len(one.asked) + len(one.extra)
    assert {len(row) for row in answer.rows} == {len(answer.columns)}


@pytest.mark.source_data
def test_qualifications_made_again_are_those_that_are_shipped(source_files):
    package = OOST.packages[0].folder
    made = qualifications(source_files, package, programmes(source_files, package))
    assert made.equals(paths_table(OOST, "qualifications.parquet"))


def test_every_term_is_tied_once_and_to_groups_that_exist():
    """None twice, none left out; a group and one above it do not stand in the same line."""
    ties = paths_table(OOST, "taught_groups.csv")
    terms = paths_table(OOST, "programme_skills.parquet").select("kind", "label").unique()
    assert ties.select("kind", "label").sort("kind", "label").equals(terms.sort("kind", "label"))
    groups = paths_table(OOST, "skill_groups.parquet")
    parents = dict(groups.select("code", "parent").iter_rows())
    for english, codes in ties.select("name_en", "groups").iter_rows():
        assert english
        chosen = codes.split()
        assert chosen
        for code in chosen:
            assert not (with_ancestors(parents, code) - {code}) & set(chosen), (english, code)


def test_no_term_names_more_than_a_tenth_of_all_skills():
    terms = {subject for study in studies(OOST) for subject in subjects(OOST, study)}
    assert max(names_skills(OOST, term).mean() for term in terms) < 0.1
