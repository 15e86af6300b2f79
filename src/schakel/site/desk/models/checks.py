"""What an editor or the night has looked at: translations that still fit, addresses that answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class CheckedTranslation(models.Model):
    """An editor found that a translation still fits its original as that was published then."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class CheckedAddress(models.Model):
    """An address outside the site, and how it answered the last time it was asked."""

    address = models.CharField(_("address"), max_length=1000, unique=True)
    works = models.BooleanField(_("works"))
    said = models.CharField(_("what it said"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked"))

    def __str__(self) -> str:
        return self.address
