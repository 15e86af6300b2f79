"""The page about the API is true: its examples work, and it names every address."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.api.asking import ROOT

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
HOST = "http://localhost:8000"


def examples():
    """Each block of commands with the answer that the page shows to its last one, if any."""
    for place, (kind, text) in enumerate(BLOCKS):
        if kind == "sh":
            following = BLOCKS[place + 1] if place + 1 < len(BLOCKS) else ("", "")
            shown = following if following[0] in ("json", "csv") else ("", "")
            yield text.strip().splitlines(), *shown


def typed(api, command):
    """The response to a `curl` command."""
    words = shlex.split(command)
    assert words.pop(0) == "curl", command
    method, headers = "get", {}
    while words[0].startswith("-"):
        option = words.pop(0)
        if option == "-I":
            method = "head"
        else:
            assert option == "-H", command
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
    (address,) = words
    assert address.startswith(HOST + ROOT), command
    return getattr(api.client, method)(address.removeprefix(HOST), headers=headers)


def assert_within(shown, given):
    """Everything that is shown is in what was given."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            assert_within(value, given[name])
    elif isinstance(shown, list):
        for one, other in zip(shown, given, strict=True):
            assert_within(one, other)
    else:
        assert shown == given


@pytest.mark.parametrize(("commands", "kind", "shown"), list(examples()))
def test_every_example_gives_what_the_page_shows(alone, commands, kind, shown):
    responses = [typed(alone, command) for command in commands]
    expected = json.loads(shown).get("status") if kind == "json" else 200
    for response in responses:
        assert response.status_code == (expected if isinstance(expected, int) else 200)
    content = responses[-1].content.decode()
    if kind == "json":
        assert_within(json.loads(shown), json.loads(content))
    if kind == "csv":
        for line, given in zip(shown.splitlines(), content.splitlines(), strict=True):
            assert given.startswith(line + ",")


def test_there_are_examples():
    assert sum(len(commands) for commands, *_ in examples()) >= 8


def test_no_example_comes_back_empty(alone):
    for commands, *_ in examples():
        for command in commands:
            response = typed(alone, command)
            if response["Content-Type"] == "application/json" and response.content:
                assert json.loads(response.content).get("total", 1) > 0, command


def test_every_address_has_its_line_with_its_filters(alone):
    document = alone.ok(f"{ROOT}/openapi.json")
    rows = dict(re.findall(r"^\| `(/[^`]*)` \|(.*)\|$", TEXT, re.MULTILINE))
    assert set(rows) == set(document["paths"])
    for path, methods in document["paths"].items():
        operation = methods["get"]
        filters = {one["name"] for one in operation["parameters"] if one["in"] == "query"}
        filters -= {"format", "page", "page_size", "dimension"}
        assert set(re.findall(r"`(\w+)`", rows[path])) == filters, path
        offered = "text/csv" in operation["responses"]["200"]["content"]
        assert rows[path].rstrip().endswith("yes") == offered, path


def test_every_status_of_a_number_is_explained(alone):
    shapes = alone.ok(f"{ROOT}/openapi.json")["components"]["schemas"]
    for status in shapes["Status"]["enum"]:
        assert re.search(rf"^\| `{status}` \|", TEXT, re.MULTILINE)
