"""Likeness of texts with an encoder whose vectors are written down."""

from __future__ import annotations

import numpy as np
import pytest

from schakel.facts.paths.likeness import description_vectors, skill_neighbours


def encoder(**vectors):
    """An encoder that knows these texts."""
    return lambda texts: np.array([vectors[text] for text in texts], np.float32)


def test_skills_are_neighbours_above_the_least_cosine_and_never_of_themselves():
    at = {name: (cos, np.sqrt(1 - cos**2)) for name, cos in
          {"weld": 1.0, "solder": 0.68, "sing": 0.2}.items()}  # fmt: skip
    table = skill_neighbours(["weld", "solder", "sing"], encoder(**at))
    found = {(row[0], row[1]): row[2] for row in table.rows()}
    # cos(weld, solder) = .68: the middle of the curve, a half of 255. cos(weld, sing) = .2 is too
    # little. cos(solder, sing) = .68 × .2 + √(1 − .68²) × √(1 − .2²) = .854.
    assert set(found) == {(0, 1), (1, 0), (1, 2), (2, 1)}
    assert found[0, 1] == pytest.approx(127.5, abs=1)
    assert found[1, 2] == pytest.approx(255 / (1 + np.exp(-20 * (0.8544 - 0.68))), abs=1)
    assert found[1, 2] == found[2, 1]


def test_what_all_descriptions_share_is_taken_out():
    # All share a large first number; beside it the second is the opposite of the first.
    vectors = {"a": (9.0, 1.0, 0.0), "b": (9.0, -1.0, 0.0), "c": (9.0, 0.0, 2.0), "d": (9, 0, -2)}
    kept = np.stack(description_vectors(list(vectors), encoder(**vectors))["vector"].to_list())
    lengths = np.linalg.norm(kept.astype(float), axis=1)
    cosines = kept.astype(float) @ kept.T.astype(float) / np.outer(lengths, lengths)
    assert cosines[0, 1] == pytest.approx(-1, abs=0.01)
    assert cosines[0, 2] == pytest.approx(0, abs=0.01)
