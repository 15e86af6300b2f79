"""Forms for readers: what is wrong is said at the field, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schakel.site.readers import guard
from schakel.site.readers.models import Feedback
from schakel.site.readers.models.feedback import LONGEST_ADDRESS, LONGEST_MESSAGE

NO_ADDRESS = _("This is not an e-mail address. One looks like naam@voorbeeld.nl.")


class GuardedForm(forms.Form):
    """A form with a signed token instead of a cookie, and a field that only robots fill in."""

    name = ""
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request
        self.shown = guard.Shown.FINE
        self.initial.setdefault("token", guard.token(self.name))

    @property
    def suspicious(self) -> bool:
        """Whether the form looks as if a robot filled it in."""
        return bool(self.cleaned_data.get("homepage")) or self.shown is guard.Shown.TOO_QUICK

    def clean(self) -> dict[str, Any]:
        """Refuse a form that lay open too long or stood elsewhere; give it a new token."""
        cleaned: dict[str, Any] = super().clean()
        self.shown = guard.judge(cleaned.get("token", ""), self.name)
        if self.shown is guard.Shown.WORN or guard.from_elsewhere(self.request):
            self.data = self.data.copy()
            self.data["token"] = guard.token(self.name)
            raise forms.ValidationError(
                _("This form lay open for a long time. Nothing is lost: please send it once more.")
            )
        return cleaned

    def fields_shown(self) -> list[forms.BoundField]:
        """The fields that a reader sees."""
        return [self[name] for name in self.fields if name not in ("token", "homepage", "about")]


class FeedbackForm(GuardedForm):
    """What is it, what do you want to tell, and (only for an answer) your address."""

    name = "feedback"
    about = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Feedback.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about."),
        },
    )
    message = forms.CharField(
        label=_("What do you want to tell us?"),
        help_text=_(
            "In a figure: what should it be, and where can we read that? Please leave out personal"
            " details of others."
        ),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": "8"}),
        error_messages={
            "required": _("Write down what you want to tell us."),
            "max_length": _(
                "This is %(show_value)d characters long. At most %(limit_value)d fit: please"
                " shorten it."
            ),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address (only if you want an answer)"),
        help_text=_(
            "We use it for the answer and for nothing else, and erase it when you have been"
            " answered."
        ),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": NO_ADDRESS},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # The browser would cut a text that is too long without a word.
        self.fields["message"].widget.attrs.pop("maxlength", None)

    @property
    def suspicious(self) -> bool:
        """Also when the message is full of links."""
        return super().suspicious or guard.many_links(self.cleaned_data.get("message", ""))
