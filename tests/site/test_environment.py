"""Settings from the environment: what is wrong is said in words, with what to do."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schakel.base.errors import SchakelError
from schakel.site import environment as env


@pytest.mark.parametrize(
    ("read", "given", "where"),
    [
        (env.database, {"SCHAKEL_DATABASE": "mysql://localhost/x"}, "SCHAKEL_DATABASE"),
        (env.database, {"SCHAKEL_DATABASE": "postgresql://localhost/"}, "SCHAKEL_DATABASE"),
        (env.public_address, {"SCHAKEL_ADDRESS": "schakel.example"}, "SCHAKEL_ADDRESS"),
        (env.public_address, {"SCHAKEL_ADDRESS": "https://example.nl/a"}, "SCHAKEL_ADDRESS"),
        (lambda e: env.link("SCHAKEL_FEEDBACK", e), {"SCHAKEL_FEEDBACK": "a@b.nl"}, "FEEDBACK"),
        (lambda e: env.switch("SCHAKEL_DEBUG", False, e), {"SCHAKEL_DEBUG": "maybe"}, "DEBUG"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(
    read: Callable[[dict[str, str]], Any], given: dict[str, str], where: str
) -> None:
    with pytest.raises(SchakelError) as refused:
        read(given)
    (problem,) = refused.value.problems
    assert where in problem.where
    assert problem.expected
    assert problem.advice


def test_a_postgresql_address_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(env, "find_spec", lambda name: object())
    given = {"SCHAKEL_DATABASE": "postgresql://me:p%40ss@db.example:5433/schakel"}
    read = env.database(given)
    assert read == env.Database("schakel", True, "me", "p@ss", "db.example", "5433")


def test_without_settings_the_site_answers_to_this_machine_only() -> None:
    assert set(env.hosts({})) == {"localhost", "127.0.0.1", "[::1]"}
    given = {"SCHAKEL_ADDRESS": "https://schakel.example.nl", "SCHAKEL_HOSTS": "a.nl, b.nl"}
    assert env.hosts(given)[:3] == ["schakel.example.nl", "a.nl", "b.nl"]


def test_a_home_folder_that_cannot_be_made_is_the_machine_in_the_way(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(env.MachineInTheWay) as refused:
        env.prepared_home({"SCHAKEL_HOME": str(in_the_way / "home")})
    assert refused.value.exit_code == 3
    assert "SCHAKEL_HOME=" in refused.value.problems[0].advice


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    given = {"SCHAKEL_HOME": str(tmp_path)}
    key = env.secret_key(given)
    assert len(key) > 50
    assert env.secret_key(given) == key
    file = tmp_path / "secret-key.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key.txt"], "nothing half-written"


def test_every_setting_is_explained() -> None:
    root = Path(__file__).parents[2]
    code = "".join(path.read_text("utf-8") for path in (root / "src").glob("**/*.py"))
    page = (root / "docs/reference/settings.md").read_text("utf-8")
    used = set(re.findall(r'"(SCHAKEL_[A-Z_]+)"', code))
    explained = set(re.findall(r"^\| `(SCHAKEL_[A-Z_]+)` \|", page, re.MULTILINE))
    assert used == explained


def test_a_theme_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchakelError) as refused:
        env.theme({"SCHAKEL_THEME": str(tmp_path / "none.css")})
    assert "none.css" in refused.value.problems[0].found
    sheet = tmp_path / "ours.css"
    sheet.write_text(":root { --schakel-accent: #154273 }")
    assert env.theme({"SCHAKEL_THEME": str(sheet)}) == sheet
    assert env.theme({}) is None
