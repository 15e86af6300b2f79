"""Titles: what is done to a text, what the index gives, and what is found for well-known titles."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from schakel.answers.jobs import jobs_in
from schakel.answers.title_fusion import learn
from schakel.answers.title_ranking import ranking
from schakel.answers.title_search import find_title, suggest_titles
from schakel.answers.title_sentences import reason, said
from schakel.answers.title_tables import folder, read, tables
from schakel.answers.title_texts import title_texts
from schakel.answers.title_words import (
    LANGUAGES,
    endings_of,
    found_pairs,
    is_pair,
    labels_of_occupations,
    pairs_of_labels,
    rows,
    wording,
)
from schakel.cli.main import application
from schakel.paths.titles_index import Pieces, alphabet_of, build, similarity
from schakel.paths.titles_ranking import top
from schakel.paths.titles_text import Compounds, plain, plain_all, stem, without_brackets


@pytest.fixture(scope="module")
def words():
    return wording()


# --- texts ---


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("Senior CNC-draaier (m/v/x) 32 uur", "cnc draaier"),  # level, sexes and hours say no trade
        ("administratief medewerkster", "administratief medewerker"),
        ("verkoopmedewerkster", "verkoopmedewerker"),  # a feminine word at the end of a compound
        ("timmervrouw", "timmerman"),
        ("lasster", "lasser"),  # a consonant more
        ("verkoopster", "verkoper"),  # a vowel less
        (
            "leraar/lerares wiskunde",
            "leraar wiskunde",
        ),  # of two forms beside each other one is left
        ("leerling kapper niveau 3", "kapper"),
        ("minister", "minister"),  # ends like a feminine word, and is none
        ("junior", "junior"),  # nothing else is there
        ("ass. manager", "assistent manager"),
        ("caissière", "caissiere"),
        ("😀", ""),
    ],
)
def test_what_is_understood_of_a_title(words, typed, understood):
    assert words.core(typed) == understood


def test_many_texts_at_once_come_out_as_one_by_one():
    texts = ["Inspiciënt", "soft\xadhyphen", "C++/C# – 2", "", "ﬁjne_zaak"]
    assert plain_all(texts) == [plain(text) for text in texts]
    assert plain("soft\xadhyphen") == "softhyphen"
    assert plain("C++/C# – 2") == "c++ c# 2"


def test_compounds_fall_apart_into_words_that_are_known():
    seen = dict.fromkeys(["verpleeghuis", "arts", "verpleeg", "huis", "dienst", "hoofd"], 5)
    compounds = Compounds(seen, frozenset({"de"}))
    assert compounds.parts("verpleeghuisarts") == ("verpleeghuis", "arts")  # as few as can be
    assert compounds.parts("diensthoofd") == ("dienst", "hoofd")
    assert compounds.parts("onbekend") == ("onbekend",)
    assert compounds.stems("de huizen") == ["huiz"]
    assert [stem(word) for word in ("lassers", "assistente", "bus")] == [
        "lasser",
        "assistent",
        "bus",
    ]
    assert without_brackets("(alles)") == "(alles)"


def test_similarity_is_the_cosine_worked_out_by_hand():
    """Texts `ab` and `ac` in single letters: a has rarity 1, b and c 1 + ln(3/2)."""
    texts = ["ab", "ac"]
    pieces = Pieces(1, 1, False, alphabet_of(texts))
    index = build(*pieces.cut(texts), 2)
    rare = 1 + math.log(3 / 2)
    found = similarity(index, pieces.cut(["ab"])[0])
    assert found == pytest.approx([1, 1 / (1 + rare**2)], abs=1e-6)
    assert not similarity(index, pieces.cut(["zz"])[0]).any()


def test_pieces_within_words_do_not_cross_a_space():
    texts = ["ab c"]
    pieces = Pieces(2, 2, True, alphabet_of(texts))
    cut = pieces.cut(texts)[0]
    assert len(np.unique(cut)) == 5  # " a", "ab", "b ", " c", "c "
    assert set(pieces.cut(["c"])[0]) < set(cut)


def test_learning_finds_the_feature_that_tells():
    from schakel.answers.title_fusion import Candidates

    chance = np.random.default_rng(1)
    features = chance.normal(size=(200, 4, 2))
    features[:, 0, 0] += 3  # the first candidate is right, and the first feature says so
    found = Candidates(np.tile(np.arange(4), (200, 1)), features, np.zeros(200, int))
    weights = learn(found, np.arange(200))
    assert weights[0] > 1 > abs(weights[1])


# --- both sexes ---


def test_all_pairs_of_esco_are_understood_as_the_same(words):
    pairs = [
        pair
        for language in LANGUAGES
        for labels in labels_of_occupations(language)
        for pair, (feminine, _) in pairs_of_labels(labels, endings_of(language))
        if feminine != "cigarette"
    ]
    assert len(pairs) > 3700
    assert [pair for pair in pairs if words.core(pair[0]) != words.core(pair[1])] == []


@pytest.mark.parametrize(
    ("language", "feminine", "masculine"),
    [
        ("nl", "lasster", "lasser"),
        ("nl", "directrice basisschool", "directeur basisschool"),
        ("nl", "automonteuse", "automonteur"),
        ("nl", "kokkin", "kok"),
        ("nl", "serveerster", "ober"),
        ("en", "draughtswoman", "draughtsman"),
        ("en", "waitress", "waiter"),
    ],
)
def test_both_forms_give_the_same_five(language, feminine, masculine):
    one, other = (find_title(title, language) for title in (feminine, masculine))
    assert len(one.occupations) == 5
    assert one.occupations == other.occupations


def test_pairs_in_the_package_are_those_in_the_labels():
    written = [
        (row["language"], row["feminine"], row["masculine"]) for row in rows("title_pairs.csv")
    ]
    assert found_pairs() == written
    assert not is_pair("ster", "er", [("ster", "er")])  # no stem is left


# --- what is found ---


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("kapper", "kapper"),
        ("vrachtwagenchauffeur", "vrachtwagenchauffeur"),
        ("verkoopmedewerker bouwmarkt", "verkoopspecialist bouwmaterialen"),
        ("lasser", "lasser"),
        ("cnc-draaier", "operator draaibank"),
        ("helpdeskmedewerker", "medewerker helpdesk"),
        ("docent wiskunde", "leerkracht wiskunde voortgezet onderwijs"),
        ("Syrische bouwkundig ingenieur", "bouwkundig ingenieur"),
        ("administratief medewerkster", "administratief medewerker"),
        ("vrachtwagenchaufeur", "vrachtwagenchauffeur"),  # a slip of the pen
    ],
)
def test_well_known_titles_lead_to_a_sensible_occupation(title, name):
    assert jobs_in(folder())[find_title(title).occupations[0].number].name.nl == name


@pytest.mark.parametrize("title", ["", "   ", "😀", "!!!", "漢字", "x", "'; DROP TABLE titles; --"])
def test_what_is_no_title_gets_a_helpful_answer_that_is_not_sure(title):
    found = find_title(title)
    assert not found.sure
    for language in LANGUAGES:
        assert said(found, jobs_in(folder()), language)
        assert all(reason(each, language) for each in found.occupations)


@pytest.mark.parametrize("name", ["Piet Jansen", "qwertyzxcv", "a" * 5000])
def test_a_name_that_is_nothing_is_never_sure(name):
    assert not find_title(name).sure


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_gives_five_at_most_best_first(title, language):
    found = find_title(title, language)
    scores = [each.score for each in found.occupations]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert len({each.uri for each in found.occupations}) == len(scores)
    assert len(suggest_titles(title, language)) <= 8


def test_suggestions_start_with_what_is_typed_and_names_come_first():
    found = suggest_titles("las")
    assert found[0] == "lasser"
    assert all(any(word.startswith("las") for word in plain(label).split()) for label in found)
    assert "kapster" in suggest_titles("kapst")


# --- ranking of given labels ---


def test_given_labels_are_ranked_as_the_occupations_they_belong_to():
    labels = ["verpleegkundige", "lasser", "MIG-lasser", "zomaar iets anders", "brood bakken"]
    ranked = top(ranking(labels, "nl"), "lasster", 5)
    assert ranked[0][0] == 1
    assert sorted(number for number, _ in ranked) == [0, 1, 2, 3, 4]
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)


def test_another_language_is_compared_by_its_text():
    ranked = top(ranking(["Schweißer", "Bäckerin", "Maurer"], "de"), "Bäcker", 1)
    assert ranked[0][0] == 1


@pytest.mark.parametrize("language", ["nl", "de"])
def test_no_labels_give_nothing(language):
    assert top(ranking([], language), "lasser", 5) == []


# --- the command ---


def test_the_command_ranks_files_and_prints_a_line_each(tmp_path):
    queries, labels = tmp_path / "q.txt", tmp_path / "l.txt"
    queries.write_text("lasser\n\nkok\n", encoding="utf-8")
    labels.write_text("kok\nlasser\n", encoding="utf-8")
    done = CliRunner().invoke(
        application(), ["titles", "--queries", str(queries), "--labels", str(labels), "--top", "1"]
    )
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [line["query"] for line in lines] == ["lasser", "", "kok"]
    assert [lines[n]["ranked"][0][0] for n in (0, 2)] == [1, 0]


def test_the_command_shows_five_as_json():
    done = CliRunner().invoke(application(), ["titles", "cnc draaier", "--json"])
    found = json.loads(done.stdout)
    assert len(found["occupations"]) == 5
    assert found["sure"] is False
    assert "niet zeker" in found["said"]


# --- the tables ---


def test_the_texts_in_the_package_are_those_of_its_labels():
    assert title_texts(tables()).equals(read("title_texts"))


def test_a_german_title_is_the_same_in_either_spelling():
    assert plain("Schweißer") == plain("SCHWEISSER") == "schweisser"
