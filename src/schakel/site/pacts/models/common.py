"""What the tables of the ledger share: a key, dates that may not cross, a source."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from schakel.site.pacts.fields import OPEN_HELP, words

KEY_LENGTH = 80
KEY_FORM = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Small letters, digits and single hyphens only, such as regio-zwolle."),
)


class Keyed(models.Model):
    """An entry with a key: the small name that addresses, exports and references use."""

    key = models.CharField(
        _("key"),
        max_length=KEY_LENGTH,
        unique=True,
        blank=True,
        validators=[KEY_FORM],
        help_text=_("Stands in addresses and exports. Left empty, it is made from the name."),
        error_messages={"unique": _("Another entry has this key already. Choose another one.")},
    )

    class Meta:
        abstract = True

    @property
    def key_stem(self) -> str:
        """From what the key is made when none is given."""
        return str(self)

    def clean(self) -> None:
        """Give an entry without a key one that is free."""
        super().clean()
        if not self.key:
            self.key = self._free_key()

    def _free_key(self) -> str:
        stem = slugify(self.key_stem)[: KEY_LENGTH - 5].strip("-") or "x"
        taken = set(type(self).objects.filter(key__startswith=stem).values_list("key", flat=True))
        numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
        return next(key for key in (stem, *numbered) if key not in taken)


class Dated(models.Model):
    """Holds from a day until (not including) another; empty means open or unknown."""

    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=OPEN_HELP)
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it no longer holds.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse dates that cross."""
        super().clean()
        if self.valid_from and self.valid_until and self.valid_from >= self.valid_until:
            raise ValidationError(
                {
                    "valid_until": _(
                        "This is not after the first day, %(day)s. Change one of the two."
                    )
                    % {"day": self.valid_from.isoformat()}
                }
            )

    def holds_on(self, day: Any) -> bool:
        """Whether it holds on `day`."""
        return (not self.valid_from or self.valid_from <= day) and (
            not self.valid_until or day < self.valid_until
        )


class Sourced(models.Model):
    """Where it was read, and when that was published; empty for what the pact itself entered."""

    source_label = words(_("source"), 200)
    source_address = models.URLField(_("address of the source"), max_length=400, blank=True)
    source_date = words(
        _("date of the source"), 40, help_text=_("As the source gives it, such as 2020-10-12.")
    )

    class Meta:
        abstract = True


class Bilingual:
    """Reads `name_nl` and `name_en`; where there is no English, the Dutch, which says so itself."""

    def in_language(self, field: str, language: str | None = None) -> tuple[str, str]:
        """The text of a field, and the language in which it is written."""
        wanted = (language or get_language() or "nl")[:2]
        text = getattr(self, f"{field}_{wanted}", "")
        return (text, wanted) if text else (getattr(self, f"{field}_nl"), "nl")
