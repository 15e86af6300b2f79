"""What is forgotten about people, by the night's upkeep."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from schakel.site.accounts.audit import PREFIX

ATTEMPTS_KEPT, LOG_KEPT = timedelta(days=1), timedelta(days=365)


def forget_old_attempts(day: date) -> int:
    """Delete what is no longer needed on `day`; how many rows that were.

    Failed log-ins after a day, sessions that have ended, second factors whose set-up was not
    finished after a day, and the log of log-ins, second factors and roles after a year.
    """
    start = timezone.make_aware(datetime.combine(day, time()))
    old = (
        AccessAttempt.objects.filter(attempt_time__lt=start - ATTEMPTS_KEPT),
        Session.objects.filter(expire_date__lt=start),
        TOTPDevice.objects.filter(confirmed=False, created_at__lt=start - ATTEMPTS_KEPT),
        ModelLogEntry.objects.filter(action__startswith=PREFIX, timestamp__lt=start - LOG_KEPT),
    )
    return sum(rows.delete()[0] for rows in old)


def nightly() -> str:
    """The night's job: forget what is old today, and say how much that was."""
    return str(forget_old_attempts(timezone.localdate()))
