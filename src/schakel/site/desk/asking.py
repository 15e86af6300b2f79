"""Asks an address elsewhere whether it is still there, without becoming a way into our network.

The name is looked up first, and the connection is made to the very address that was looked up, so
that a name cannot change its mind in between. Each redirect is judged anew. Only http and https,
only public addresses, no body is kept.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

TIMEOUT = 10.0
REDIRECTS = 5
AGENT = "Schakel link check"
_TRY_GET = (400, 403, 404, 405, 406, 501)
# There, but not for a robot: no reason to bother an editor.
_REFUSES_ROBOTS = (401, 403, 429)

Lookup = Callable[[str, int], list[str]]


class NotAllowed(ValueError):
    """An address that is not asked: another scheme, or a host that is not public."""


@dataclass(frozen=True)
class Answer:
    """Whether something is there, and what was said, in a few words."""

    works: bool
    said: str


def ask(address: str) -> Answer:
    """Follow an address with HEAD, and with GET where that is refused."""
    try:
        return _follow(address)
    except NotAllowed as error:
        return Answer(False, str(error))
    except ssl.SSLError as error:
        return Answer(False, f"no safe connection: {error.reason or 'unknown'}"[:200])
    except TimeoutError:
        return Answer(False, f"no answer within {TIMEOUT:.0f} seconds")
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        return Answer(False, f"cannot be reached: {error}"[:200])


def _follow(address: str) -> Answer:
    for _ in range(REDIRECTS + 1):
        status, onward = _status("HEAD", address)
        if status in _TRY_GET:
            status, onward = _status("GET", address)
        if not onward:
            return Answer(status < 400 or status in _REFUSES_ROBOTS, f"HTTP {status}")
        address = urljoin(address, onward)
    return Answer(False, "more than five redirects")


def _status(method: str, address: str) -> tuple[int, str]:
    """Status and, for a redirect, where it leads."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAllowed(f"{parts.scheme or 'no'} address, not http or https")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname.encode("idna").decode("ascii")
    connection = _connection(parts.scheme, host, port, public_address(host, port))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    try:
        connection.request(method, path + query, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        redirected = answer.status in (301, 302, 303, 307, 308)
        return answer.status, answer.getheader("Location", "") if redirected else ""
    finally:
        connection.close()


def look_up(host: str, port: int) -> list[str]:
    """The network addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_address(host: str, port: int, lookup: Lookup = look_up) -> str:
    """A network address of `host`; NotAllowed when any of its addresses is not public."""
    numbers = lookup(host, port)
    for number in numbers:
        address = ipaddress.ip_address(number.partition("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        if not inner.is_global or inner.is_multicast:
            raise NotAllowed("an address inside a private network")
    if not numbers:
        raise NotAllowed("a name without an address")
    return numbers[0]


def _connection(scheme: str, host: str, port: int, number: str) -> http.client.HTTPConnection:
    """A connection to `number` that calls itself `host`."""
    made: http.client.HTTPConnection
    if scheme == "https":
        made = http.client.HTTPSConnection(
            host, port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        made = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    # http.client connects through this, and checks the certificate against `host` afterwards.
    made._create_connection = lambda _address, *rest: socket.create_connection(
        (number, port), *rest
    )
    return made
