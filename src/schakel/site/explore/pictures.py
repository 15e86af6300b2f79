"""Pictures of charts, kept by their content in memory and under the home folder of the site."""

from __future__ import annotations

from django.conf import settings

from schakel.charts.cache import PictureCache

PICTURES = PictureCache(settings.HOME / "cache" / "charts")
