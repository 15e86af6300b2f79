"""The tables of the ledger."""

from schakel.site.pacts.models.action import Action, ActionPartner, Milestone, Money
from schakel.site.pacts.models.agreement import Agreement, AgreementPartner, Progress, Promise
from schakel.site.pacts.models.importing import ImportJob
from schakel.site.pacts.models.meeting import Decision, Meeting, MeetingDocument
from schakel.site.pacts.models.organisation import Organisation
from schakel.site.pacts.models.pact import (
    Liaison,
    Pact,
    PactMunicipality,
    PactPartner,
    PactStatus,
)
from schakel.site.pacts.models.role import Role

__all__ = [
    "Action",
    "ActionPartner",
    "Agreement",
    "AgreementPartner",
    "Decision",
    "ImportJob",
    "Liaison",
    "Meeting",
    "MeetingDocument",
    "Milestone",
    "Money",
    "Organisation",
    "Pact",
    "PactMunicipality",
    "PactPartner",
    "PactStatus",
    "Progress",
    "Promise",
    "Role",
]
