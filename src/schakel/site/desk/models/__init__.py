"""The tables of the desk."""

from schakel.site.desk.models.checks import CheckedAddress, CheckedTranslation
from schakel.site.desk.models.clock import ClockJob, ClockLease

__all__ = ["CheckedAddress", "CheckedTranslation", "ClockJob", "ClockLease"]
