"""Addresses that machines and laws look for: security.txt, robots.txt, icon, accessibility."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from schakel.site.pages import tree


def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116): where to report a weakness, in which languages, until when."""
    home = tree.current().home("nl")
    contact = (
        settings.SECURITY_CONTACT
        or settings.FEEDBACK
        or settings.ADDRESS + (home.url if home else "/")
    )
    ahead = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(ahead + timedelta(days=180)).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.ADDRESS}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public may be read; the back office is nobody's business."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /documents/"]
    lines += [f"Disallow: /{code}/feedback/" for code, _name in settings.LANGUAGES]
    lines += ["", f"Sitemap: {settings.ADDRESS}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def icon(request: HttpRequest) -> HttpResponse:
    """The icon, for those who ask for it at the old address."""
    return redirect(static("schakel/favicon.svg"))


def theme(request: HttpRequest) -> HttpResponse:
    """The organisation's own values of the design tokens (SCHAKEL_THEME)."""
    if settings.THEME is None:
        raise Http404
    response = HttpResponse(settings.THEME.read_bytes(), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def accessibility(request: HttpRequest) -> HttpResponse:
    """/toegankelijkheid, where Dutch law expects it."""
    return redirect("/nl/toegankelijkheid/")
