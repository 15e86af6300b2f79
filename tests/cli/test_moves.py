"""`schakel moves` as somebody types it, over the occupations of ESCO."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from schakel.base.errors import SchakelError, UnknownName
from schakel.cli.main import application

OCCUPATION = "http://data.europa.eu/esco/occupation/"
LORRY_DRIVER = OCCUPATION + "45037d43-a8f5-4f46-b332-b2935bc305f4"
WELDER = OCCUPATION + "7aedaa07-3884-4c5b-88f9-80997b2aa54b"
HAIRDRESSER = OCCUPATION + "099c6bb0-22d3-4c5d-8bf5-70910af381ef"


def run(*arguments, columns="100"):
    """What is printed; a mistake is raised as the command raises it."""
    result = CliRunner().invoke(
        application("moves"), ["moves", *arguments], env={"COLUMNS": columns}
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def moves(*arguments):
    """What is printed as JSON."""
    return json.loads(run(*arguments, "--json"))


def test_moves_are_ranked_and_every_number_follows_from_the_skills():
    found = moves(LORRY_DRIVER, "--top", "5")
    assert found["from"]["name"]["en"] == "cargo vehicle driver"
    scores = [move["score"] for move in found["moves"]]
    assert scores == sorted(scores, reverse=True)
    for move in found["moves"]:
        skills = move["matched"] + move["missing"]
        assert sum(skill["part"] for skill in skills) == pytest.approx(1)
        covered = sum(skill["part"] * skill["similarity"] for skill in skills)
        assert covered == pytest.approx(move["coverage"])
        assert all(skill["similarity"] >= 0.8 for skill in move["matched"])
        assert all(skill["similarity"] < 0.8 for skill in move["missing"])


def test_destinations_are_technical_or_ict_unless_all_are_asked_for():
    technical = moves(HAIRDRESSER, "--top", "3")["moves"]
    everything = moves(HAIRDRESSER, "--top", "3", "--all")["moves"]
    assert all(move["group"][:2] in {"07", "08"} for move in technical)
    assert not {move["group"][:2] for move in everything} <= {"07", "08"}
    assert everything[0]["score"] > technical[0]["score"]


def test_people_at_work_are_those_of_the_region_that_is_asked_for():
    whole = moves(WELDER, "--top", "1")["moves"][0]["people"]
    twente = moves(WELDER, "--top", "1", "--region", "AM-TWENTE")["moves"][0]["people"]
    assert 0 < twente["value"] < whole["value"]
    assert twente["status"] == "estimate"


def test_who_can_move_here_is_the_matrix_read_the_other_way(tmp_path):
    run("--matrix", str(tmp_path / "all.npz"))
    with np.load(tmp_path / "all.npz") as file:
        uris, score = file["uris"].tolist(), file["score"]
    assert (len(uris), score.shape, score.dtype) == (3007, (3007, 3007), np.float32)
    to = uris.index(WELDER)
    for source in moves(WELDER, "--candidates", "--top", "4")["moves"]:
        assert source["score"] == pytest.approx(
            float(score[uris.index(source["occupation"]["uri"]), to])
        )
    best = moves(WELDER, "--all", "--top", "1")["moves"][0]
    assert best["score"] == pytest.approx(float(np.delete(score[to], to).max()))


def test_the_list_says_in_dutch_what_is_an_estimate_and_what_is_only_in_english():
    printed = " ".join(run(WELDER, "--lang", "nl").split())
    assert "heel dichtbij" in printed
    assert "geschat" in printed
    assert "alleen in het Engels gepubliceerd" in printed


@pytest.mark.parametrize(
    "uri", ["", "x", "lasser", "'; drop table", "👩‍🔧", OCCUPATION + "0" * 5000]
)
def test_what_is_no_address_of_an_occupation_is_told(uri):
    with pytest.raises(UnknownName) as caught:
        run(uri)
    assert "schakel titles" in caught.value.problems[0].advice


def test_without_an_address_it_says_what_to_give():
    with pytest.raises(UnknownName, match="ESCO_URI"):
        run()


def test_a_region_without_numbers_is_refused():
    with pytest.raises(UnknownName):
        run(WELDER, "--region", "AM-NOWHERE")


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(SchakelError, match="a file that can be written"):
        run("--matrix", str(tmp_path / "none" / "all.npz"))


def test_candidates_say_how_they_are_ordered():
    printed = " ".join(run(WELDER, "--candidates", "--lang", "nl", "--top", "2").split())
    assert "De volgorde is score × werk" in printed
    assert "lasser" in printed
