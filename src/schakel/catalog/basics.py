"""What the types of a region package are made of: names, texts, no unknown keys."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Frozen(BaseModel):
    """Base of every catalog type: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in Dutch and in English, both required."""

    nl: NonEmpty
    en: NonEmpty

    def in_language(self, language: str) -> str:
        """The text in `nl` or `en`."""
        return self.nl if language == "nl" else self.en
