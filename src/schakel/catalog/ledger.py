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
Codes = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*$")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Count = Annotated[int, Field(ge=0)]
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

    source_label: Words = ""
    source_address: Words = ""
    source_date: Words = ""


class Organisation(Sourced):
    """A school, firm, trade body, public body, fund or partnership."""

    key: Key
    name: NonEmpty
    kind: OrganisationKind = "unknown"
    area: Codes = ""
    web: Words = ""


class Pact(Sourced):
    """A pact; `area` is the area of the region package whose figures stand on its page."""

    key: Key
    region: NonEmpty
    kind: PactKind
    name_nl: NonEmpty
    name_en: Words = ""
    also_called: Words = ""
    about_nl: Words = ""
    about_en: Words = ""
    period_nl: Words = ""
    period_en: Words = ""
    themes: Codes = ""
    parent: Words = ""
    area: Codes = ""
    municipality_basis_nl: Words = ""
    municipality_basis_en: Words = ""
    web: Words = ""


class PactStatus(Valid):
    """How a pact stood from a day on; `as_of` is when that was published."""

    pact: Key
    status: PactState
    as_of: date | None = None
    merged_into: Words = ""
    text_nl: Words = ""
    text_en: Words = ""


class PactMunicipality(Valid):
    """A municipality that takes part, from a day until another."""

    pact: Key
    municipality: Codes


class PactPartner(Valid):
    """An organisation that takes part in a pact."""

    pact: Key
    organisation: Key


class Role(Sourced, Valid):
    """An office in a pact; the person may be unknown or left out."""

    key: Key
    pact: Key
    office_nl: NonEmpty
    office_en: Words = ""
    organisation: Key
    person: Words = ""
    email: Words = ""
    telephone: Words = ""
    as_of: date


class Meeting(Frozen):
    """A meeting of liaisons; seen by the public only when `public` is true."""

    key: Key
    pact: Key
    day: date
    title: NonEmpty
    place: Words = ""
    agenda: Words = ""
    public: bool = False


class Decision(Frozen):
    """What a meeting decided; `action` is the action that follows from it, when there is one."""

    meeting: Key
    text: NonEmpty
    action: Words = ""


class Agreement(Sourced, Valid):
    """What partners of a pact agreed. A programme has money and goals of its own."""

    key: Key
    pact: Key
    kind: AgreementKind = "agreement"
    title_nl: NonEmpty
    title_en: Words = ""
    about_nl: Words = ""
    about_en: Words = ""
    period_nl: Words = ""
    period_en: Words = ""
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
    label_nl: NonEmpty
    label_en: Words = ""
    unit_nl: Words = ""
    unit_en: Words = ""
    indicator: Codes = ""
    promised: Amount | None = None
    promised_by: date | None = None
    reached: Amount | None = None
    reached_on: date | None = None
    evidence_nl: Words = ""
    evidence_en: Words = ""
    evidence_address: Words = ""


class Action(Sourced, Valid):
    """Something that is done under an agreement, on one or more links of the chain.

    `practice` is the slug of the practice example that tells about it.
    """

    key: Key
    agreement: Key
    title_nl: NonEmpty
    title_en: Words = ""
    about_nl: Words = ""
    about_en: Words = ""
    goals: Codes = ""
    links: Codes = ""
    areas: Codes = ""
    indicators: Codes = ""
    owner: Words = ""
    status: Progress = "unknown"
    participants_aimed: Count | None = None
    participants_reached: Count | None = None
    evidence_nl: Words = ""
    evidence_en: Words = ""
    evidence_address: Words = ""
    practice: Words = ""
    public: bool = False


class ActionPartner(Frozen):
    """An organisation that takes part in an action."""

    action: Key
    organisation: Key


class Milestone(Frozen):
    """A point that an action must reach, and the evidence that it did."""

    action: Key
    label_nl: NonEmpty
    label_en: Words = ""
    due: date | None = None
    done_on: date | None = None
    evidence: Words = ""
    evidence_address: Words = ""


class Money(Sourced):
    """Euros of one funder for an action in one year; `link` is empty when not given per link."""

    action: Key
    funder: Key
    year: Year
    link: Codes = ""
    pledged: Amount | None = None
    granted: Amount | None = None
    spent: Amount | None = None
    note: Words = ""


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
