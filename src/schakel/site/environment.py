"""What a site keeper may set: the environment variables SCHAKEL_*, read and checked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from schakel.base.errors import Problem, SchakelError

_YES, _NO = ("1", "on", "yes", "true"), ("", "0", "off", "no", "false")
_CHECKOUT = Path(__file__).parents[3]


class MachineInTheWay(SchakelError):
    """The machine stands in the way: a folder that is read-only, a port in use."""

    exit_code = 3


@dataclass(frozen=True)
class Database:
    """Where content is stored: an SQLite file, or a PostgreSQL server (`server` is then true)."""

    name: str
    server: bool = False
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the site keeps its own files: SCHAKEL_HOME, `var` of a checkout, or the user's data."""
    if given := environ.get("SCHAKEL_HOME"):
        return Path(given).expanduser().resolve()
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "regions").is_dir():
        return _CHECKOUT / "var"
    data = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "schakel"


def prepared_home(environ: Mapping[str, str] = os.environ) -> Path:
    """The home folder, made when it is not there; SchakelError when it cannot be written."""
    home = home_folder(environ)
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise MachineInTheWay(
            Problem(
                str(home),
                f"a folder that cannot be written ({error.strerror})",
                "a folder in which the site can keep its database and pictures",
                "make it writable, or choose another: SCHAKEL_HOME=~/schakel schakel up",
            )
        ) from error
    return home


def secret_key(environ: Mapping[str, str] = os.environ) -> str:
    """SCHAKEL_SECRET_KEY, or the key that was made once and lies in the home folder (mode 600)."""
    if given := environ.get("SCHAKEL_SECRET_KEY"):
        return given
    path = prepared_home(environ) / "secret-key.txt"
    if not path.is_file():
        write_private(path, secrets.token_urlsafe(50) + "\n", keep=True)
    return path.read_text(encoding="ascii").strip()


def write_private(path: Path, text: str, keep: bool = False) -> None:
    """Write a file that only its owner may read, aside first; `keep` leaves one already there."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    if not keep:
        aside.replace(path)
        return
    try:
        os.link(aside, path)
    except FileExistsError:
        pass  # another process was first: its file counts
    finally:
        aside.unlink()


def switch(name: str, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """A setting that is on or off; SchakelError for any other word."""
    text = environ.get(name)
    if text is None:
        return default
    if text.lower() in (*_YES, *_NO):
        return text.lower() in _YES
    raise SchakelError(
        Problem(name, repr(text), "on or off (1 or 0)", f"set {name} to one of these")
    )


def number(
    name: str, default: int, least: int, most: int, environ: Mapping[str, str] = os.environ
) -> int:
    """A setting that is a whole number from `least` to `most`; SchakelError for anything else."""
    text = environ.get(name, "").strip() or str(default)
    if text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise SchakelError(
        Problem(
            name,
            repr(text),
            f"a whole number from {least} to {most}",
            f"correct {name}, or leave it out ({default})",
        )
    )


def words(name: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """A setting that is a list: its words, parted by commas or spaces."""
    return environ.get(name, "").replace(",", " ").split()


def public_address(environ: Mapping[str, str] = os.environ) -> str:
    """SCHAKEL_ADDRESS: under which address the world sees the site, without a slash at the end."""
    text = environ.get("SCHAKEL_ADDRESS", "http://localhost:8000").rstrip("/")
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname and not parts.path:
        return text
    raise SchakelError(
        Problem(
            "SCHAKEL_ADDRESS",
            repr(text),
            "scheme and host, such as https://schakel.example.nl",
            "give the address that visitors type, without a path",
        )
    )


def link(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """A setting that is an address to link to (https: or mailto:); empty when it is not set."""
    text = environ.get(name, "")
    if not text or urlsplit(text).scheme in ("http", "https", "mailto"):
        return text
    raise SchakelError(
        Problem(
            name,
            repr(text),
            "an address that starts with https:// or mailto:",
            f"correct {name}, or leave it out",
        )
    )


def theme(environ: Mapping[str, str] = os.environ) -> Path | None:
    """SCHAKEL_THEME: a style sheet that gives the design tokens other values; None without one."""
    text = environ.get("SCHAKEL_THEME", "")
    path = Path(text).expanduser().resolve()
    if not text or (path.is_file() and path.suffix == ".css"):
        return path if text else None
    raise SchakelError(
        Problem(
            "SCHAKEL_THEME",
            str(path),
            "a style sheet (.css) that exists",
            "correct the path, or leave the setting out",
        )
    )


def hosts(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Host names that the site answers to: that of its address, SCHAKEL_HOSTS, and localhost."""
    own = urlsplit(public_address(environ)).hostname or ""
    return [own, *words("SCHAKEL_HOSTS", environ), "localhost", "127.0.0.1", "[::1]"]


def database(environ: Mapping[str, str] = os.environ) -> Database:
    """SCHAKEL_DATABASE: `postgresql://user:password@host:port/name`, or the path of an SQLite file.

    Default: `schakel.sqlite3` in the home folder. Raises SchakelError for another kind of address.
    """
    text = environ.get("SCHAKEL_DATABASE", "")
    if not text:
        return Database(str(home_folder(environ) / "schakel.sqlite3"))
    if "://" not in text:
        return Database(str(Path(text).expanduser().resolve()))
    return _server(text)


def _server(text: str) -> Database:
    parts = urlsplit(text)
    name = parts.path.strip("/")
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise SchakelError(
            Problem(
                "SCHAKEL_DATABASE",
                f"an address that starts with {parts.scheme}://",
                "postgresql://user:password@host:port/name, or the path of an SQLite file",
                "correct the address, or leave the setting out to use SQLite",
            )
        )
    if find_spec("psycopg") is None:
        raise SchakelError(
            Problem(
                "SCHAKEL_DATABASE",
                "a PostgreSQL server, but no driver for it in this environment",
                "the package psycopg",
                'install it: pip install "psycopg[binary]"',
            )
        )
    return Database(
        name=unquote(name),
        server=True,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=parts.hostname or "",
        port=str(parts.port or ""),
    )
