"""From which address a request came, also behind proxies."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# A household or an office has a whole network of IPv6 addresses: they count as one.
_ONE_CONNECTION = 64


def client_address(request: HttpRequest) -> str | None:
    """The client's address; with SCHAKEL_PROXIES=n the n-th from the end of X-Forwarded-For.

    Each proxy adds the address that it was asked from at the end, so whatever a client writes there
    itself stands further to the front and is not believed. None when there is no address.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    behind = 0 < settings.PROXIES <= len(said)
    text = said[-settings.PROXIES] if behind else request.META.get("REMOTE_ADDR", "")
    return _tidy(text) or (_tidy(request.META.get("REMOTE_ADDR", "")) if behind else None)


def _tidy(text: str) -> str | None:
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        network = ip_network((address, _ONE_CONNECTION), strict=False)
        return str(address.ipv4_mapped or network.network_address)
    return str(address)
