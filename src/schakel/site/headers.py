"""Security headers on every response: nothing from elsewhere, no scripts, no frames."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PUBLIC_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# An editor sees a page that is not published yet in a frame beside the form.
PREVIEW_POLICY = PUBLIC_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
# Wagtail's admin writes scripts and styles into its pages and previews pages in a frame.
ADMIN_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
_SWITCHED_OFF = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _SWITCHED_OFF)
BACK_OFFICE = ("/admin/", "/documents/")


class HeadersMiddleware:
    """Adds the policies; a view that has set one itself keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        policy = response.headers["Content-Security-Policy"]
        framed = "SAMEORIGIN" if "frame-ancestors 'self'" in policy else "DENY"
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", framed)
        return response


def _policy(request: HttpRequest) -> str:
    if getattr(request, "is_preview", False):
        return PREVIEW_POLICY
    return ADMIN_POLICY if request.path.startswith(BACK_OFFICE) else PUBLIC_POLICY
