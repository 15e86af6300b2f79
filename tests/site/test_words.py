"""The site's own words: every one has a translation, and the compiled files are up to date."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schakel.site import messages

IN_TEMPLATE = re.compile(r"""\{%\s*translate\s+(["'])(.*?)\1(?:\s+context\s+(["'])(.*?)\3)?""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate", re.DOTALL)
PASSED = re.compile(r"""_\((["'])(.*?)\1\)""")
CALLS = {"_", "gettext", "gettext_lazy"}


def said_in_templates() -> Iterator[str]:
    for path in messages.FOLDER.glob("**/*.html"):
        text = path.read_text(encoding="utf-8")
        for found in IN_TEMPLATE.finditer(text):
            yield f"{found[4]}\x04{found[2]}" if found[4] else found[2]
        yield from (found[2] for found in PASSED.finditer(text))
        for found in BLOCK.finditer(text):
            named = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", found[1])
            yield re.sub(r"\{%\s*plural\s*%\}", "\0", named)


def said_in_code() -> Iterator[str]:
    for path in messages.FOLDER.glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in CALLS and isinstance(first, ast.Constant):
                    yield first.value


def test_every_word_of_the_site_is_translated() -> None:
    known = {key for path in messages.catalogs() for key in messages.read(path)}
    said = {*said_in_templates(), *said_in_code()}
    assert len(said) > 100, "the search finds them"
    assert said - known == set()


@pytest.mark.parametrize("path", messages.catalogs(), ids=lambda path: path.parts[-4])
def test_the_compiled_words_are_those_of_the_source(path: Path) -> None:
    def words(compiled: bytes) -> dict[object, str]:
        return gettext.GNUTranslations(io.BytesIO(compiled))._catalog

    kept = path.with_suffix(".mo").read_bytes()
    fresh = messages.compiled(messages.read(path))
    assert words(kept) == words(fresh), "run: python -m schakel.site.messages"


def test_pythons_own_gettext_reads_what_we_compile(tmp_path: Path) -> None:
    source = tmp_path / "x.po"
    source.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "one"\nmsgstr "één"\n\n'
        'msgid "row"\nmsgid_plural "rows"\nmsgstr[0] "rij"\nmsgstr[1] "rijen"\n\n'
        'msgctxt "verb"\nmsgid "one"\nmsgstr "enen"\n\n'
        'msgid "not yet"\nmsgstr ""\n',
        encoding="utf-8",
    )
    compiled = tmp_path / "x.mo"
    compiled.write_bytes(messages.compiled(messages.read(source)))
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("one") == "één"
    assert words.ngettext("row", "rows", 1) == "rij"
    assert words.ngettext("row", "rows", 3) == "rijen"
    assert words.pgettext("verb", "one") == "enen"
    assert words.gettext("not yet") == "not yet"
