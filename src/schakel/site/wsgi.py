"""The site as a WSGI application, with the page cache in front of it."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from schakel.site.page_cache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.site.settings")
application = get_wsgi_application()
if settings.PAGE_CACHE:
    application = PageCache(
        application,
        generation=import_module("schakel.site.pages.generation").current,
        prefixes=tuple(f"/{code}/" for code, _ in settings.LANGUAGES),
        session_cookie=settings.SESSION_COOKIE_NAME,
    )
