"""The app `desk`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """What editors work with, beside the pages themselves."""

    name = "schakel.site.desk"
    label = "desk"
    verbose_name = _("Desk")
