"""How the site sends mail: the settings SCHAKEL_SMTP and SCHAKEL_MAIL_FROM, read and checked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from schakel.base.errors import Problem, SchakelError

SERVER, SENDER = "SCHAKEL_SMTP", "SCHAKEL_MAIL_FROM"
_EXAMPLE = "smtp://user:password@mail.example.nl:587?tls=starttls"
_ENCRYPTION = {"smtp": "starttls", "smtps": "implicit"}
_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_NOBODY = "Schakel <schakel@localhost>"


@dataclass(frozen=True)
class Outgoing:
    """The mail server and the sender. Without a host, mails are printed where the site runs."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    encryption: str = "none"
    sender: str = _NOBODY

    @property
    def backend(self) -> str:
        """The part of Django that sends."""
        kind = "smtp" if self.host else "console"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def outgoing(environ: Mapping[str, str] = os.environ) -> Outgoing:
    """How to send; SchakelError with everything that is wrong with the two settings."""
    server, sender = environ.get(SERVER, ""), environ.get(SENDER, "")
    problems = [*_server_problems(server), *_sender_problems(server, sender)]
    if problems:
        raise SchakelError(problems)
    if not server:
        return Outgoing(sender=sender or _NOBODY)
    parts = urlsplit(server)
    encryption = _encryption(parts)
    return Outgoing(
        host=parts.hostname or "",
        port=parts.port or _PORTS[encryption],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encryption=encryption,
        sender=sender,
    )


def _encryption(parts: SplitResult) -> str:
    return parse_qs(parts.query).get("tls", [_ENCRYPTION.get(parts.scheme, "")])[0]


def _server_problems(server: str) -> Iterator[Problem]:
    """The password is never repeated."""
    if not server:
        return
    parts = urlsplit(server)
    if parts.scheme not in _ENCRYPTION or not parts.hostname or not _port_is_right(parts):
        yield Problem(
            SERVER,
            f"an address that starts with {parts.scheme or 'nothing'}:// and no server in it"
            if not parts.hostname
            else f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}",
            _EXAMPLE,
            "write it like the example, or leave it out: mails are then printed",
        )
    elif _encryption(parts) not in _PORTS:
        yield Problem(
            SERVER,
            f"tls={_encryption(parts)}",
            "tls=starttls, tls=implicit or tls=none",
            "ask whoever keeps the mail server; starttls (port 587) is usual",
        )


def _port_is_right(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _sender_problems(server: str, sender: str) -> Iterator[Problem]:
    if not sender and not server:
        return
    name, mailbox = parseaddr(sender)
    before, at, after = mailbox.partition("@")
    if not (at and before and "." in after and "\n" not in sender):
        yield Problem(
            SENDER,
            repr(sender) if sender else "nothing, while SCHAKEL_SMTP is set",
            "a sender such as Schakel Oost <nieuws@example.nl>",
            "give an address that the mail server may send for",
        )
