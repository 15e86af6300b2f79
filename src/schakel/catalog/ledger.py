"""The ledger as a set of tables: what an export writes, an import reads and a first start fills.

Each class is one CSV table; its fields are the columns, in order. References are keys: small words
that stay the same when a name changes. A date range holds from `valid_from` until, not including,
`valid_until`. An empty cell is *unknown*, never zero. Codes of areas, goals, links, themes and
indicators are those of the region package; several in one cell are parted by spaces.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from schakel.catalog.types import Frozen, NonEmpty, Valid

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Words = Annotated[str, StringConstraints(strip_whitespace=True)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Remark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^((https?|ftps?)://[^\s]+)?$", max_length=400
    ),
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s.]+)?$", max_length=254
    ),
]
Codes = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=40)]
Study = Annotated[str, StringConstraints(pattern=r"^((crebo|croho)-[0-9]{5})?$")]
Reference = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Count = Annotated[int, Field(ge=0, le=2_147_483_647)]
Year = Annotated[int, Field(ge=1990, le=2100)]
OrganisationKind = Literal[
    "school",
    "firm",
    "trade_body",
    "union",
    "municipality",
    "province",
    "ministry",
    "public_body",
    "o_and_o_fund",
    "partnership",
    "other",
    "unknown",
]
PactKind = Literal["regional", "thematic", "national", "landsdeel"]
PactState = Literal["active", "sleeping", "merged", "ended", "unknown"]
AgreementKind = Literal["agreement", "programme"]
Progress = Literal["planned", "running", "done", "stopped", "unknown"]


class Sourced(Frozen):
    """Where it was read, and when that was published; empty for what the pact itself entered."""

    source_label: Phrase = ""
    source_address: Address = ""
    source_date: Short = ""


class Organisation(Sourced):
    """A school, firm, trade body, public body, fund or partnership."""

    key: Key
    name: Title
    kind: OrganisationKind = "unknown"
    area: Code = ""
    web: Address = ""


class Pact(Sourced):
    """A pact; `area` is the area of the region package whose figures stand on its page."""

    key: Key
    region: Annotated[Short, Field(min_length=1)]
    kind: PactKind
    name_nl: Title
    name_en: Phrase = ""
    also_called: Remark = ""
    about_nl: Words = ""
    about_en: Words = ""
    period_nl: Sentence = ""
    period_en: Sentence = ""
    themes: Codes = ""
    parent: Reference = ""
    area: Code = ""
    municipality_basis_nl: Words = ""
    municipality_basis_en: Words = ""
    web: Address = ""


class PactStatus(Valid):
    """How a pact stood from a day on; `as_of` is when that was published."""

    pact: Key
    status: PactState
    as_of: date | None = None
    merged_into: Reference = ""
    text_nl: Words = ""
    text_en: Words = ""


class PactMunicipality(Valid):
    """A municipality that takes part, from a day until another."""

    pact: Key
    municipality: Annotated[Code, Field(min_length=1)]


class PactPartner(Valid):
    """An organisation that takes part in a pact."""

    pact: Key
    organisation: Key


class Role(Sourced, Valid):
    """An office in a pact; the person may be unknown or left out."""

    key: Key
    pact: Key
    office_nl: Title
    office_en: Phrase = ""
    organisation: Key
    person: Name = ""
    email: Email = ""
    telephone: Short = ""
    as_of: date


class Meeting(Frozen):
    """A meeting of liaisons; seen by the public only when `public` is true."""

    key: Key
    pact: Key
    day: date
    title: Title
    place: Phrase = ""
    agenda: Words = ""
    public: bool = False


class Decision(Frozen):
    """What a meeting decided; `action` is the action that follows from it, when there is one."""

    meeting: Key
    text: NonEmpty
    action: Reference = ""


class Agreement(Sourced, Valid):
    """What partners of a pact agreed. A programme has money and goals of its own."""

    key: Key
    pact: Key
    kind: AgreementKind = "agreement"
    title_nl: Title
    title_en: Phrase = ""
    about_nl: Words = ""
    about_en: Words = ""
    period_nl: Sentence = ""
    period_en: Sentence = ""
    goals: Codes = ""
    status: Progress = "unknown"
    public: bool = False


class AgreementPartner(Frozen):
    """An organisation that signed or carries an agreement."""

    agreement: Key
    organisation: Key


class Promise(Sourced):
    """A result that an agreement promised, and what came of it.

    `promised` and `reached` are numbers in `unit`; empty is unknown. `indicator` names the figure
    that it should move, where there is one.
    """

    agreement: Key
    label_nl: Title
    label_en: Phrase = ""
    unit_nl: Short = ""
    unit_en: Short = ""
    indicator: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=80)] = ""
    promised: Amount | None = None
    promised_by: date | None = None
    reached: Amount | None = None
    reached_on: date | None = None
    evidence_nl: Words = ""
    evidence_en: Words = ""
    evidence_address: Address = ""


class Action(Sourced, Valid):
    """Something that is done under an agreement, on one or more links of the chain.

    `practice` is the slug of the practice example that tells about it; `study` the study programme
    whose content it changes (`crebo-25893`).
    """

    key: Key
    agreement: Key
    title_nl: Title
    title_en: Phrase = ""
    about_nl: Words = ""
    about_en: Words = ""
    goals: Codes = ""
    links: Codes = ""
    areas: Codes = ""
    indicators: Codes = ""
    owner: Reference = ""
    status: Progress = "unknown"
    participants_aimed: Count | None = None
    participants_reached: Count | None = None
    evidence_nl: Words = ""
    evidence_en: Words = ""
    evidence_address: Address = ""
    practice: Phrase = ""
    study: Study = ""
    public: bool = False


class ActionPartner(Frozen):
    """An organisation that takes part in an action."""

    action: Key
    organisation: Key


class Milestone(Frozen):
    """A point that an action must reach, and the evidence that it did."""

    action: Key
    label_nl: Title
    label_en: Phrase = ""
    due: date | None = None
    done_on: date | None = None
    evidence: Words = ""
    evidence_address: Address = ""


class Money(Sourced):
    """Euros of one funder for an action in one year; `link` is empty when not given per link."""

    action: Key
    funder: Key
    year: Year
    link: Code = ""
    pledged: Amount | None = None
    granted: Amount | None = None
    spent: Amount | None = None
    note: Remark = ""


# Table by name, in an order in which each refers only to those before it.
TABLES: dict[str, type[Frozen]] = {
    "organisations": Organisation,
    "pacts": Pact,
    "pact_statuses": PactStatus,
    "pact_municipalities": PactMunicipality,
    "pact_partners": PactPartner,
    "roles": Role,
    "agreements": Agreement,
    "agreement_partners": AgreementPartner,
    "promises": Promise,
    "actions": Action,
    "action_partners": ActionPartner,
    "milestones": Milestone,
    "money": Money,
    "meetings": Meeting,
    "decisions": Decision,
}

# Columns that hold a key, and the table in which it must be.
REFERENCES: dict[str, dict[str, str]] = {
    "organisations": {},
    "pacts": {"parent": "pacts"},
    "pact_statuses": {"pact": "pacts", "merged_into": "pacts"},
    "pact_municipalities": {"pact": "pacts"},
    "pact_partners": {"pact": "pacts", "organisation": "organisations"},
    "roles": {"pact": "pacts", "organisation": "organisations"},
    "agreements": {"pact": "pacts"},
    "agreement_partners": {"agreement": "agreements", "organisation": "organisations"},
    "promises": {"agreement": "agreements"},
    "actions": {"agreement": "agreements", "owner": "organisations"},
    "action_partners": {"action": "actions", "organisation": "organisations"},
    "milestones": {"action": "actions"},
    "money": {"action": "actions", "funder": "organisations"},
    "meetings": {"pact": "pacts"},
    "decisions": {"meeting": "meetings", "action": "actions"},
}

# Columns that hold codes of the region package, and which.
CODES: dict[str, dict[str, str]] = {
    "organisations": {"area": "place"},
    "pacts": {"area": "place", "themes": "theme"},
    "pact_municipalities": {"municipality": "municipality"},
    "agreements": {"goals": "goal"},
    "promises": {"indicator": "indicator"},
    "actions": {
        "goals": "goal",
        "links": "link",
        "areas": "area",
        "indicators": "indicator",
        "practice": "practice example",
    },
    "money": {"link": "link"},
}

# By which columns a row is known again. Rows that are the same in these are taken in order.
IDENTITY: dict[str, tuple[str, ...]] = {
    "organisations": ("key",),
    "pacts": ("key",),
    "pact_statuses": ("pact", "valid_from", "status"),
    "pact_municipalities": ("pact", "municipality", "valid_from"),
    "pact_partners": ("pact", "organisation", "valid_from"),
    "roles": ("key",),
    "agreements": ("key",),
    "agreement_partners": ("agreement", "organisation"),
    "promises": ("agreement", "label_nl"),
    "actions": ("key",),
    "action_partners": ("action", "organisation"),
    "milestones": ("action", "label_nl"),
    "money": ("action", "funder", "year", "link"),
    "meetings": ("key",),
    "decisions": ("meeting", "text"),
}
KEYED = tuple(name for name, columns in IDENTITY.items() if columns == ("key",))
PERSONAL = ("person", "email", "telephone")


def columns(table: str) -> tuple[str, ...]:
    """Columns of a table in the order of an export: its own, then the dates, then the source."""
    shared = (*Valid.model_fields, *Sourced.model_fields)
    fields = TABLES[table].model_fields
    own = [name for name in fields if name not in shared]
    return (*own, *(name for name in shared if name in fields))
