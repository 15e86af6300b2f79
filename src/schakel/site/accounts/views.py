"""Logging in with two factors, and what somebody may change about them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.localization import get_localized_response
from wagtail.admin.views import account

from schakel.site.accounts import second_factor
from schakel.site.accounts.forms import CodeForm, FirstCodeForm, LoginForm, PasswordForm
from schakel.site.accounts.models import User
from schakel.site.headers import PUBLIC_POLICY

View = Callable[..., HttpResponse]
# How long after the password was asked for again a new app may be set up.
RENEWAL_SECONDS = 600
_RENEWAL = "second_factor_renewal"


class LoginView(account.LoginView):
    """The first factor. Leads on to the second, and from there to `next` on this site."""

    template_name = "accounts/login.html"

    def get_form_class(self) -> type[LoginForm]:
        """Our own form."""
        return LoginForm

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has given the password goes on to the code."""
        half = second_factor.person_of(self.request).is_authenticated
        if half and not self.request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().get(*args, **kwargs)

    def get_success_url(self) -> str:
        """The second factor; where to go after it is checked here and again there."""
        return _with_next("second_factor", self.get_redirect_url())

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """The session ends a set time after this, whatever is done in it."""
        response = super().form_valid(form)
        ends = timezone.now() + timedelta(hours=settings.SESSION_HOURS)
        self.request.session.set_expiry(ends)
        return response

    def render_to_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing runs on this page."""
        return _strict(super().render_to_response(*args, **kwargs))


def _with_next(name: str, target: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': target})}" if target else "")


def _target(request: HttpRequest) -> str:
    """Where to go after the log-in: `next` when that is on this site, else the back office."""
    checked = RedirectURLMixin()
    checked.request = request
    return checked.get_redirect_url() or reverse("wagtailadmin_home")


def _strict(response: HttpResponse) -> HttpResponse:
    response.headers["Content-Security-Policy"] = PUBLIC_POLICY
    return response


def _show(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return _strict(render(request, f"accounts/{name}.html", {"next": _target(request), **context}))


def _step(view: View) -> View:
    """A view for whoever gave the right password, in their own language, kept by nobody."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = second_factor.person_of(request)
        if not person.is_authenticated:
            return redirect_to_login(_target(request), reverse("wagtailadmin_login"))
        visible, request.user = request.user, person
        return get_localized_response(_as(visible, view), request, *args, **kwargs)

    return never_cache(sensitive_post_parameters()(guarded))


def _as(user: object, view: View) -> View:
    def called(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.user = user
        return view(request, *args, **kwargs)

    return called


def _verified(view: View) -> View:
    """A step for whoever gave both factors."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(_with_next("second_factor", request.path))
        return view(request, *args, **kwargs)

    return _step(guarded)


@_step
def ask_code(request: HttpRequest) -> HttpResponse:
    """The second factor: a code of the app or a recovery code."""
    person = second_factor.person_of(request)
    if request.user.is_authenticated:
        return redirect(_target(request))
    if second_factor.app_of(person) is None:
        return redirect(_with_next("second_factor_set_up", _target(request)))
    form = CodeForm(person, request.POST or None)
    if not form.is_valid():
        return _show(request, "code", form=form)
    second_factor.enter(request, form.device)
    return redirect(_target(request))


@_step
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up an app: at the first log-in, or anew shortly after the password was asked for."""
    person = second_factor.person_of(request)
    if second_factor.app_of(person) and not _may_renew(request):
        return redirect(_with_next("second_factor", _target(request)))
    device = second_factor.new_app(request, person)
    form = FirstCodeForm(device, request.POST or None)
    if not form.is_valid():
        return _show(request, "set_up", form=form, **_how_to(device))
    request.session.pop(_RENEWAL, None)
    codes = second_factor.confirm(request, second_factor.TOTPDevice.objects.get(pk=device.pk))
    return _show(request, "recovery_codes", codes=codes)


def _how_to(device: second_factor.TOTPDevice) -> dict[str, Any]:
    secret = second_factor.secret_of(device)
    return {"picture": second_factor.qr_code(device), "secret": secret, "device": device}


def _may_renew(request: HttpRequest) -> bool:
    asked = request.session.get(_RENEWAL, 0)
    return request.user.is_authenticated and time.time() - asked < RENEWAL_SECONDS


@_verified
def renew(request: HttpRequest) -> HttpResponse:
    """Another app, or new recovery codes, after the password was given again."""
    form = PasswordForm(request, request.POST or None)
    if not form.is_valid():
        return _show(request, "renew", form=form)
    if request.POST.get("what") == "codes":
        codes = second_factor.make_recovery_codes(second_factor.person_of(request))
        return _show(request, "recovery_codes", codes=codes)
    request.session[_RENEWAL] = time.time()
    return redirect("second_factor_set_up")


@_verified
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Let somebody else start anew, by those who may change users, with their own password."""
    if not request.user.has_perm("accounts.change_user"):
        return permission_denied(request)
    user = get_object_or_404(User, pk=user_id)
    form = PasswordForm(request, request.POST or None)
    if not form.is_valid():
        return _show(request, "reset", form=form, user=user)
    second_factor.reset(user, by=second_factor.person_of(request))
    messages.success(
        request,
        _("%(name)s sets up a new second factor at the next log-in.") % {"name": user.username},
    )
    return redirect("wagtailusers_users:index")


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out half-way."""
    request.user = second_factor.person_of(request)
    logout(request)
    return redirect("wagtailadmin_login")
