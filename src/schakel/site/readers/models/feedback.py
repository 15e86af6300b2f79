"""What a reader told us about a page, and how far we are with it."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without the letters and digits that people take for each other.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_MESSAGE = 4000
LONGEST_ADDRESS = 254


def new_reference() -> str:
    """A reference number that nobody can guess and everybody can read aloud: `7K3M-92QX`."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Feedback(models.Model):
    """One message. The e-mail address is there until it is answered, and only if one was given."""

    class Kind(models.TextChoices):
        """What it is."""

        FIGURE = "figure", _("A mistake in a figure")
        TEXT = "text", _("A mistake in a text")
        ACCESSIBILITY = "accessibility", _("I cannot read or use something")
        IDEA = "idea", _("An idea or a wish")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        """How far we are."""

        NEW = "new", _("new")
        HANDLED = "handled", _("being handled")
        ANSWERED = "answered", _("answered, closed")
        SUSPECT = "suspect", _("suspect: perhaps a robot")

    reference = models.CharField(_("reference"), max_length=9, unique=True, default=new_reference)
    sent = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    language = models.CharField(_("language"), max_length=2)
    about = models.CharField(_("address of the page"), max_length=500, blank=True)
    title = models.CharField(_("about"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    message = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    email = models.EmailField(_("e-mail address"), max_length=LONGEST_ADDRESS, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State,
        default=State.NEW,
        db_index=True,
        help_text=_("“Answered, closed” erases the e-mail address. Answer first, then close."),
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who handles it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"is_active": True},
    )
    note = models.TextField(_("note for colleagues"), blank=True)
    changed = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ["-sent", "-pk"]
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback")

    def __str__(self) -> str:
        return f"{self.reference} · {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Closing a message erases the address: it was given for the answer only."""
        if self.state == self.State.ANSWERED:
            self.email = ""
        super().save(*args, **kwargs)

    @property
    def short(self) -> str:
        """The first words of the message, for a list."""
        first = " ".join(self.message.split())
        return first if len(first) <= 80 else first[:79] + "…"
