"""Forms for users in the back office: with our roles, and asking for no more than is needed."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm as WagtailCreationForm
from wagtail.users.forms import UserEditForm as WagtailEditForm
from wagtail.users.views.users import UserViewSet as WagtailViewSet

from schakel.site.accounts.roles import shown_name

_NOT_NEEDED = ("first_name", "last_name")


def _in_our_words(form: forms.ModelForm) -> None:
    """Roles by their own name; no switch beside them that gives every right; no name needed."""
    form.fields["groups"].label_from_instance = lambda group: shown_name(group.name)
    form.fields.pop("is_superuser", None)
    for name in _NOT_NEEDED:
        form.fields[name].required = False


class UserCreationForm(WagtailCreationForm):
    """A new user."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class UserEditForm(WagtailEditForm):
    """A user; the own password is changed where the old one is asked for: under Account."""

    def __init__(self, *args: Any, **kwargs: Any):
        own = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        _in_our_words(self)
        self.password_enabled_here = not own
        if own:
            del self.fields["password1"], self.fields["password2"]

    @property
    def password_enabled(self) -> bool:
        """Whether the form has fields for a password."""
        return getattr(self, "password_enabled_here", True)


class UserViewSet(WagtailViewSet):
    """Users, with these forms."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """The form to change or to add a user."""
        return UserEditForm if for_update else UserCreationForm
