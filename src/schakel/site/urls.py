"""Addresses of the site. The language is the first segment: /nl/…, /en/…."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from schakel.site import errors, media, wellknown
from schakel.site.pages import views as pages
from schakel.site.sitemap import sitemap

handler400 = errors.refused
handler404 = errors.not_found
handler500 = errors.broken

# Wagtail's own log-in for private pages asks for a password only: ours takes its place.
_REPLACED = ("wagtail_serve", "wagtailcore_login")

urlpatterns = [
    path("admin/", include("schakel.site.accounts.urls")),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("api/v1", include("schakel.api.urls")),
    path(".well-known/security.txt", wellknown.security),
    path("robots.txt", wellknown.robots),
    path("favicon.ico", wellknown.icon),
    path("toegankelijkheid", wellknown.accessibility),
    path("sitemap.xml", sitemap),
    path("theme.css", wellknown.theme, name="theme"),
    re_path(r"^media/(?P<path>.*)$", media.file),
    *i18n_patterns(
        path("", include("schakel.site.pacts.urls")),
        path("", include("schakel.site.readers.urls")),
        path("", include("schakel.site.search.urls")),
        path("", include("schakel.site.pages.urls")),
        path("", include("schakel.site.paths.urls")),
        path("", include("schakel.site.teaching.urls")),
        path("", include("schakel.site.explore.urls")),
        *(entry for entry in wagtail_urls.urlpatterns if entry.name not in _REPLACED),
        path(
            "_util/login/",
            RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
            name="wagtailcore_login",
        ),
        re_path(wagtail_urls.serve_pattern, pages.page, name="wagtail_serve"),
    ),
]
