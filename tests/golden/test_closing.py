"""The smallest set of programmes for what a move lacks, on the tables that are shipped."""

from __future__ import annotations

from schakel.answers.closing import closing
from schakel.answers.jobs import job
from schakel.answers.nearness import explain
from schakel.answers.studies import schools
from schakel.answers.study_match import studies_for
from schakel.answers.study_subjects import taught
from schakel.catalog.catalog import load

OOST = load("oost")
HAIRDRESSER, ELECTRICIAN = job(OOST, "5141.1"), job(OOST, "7411.1")
MISSING = explain(OOST, HAIRDRESSER.number, ELECTRICIAN.number).missing


def test_what_is_closed_and_what_stays_open_are_together_what_lacks():
    found = closing(OOST, ELECTRICIAN, MISSING)
    closed = [skill for one in found.chosen for skill in one.skills]
    assert len(closed) == len(set(closed))
    assert {*closed, *found.open} == set(MISSING)
    assert found.chosen


def test_each_names_what_it_is_chosen_for_and_none_is_superfluous():
    found = closing(OOST, ELECTRICIAN, MISSING)
    for one in found.chosen:
        assert one.skills
        assert all(taught(OOST, one.study)[skill.number] for skill in one.skills)
        others = [other for other in found.chosen if other is not one]
        names = [any(taught(OOST, o.study)[s.number] for o in others) for s in MISSING]
        alone = [taught(OOST, one.study)[s.number] for s in MISSING]
        assert any(own and not other for own, other in zip(alone, names, strict=True))


def test_what_stays_open_no_programme_in_the_region_names():
    found = closing(OOST, ELECTRICIAN, MISSING)
    given = [
        study
        for study in studies_for(OOST, ELECTRICIAN)
        if study.described and any(not route.ended for route in schools(OOST, study))
    ]
    assert len(given) == found.tried
    for skill in found.open:
        assert not any(taught(OOST, study)[skill.number] for study in given)


def test_nothing_lacks_nothing_to_close():
    assert closing(OOST, ELECTRICIAN, ()).chosen == ()


def test_where_no_programme_is_described_everything_stays_open():
    teacher = job(OOST, "2330.1")
    found = closing(OOST, teacher, MISSING)
    assert (found.chosen, found.open, found.tried) == ((), MISSING, 0)
