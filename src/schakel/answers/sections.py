"""A part of a page of proof: its heading and its Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A further part of the page: its heading and its Markdown."""

    title: str
    text: str
