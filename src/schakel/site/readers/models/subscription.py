"""Who wants mail, about what and how often; nothing else is known of them."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.site.readers.models.feedback import LONGEST_ADDRESS

WHOLE_REGION = "region"


def new_key() -> str:
    """The secret that is signed into the links of somebody's mail."""
    return secrets.token_urlsafe(12)


class Subscription(models.Model):
    """One address and its choices for one region; gone when it is ended.

    `news` holds keys of pacts, or `region` for all news; `goals` ids of goals whose figures are
    followed. Not confirmed yet: `confirmed` is empty. A new request for the same address is a row
    of its own, which takes the place of the earlier one when it is confirmed.
    """

    class Every(models.TextChoices):
        """How often."""

        WEEK = "week", _("every week")
        MONTH = "month", _("every month")

    region = models.CharField(_("region package"), max_length=40)
    email = models.EmailField(_("e-mail address"), max_length=LONGEST_ADDRESS, db_index=True)
    language = models.CharField(_("language"), max_length=2)
    news = models.JSONField(_("news"), default=list, blank=True)
    goals = models.JSONField(_("figures of goals"), default=list, blank=True)
    every = models.CharField(_("how often"), max_length=10, choices=Every, default=Every.WEEK)
    key = models.CharField(max_length=24, default=new_key, editable=False)
    asked = models.DateTimeField(_("asked on"), default=timezone.now)
    asked_by_mail = models.DateTimeField(_("confirmation mail sent"), null=True, blank=True)
    confirmed = models.DateTimeField(_("confirmed on"), null=True, blank=True, db_index=True)
    told_until = models.DateTimeField(_("told of everything until"), null=True, blank=True)
    taken = models.DateTimeField(null=True, blank=True, editable=False)
    refusals = models.PositiveSmallIntegerField(_("mails refused in a row"), default=0)
    next_try = models.DateTimeField(_("next try"), null=True, blank=True)
    given_up = models.DateTimeField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["-asked", "-pk"]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return self.email
