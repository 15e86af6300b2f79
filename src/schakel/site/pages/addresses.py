"""Addresses that editors may type: web and mail, nothing that runs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

_WEB = URLValidator(schemes=["http", "https"])


def check_address(address: str) -> None:
    """Refuse what is no http(s): or mailto: address; a `javascript:` one above all."""
    scheme, _colon, rest = address.partition(":")
    try:
        if scheme.lower() == "mailto":
            validate_email(rest.partition("?")[0])
        else:
            _WEB(address)
    except ValidationError:
        raise ValidationError(
            _("Give an address that starts with https:// (or http://), or mailto: with a mailbox."),
            code="address",
        ) from None
