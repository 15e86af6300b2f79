"""What the page of an occupation shows of where its people come from."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.answers.entries import METHOD, Entering, entering
from schakel.answers.near_groups import NearGroup, near_groups
from schakel.answers.nearness import nearness_words
from schakel.answers.occupation_groups import Group
from schakel.answers.origin_rows import NEAR_METHOD
from schakel.answers.origin_words import (
    BALANCED,
    NOT_COUNTED,
    entering_sentence,
    near_sentence,
    year_of,
)
from schakel.catalog.catalog import Catalog
from schakel.catalog.types import Text
from schakel.site.explore.links import group_path


@dataclass(frozen=True)
class NearView:
    """A group from which people could come, how near in words, and the address of its page.

    Only groups in technology and ICT have a page.
    """

    one: NearGroup
    near: str
    path: str


@dataclass(frozen=True)
class Origins:
    """Who come into the family of a group (None where nobody counted), and the groups near it."""

    came: str
    found: Entering | None
    year: str
    method: Text
    balanced: Text
    could: str
    near: tuple[NearView, ...]
    near_method: Text


def origins_of(catalog: Catalog, group: Group, area: str, language: str) -> Origins:
    """Where the people of a group in an area come from, and could come from."""
    found, near = entering(catalog, group.family, area), near_groups(catalog, group, area)
    return Origins(
        came=entering_sentence(catalog, found, group, language)
        if found
        else NOT_COUNTED.in_language(language),
        found=found,
        year=year_of(found) if found else "",
        method=METHOD,
        balanced=BALANCED,
        could=near_sentence(near, language),
        near=tuple(
            NearView(
                one,
                nearness_words(catalog, one.nearness, language),
                group_path(catalog, one.group, language) if one.group.focus else "",
            )
            for one in near
        ),
        near_method=NEAR_METHOD,
    )
