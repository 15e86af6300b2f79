"""The tables of the desk."""

from schakel.site.desk.models.clock import ClockJob, ClockLease

__all__ = ["ClockJob", "ClockLease"]
