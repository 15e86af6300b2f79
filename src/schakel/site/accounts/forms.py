"""Forms of logging in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from schakel.site.accounts import audit, second_factor
from schakel.site.accounts.attempts import free_again
from schakel.site.accounts.models import User

NOT_RIGHT = gettext_lazy(
    "This code is not right, or it was used already. Wait for the next one and type that. If it "
    "keeps failing, see whether the clock of your telephone is right."
)


def _time(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "H:i:s")


def _too_many(request: HttpRequest) -> ValidationError:
    moment = date_format(timezone.localtime(free_again(request)), "H:i")
    return ValidationError(
        _("There were too many failed attempts. Try again after %(time)s.") % {"time": moment},
        code="too_many",
    )


class LoginForm(AuthenticationForm):
    """Name and password."""

    def clean(self) -> dict[str, Any]:
        """Say it in words when there were too many attempts."""
        try:
            return super().clean()
        except ValidationError:
            if getattr(self.request, "axes_locked_out", False):
                raise _too_many(self.request) from None
            raise

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse users who have no business in the back office."""
        super().confirm_login_allowed(user)
        if not user.has_perm("wagtailadmin.access_admin"):
            raise ValidationError(
                _("This account has no role yet. Ask an administrator to give it one."),
                code="no_role",
            )


class PasswordForm(forms.Form):
    """Asks for the password again."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse a wrong password; it counts as a failed log-in."""
        name, password = self.request.user.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=password) is None:
            if getattr(self.request, "axes_locked_out", False):
                raise _too_many(self.request)
            raise ValidationError(_("This is not your password. Try again."), code="wrong")
        return str(password)


class CodeForm(forms.Form):
    """A code of the app, or a recovery code; `form.device` is whose code it was."""

    device: Device | None = None
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Refuse wrong codes, and for a while any code after them."""
        code = str(self.cleaned_data["code"])
        self.device = self._check(code)
        if self.device is None:
            audit.note(self.user, audit.CODE_FAILED)
            raise ValidationError(self._why(code), code="wrong")
        return code

    def _check(self, code: str) -> Device | None:
        return second_factor.check_code(self.user, code)

    def _tried(self, code: str) -> Device | None:
        app, recovery = second_factor.devices_of(self.user)
        return app if code.replace(" ", "").isdecimal() else recovery

    def _why(self, code: str) -> str:
        until = second_factor.wait_until(self._tried(code))
        if until is None:
            return str(NOT_RIGHT)
        return _("%(why)s New codes are looked at from %(time)s on.") % {
            "why": NOT_RIGHT,
            "time": _time(until),
        }


class FirstCodeForm(CodeForm):
    """The first code of an app that is being set up."""

    def __init__(self, new: TOTPDevice, *args: Any, **kwargs: Any):
        self.new = new
        super().__init__(new.user, *args, **kwargs)

    def _check(self, code: str) -> Device | None:
        return verify_token(self.user, self.new.persistent_id, code.replace(" ", ""))

    def _tried(self, code: str) -> Device | None:
        return TOTPDevice.objects.get(pk=self.new.pk)
