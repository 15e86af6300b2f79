"""The reference of all commands as Markdown, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from schakel.cli.main import application

_HEAD = """# Commands

Made from the commands themselves; `python -m schakel.cli.reference` prints this page. In a checkout
write `./schakel` instead of `schakel`.

Exit codes: 0 done · 1 wrong files or data · 2 wrong use · 3 the machine stands in the way (port in
use, read-only folder) · 130 interrupted.
"""


def reference() -> str:
    """All commands with their text, arguments and options."""
    root = typer.main.get_command(application())
    assert isinstance(root, TyperGroup)
    return _HEAD + "".join(_command(path, command) for path, command in commands(root, "schakel"))


def commands(group: TyperGroup, path: str) -> Iterator[tuple[str, TyperCommand]]:
    """Every command below a group with its full path, in order of name."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _command(path: str, command: TyperCommand) -> str:
    text = re.sub(r"\[bold\](.*?)\[/\]", r"`\1`", command.help or "")
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    table = "| option | meaning |\n|---|---|\n" + "".join(rows) if rows else ""
    return f"\n## {path}\n\n{text.strip()}\n\n{table}"


def _row(parameter: TyperArgument | TyperOption) -> str:
    names = (
        f"`{str(parameter.name).upper()}`"
        if isinstance(parameter, TyperArgument)
        else ", ".join(f"`{name}`" for name in parameter.opts)
    )
    meaning = re.sub(r"\[bold\](.*?)\[/\]", r"`\1`", getattr(parameter, "help", None) or "")
    return f"| {names} | {meaning.replace('|', '·')} |\n"


if __name__ == "__main__":
    print(reference(), end="")
