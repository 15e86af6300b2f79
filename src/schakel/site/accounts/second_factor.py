"""The second factor: an app that makes codes (TOTP), and recovery codes for when it is lost."""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime
from typing import Any

import segno
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django_otp import login, verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from schakel.site.accounts import audit
from schakel.site.accounts.models import User

RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_HALF = 5
_NEW = "second_factor_new"


def bare(user: Any) -> Any:
    """The user itself, out of the lazy wrappers of Django and django-otp."""
    while isinstance(user, SimpleLazyObject):
        _ = user.pk
        user = user._wrapped
    return user


def person_of(request: HttpRequest) -> User | AnonymousUser:
    """Who gave the right password in this session, whether or not a code followed."""
    return bare(request.person)


def is_verified(user: User | AnonymousUser) -> bool:
    """Whether both factors were given in this session."""
    return bool(user.is_authenticated and getattr(user, "otp_device", None))


def app_of(user: User) -> TOTPDevice | None:
    """The app that a user has set up; None before that."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def new_app(request: HttpRequest, user: User) -> TOTPDevice:
    """The app that is being set up in this session; its key was shown to nobody else."""
    begun = TOTPDevice.objects.filter(
        user=user, confirmed=False, pk=request.session.get(_NEW)
    ).first()
    if begun is None:
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        begun = TOTPDevice.objects.create(user=user, name="app", confirmed=False)
        request.session[_NEW] = begun.pk
    return begun


def qr_code(device: TOTPDevice) -> str:
    """The address of a device as an SVG that can be put into a page."""
    code = segno.make(device.config_url, error="m", micro=False)
    return code.svg_inline(scale=5, border=4, light="#fff", dark="#000")


def confirm(request: HttpRequest, device: TOTPDevice) -> list[str]:
    """Take the new app into use in place of the one before; gives new recovery codes."""
    user = device.user
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        device.confirmed = True
        device.save()
        audit.note(user, audit.FACTOR_SET_UP, by=user)
        codes = make_recovery_codes(user)
    request.session.pop(_NEW, None)
    enter(request, device)
    return codes


def make_recovery_codes(user: User) -> list[str]:
    """Ten new codes in place of those before; only their fingerprints are kept."""
    codes = [_random_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=user, name="recovery")
        device.token_set.all().delete()
        for code in codes:
            device.token_set.create(token=_fingerprint(code))
        audit.note(user, audit.CODES_MADE, by=user)
    return codes


def _random_code() -> str:
    half = ["".join(secrets.choice(_LETTERS) for _ in range(_HALF)) for _ in range(2)]
    return "-".join(half)


def _fingerprint(code: str) -> str:
    plain = code.lower().replace("-", "").replace(" ", "")
    return salted_hmac("schakel.accounts.recovery", plain).hexdigest()[:16]


def devices_of(user: User) -> tuple[TOTPDevice | None, StaticDevice | None]:
    """The app and the recovery codes of a user, as far as there are any."""
    return app_of(user), StaticDevice.objects.filter(user=user, confirmed=True).first()


def check_code(user: User, code: str) -> Device | None:
    """The device that a code belongs to; None for a wrong code, or one that is tried too soon."""
    app, recovery = devices_of(user)
    plain = code.replace(" ", "")
    if plain.isdecimal():
        return verify_token(user, app.persistent_id, plain) if app else None
    if recovery is None:
        return None
    return verify_token(user, recovery.persistent_id, _fingerprint(code))


def wait_until(device: Device | None) -> datetime | None:
    """Until when codes of a device are refused, after wrong ones; None when they are not."""
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return None if allowed else why["locked_until"]


def enter(request: HttpRequest, device: Device) -> None:
    """Note in the session that both factors were given, under a new session key."""
    user = person_of(request)
    request.user = user
    request.session.cycle_key()
    login(request, device)
    if isinstance(device, StaticDevice):
        audit.note(user, audit.CODE_USED, by=user, left=device.token_set.count())
    audit.note(user, audit.LOGGED_IN, by=user)


def reset(user: User, by: User | None = None) -> None:
    """Take away app and recovery codes: sessions end, and the next log-in sets up a new app."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    audit.note(user, audit.FACTOR_RESET, by=by)


def secret_of(device: TOTPDevice) -> str:
    """The key of a device as people type it: letters and digits in groups of four."""
    text = b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
