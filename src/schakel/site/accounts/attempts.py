"""Failed log-ins: how many are let through, and until when nobody is.

Of a failure is kept: a fingerprint of the name that was tried (people type passwords there), the
address, the time and a count. Nothing else that was sent, and nothing of log-ins that succeed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.db.models import F, Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

COOL_OFF = timedelta(minutes=15)
# One name from one address; and all names together from one address, where many may sit.
PER_NAME, PER_ADDRESS = 5, 30


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Fingerprint of the user name that is tried, the same however it is capitalised."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    return salted_hmac("schakel.accounts.attempts", name.strip().casefold()).hexdigest()


def too_many(request: HttpRequest, response: HttpResponse, *_: Any) -> HttpResponse:
    """The answer to one try too many: the form, which says so, with the right status."""
    response.status_code = 429
    return response


def _recent(request: HttpRequest) -> QuerySet[AccessAttempt]:
    since = timezone.now() - COOL_OFF
    return AccessAttempt.objects.filter(ip_address=request.axes_ip_address, attempt_time__gt=since)


def free_again(request: HttpRequest) -> datetime:
    """From when on somebody who is locked out may try again."""
    last = _recent(request).aggregate(last=Max("attempt_time"))["last"]
    return (last or timezone.now()) + COOL_OFF


class Attempts(AxesDatabaseHandler):
    """Counts failures by name and address, and by address alone."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether there were too many failures in the last quarter of an hour."""
        counted = _recent(request).aggregate(
            name=Sum(
                "failures_since_start",
                filter=Q(username=get_client_username(request, credentials)),
            ),
            address=Sum("failures_since_start"),
        )
        return (counted["name"] or 0) >= PER_NAME or (counted["address"] or 0) >= PER_ADDRESS

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **_: Any,
    ) -> None:
        """Count a failure; while somebody is locked out nothing is counted, so that it ends."""
        if request is None:
            return
        if not request.axes_locked_out:
            self._count(request, get_client_username(request, credentials))
            request.axes_locked_out = self.is_locked(request, credentials)
        if request.axes_locked_out:
            request.axes_credentials = credentials
            user_locked_out.send(
                "axes", request=request, username="", ip_address=request.axes_ip_address
            )

    def _count(self, request: HttpRequest, name: str) -> None:
        AccessAttempt.objects.filter(attempt_time__lte=timezone.now() - COOL_OFF).delete()
        attempt, made = AccessAttempt.objects.get_or_create(
            username=name,
            ip_address=request.axes_ip_address,
            user_agent="",
            defaults={"failures_since_start": 1},
        )
        if not made:
            AccessAttempt.objects.filter(pk=attempt.pk).update(
                failures_since_start=F("failures_since_start") + 1, attempt_time=timezone.now()
            )
