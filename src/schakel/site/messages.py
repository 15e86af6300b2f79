"""Compiles the translations of the site's own words: `python -m schakel.site.messages`.

Each `django.po` below the site becomes the `django.mo` beside it that Django reads; both are kept
in the repository, so that nobody needs gettext's tools.
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
_MAGIC, _HEAD = 0x950412DE, 28


def catalogs() -> list[Path]:
    """Every `django.po` of the site."""
    return sorted(FOLDER.glob("**/LC_MESSAGES/django.po"))


def read(path: Path) -> dict[str, str]:
    """Translations by message as gettext keys them: `context\\x04id`, plurals joined by `\\x00`."""
    found: dict[str, str] = {}
    for entry in _entries(path.read_text(encoding="utf-8")):
        key = entry["msgid"]
        if "msgid_plural" in entry:
            key += "\0" + entry["msgid_plural"]
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}\x04{key}"
        words = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
        if key in found:
            raise ValueError(f"{path}: {key!r} twice")
        if all(words):
            found[key] = "\0".join(words)
    return found


def _entries(text: str) -> Iterator[dict[str, str]]:
    for block in text.split("\n\n"):
        entry: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("msg"):
                name = line.split(" ", 1)[0]
                entry[name] = ""
            quoted = line.removeprefix(name).strip()
            if quoted.startswith('"'):
                entry[name] += ast.literal_eval(quoted)
        if "msgid" in entry:
            yield entry


def compiled(translations: dict[str, str]) -> bytes:
    """The translations in gettext's binary form (little-endian, sorted, without hash table)."""
    pairs = sorted((key.encode(), value.encode()) for key, value in translations.items())
    count = len(pairs)
    tables, place = [], _HEAD + 16 * count
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), place))
            place += len(pair[column]) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, _HEAD, _HEAD + 8 * count, 0, _HEAD + 16 * count)
    texts = b"".join(pair[column] + b"\0" for column in (0, 1) for pair in pairs)
    return head + b"".join(tables) + texts


def main() -> None:
    """Compile all."""
    for path in catalogs():
        translations = read(path)
        path.with_suffix(".mo").write_bytes(compiled(translations))
        print(f"{path.with_suffix('.mo').relative_to(FOLDER)}: {len(translations) - 1} messages")


if __name__ == "__main__":
    main()
