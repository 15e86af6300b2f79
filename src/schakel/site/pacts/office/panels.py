"""The forms of the ledger: which field stands where, in the order in which a liaison thinks."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
)

from schakel.site.pacts.office.forms import ActionForm, AgreementForm, LedgerForm, PactForm
from schakel.site.pacts.office.history import PrivatePanel

PERIOD_HELP = _("Leave empty what is not known. “Until” is the first day on which it is over.")


def _chosen(name: str) -> FieldPanel:
    """A list to choose from, without a window of its own; it works without JavaScript."""
    return FieldPanel(name, widget=Select)


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


def _period() -> MultiFieldPanel:
    return MultiFieldPanel(
        [_row("valid_from", "valid_until")], heading=_("Period"), help_text=PERIOD_HELP
    )


def _source(*more: Panel) -> ObjectList:
    """The last tab: where it was read, and the key."""
    source = MultiFieldPanel(
        [FieldPanel("source_label"), FieldPanel("source_address"), FieldPanel("source_date")],
        heading=_("Where it was read"),
        help_text=_("Leave this empty for what the pact itself enters."),
    )
    return ObjectList([source, *more, FieldPanel("key")], heading=_("Source and key"))


def _source_row() -> MultiFieldPanel:
    return MultiFieldPanel(
        [_row("source_label", "source_date"), FieldPanel("source_address")],
        heading=_("Where it was read"),
        classname="collapsed",
    )


def _both(field: str, heading: Any) -> MultiFieldPanel:
    """A text in Dutch and in English."""
    return MultiFieldPanel([FieldPanel(f"{field}_nl"), FieldPanel(f"{field}_en")], heading=heading)


def _partners() -> MultipleChooserPanel:
    return MultipleChooserPanel(
        "partners",
        chooser_field_name="organisation",
        heading=_("Partners"),
        label=_("partner"),
        panels=[FieldPanel("organisation")],
    )


PACT = TabbedInterface(
    [
        ObjectList(
            [
                MultiFieldPanel([FieldPanel("name_nl"), FieldPanel("name_en")], heading=_("Name")),
                _row("kind", "region"),
                _chosen("parent"),
                FieldPanel("also_called"),
                _both("about", _("What it is")),
                _both("period", _("Period, in words")),
                FieldPanel("themes"),
                FieldPanel("web"),
            ],
            heading=_("The pact"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "statuses",
                    heading=_("Status over time"),
                    label=_("status"),
                    help_text=_("One row for each time that it changed; old rows stay."),
                    panels=[
                        _row("status", "as_of"),
                        _chosen("merged_into"),
                        _row("valid_from", "valid_until"),
                        FieldPanel("text_nl"),
                        FieldPanel("text_en"),
                    ],
                )
            ],
            heading=_("Status"),
        ),
        ObjectList(
            [
                FieldPanel("area"),
                InlinePanel(
                    "municipalities",
                    heading=_("Municipalities"),
                    label=_("municipality"),
                    help_text=_("Also those outside the landsdeel. One may be in several pacts."),
                    panels=[
                        FieldPanel("municipality"),
                        _row("valid_from", "valid_until"),
                    ],
                ),
                _both("municipality_basis", _("On what this list rests")),
            ],
            heading=_("Municipalities"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "partners",
                    heading=_("Partners"),
                    label=_("partner"),
                    panels=[FieldPanel("organisation"), _row("valid_from", "valid_until")],
                )
            ],
            heading=_("Partners"),
        ),
        _source(),
    ],
    base_form_class=PactForm,
)

ORGANISATION = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("area", help_text=_("Where it is. Leave empty for the whole country.")),
        FieldPanel("web"),
        _source_row(),
        FieldPanel("key"),
    ],
    base_form_class=LedgerForm,
)

ROLE = TabbedInterface(
    [
        ObjectList(
            [
                _chosen("pact"),
                MultiFieldPanel(
                    [FieldPanel("office_nl"), FieldPanel("office_en")], heading=_("Office")
                ),
                FieldPanel("organisation"),
                FieldPanel("as_of"),
                _period(),
                MultiFieldPanel(
                    [PrivatePanel("person"), PrivatePanel("email"), PrivatePanel("telephone")],
                    heading=_("Who it is"),
                    help_text=_(
                        "Only with consent. When the role ends, this is erased, also from the "
                        "history."
                    ),
                ),
            ],
            heading=_("The role"),
        ),
        _source(),
    ],
    base_form_class=LedgerForm,
)

MEETING = TabbedInterface(
    [
        ObjectList(
            [
                _chosen("pact"),
                FieldPanel("title"),
                _row("day", "place"),
                FieldPanel("agenda"),
                FieldPanel("public"),
                FieldPanel("key"),
            ],
            heading=_("The meeting"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "decisions",
                    heading=_("Decisions"),
                    label=_("decision"),
                    help_text=_("If an action follows from it, choose that action here."),
                    panels=[FieldPanel("text"), FieldPanel("action")],
                )
            ],
            heading=_("Decisions"),
        ),
        ObjectList(
            [
                MultipleChooserPanel(
                    "documents",
                    chooser_field_name="document",
                    heading=_("Documents"),
                    label=_("document"),
                    panels=[FieldPanel("document")],
                )
            ],
            heading=_("Documents"),
        ),
    ],
    base_form_class=LedgerForm,
)

AGREEMENT = TabbedInterface(
    [
        ObjectList(
            [
                _chosen("pact"),
                MultiFieldPanel(
                    [FieldPanel("title_nl"), FieldPanel("title_en")], heading=_("Title")
                ),
                _row("kind", "status"),
                _both("about", _("What was agreed")),
                FieldPanel("goals"),
                _period(),
                _both("period", _("Period, in words")),
                FieldPanel("public"),
            ],
            heading=_("The agreement"),
        ),
        ObjectList([_partners()], heading=_("Partners")),
        ObjectList(
            [
                InlinePanel(
                    "promises",
                    heading=_("Promised and reached"),
                    label=_("promised result"),
                    help_text=_("Without evidence, the site says that there is no evidence."),
                    panels=[
                        _row("label_nl", "label_en"),
                        _row("unit_nl", "unit_en"),
                        FieldPanel("indicator"),
                        _row("promised", "promised_by"),
                        _row("reached", "reached_on"),
                        _row("evidence_nl", "evidence_en"),
                        FieldPanel("evidence_address"),
                        _source_row(),
                    ],
                )
            ],
            heading=_("Results"),
        ),
        _source(),
    ],
    base_form_class=AgreementForm,
)

MONEY = InlinePanel(
    "money",
    heading=_("Money"),
    label=_("money"),
    help_text=_("One row a funder, year and link. Amounts in euros, such as 1,250.50."),
    panels=[
        FieldPanel("funder"),
        FieldRowPanel(
            [
                FieldPanel("year"),
                FieldPanel("link", help_text=_("Empty: for the action as a whole.")),
            ]
        ),
        _row("pledged", "granted", "spent"),
        FieldPanel("note"),
        _source_row(),
    ],
)

ACTION = TabbedInterface(
    [
        ObjectList(
            [
                _chosen("agreement"),
                MultiFieldPanel(
                    [FieldPanel("title_nl"), FieldPanel("title_en")], heading=_("Title")
                ),
                _both("about", _("What is done")),
                _row("owner", "status"),
                _period(),
                FieldPanel("public"),
            ],
            heading=_("The action"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "milestones",
                    heading=_("Milestones"),
                    label=_("milestone"),
                    help_text=_("Reached? Fill in the day and what shows it."),
                    panels=[
                        _row("label_nl", "label_en"),
                        _row("due", "done_on"),
                        FieldPanel("evidence"),
                        FieldPanel("evidence_address"),
                    ],
                )
            ],
            heading=_("Milestones"),
        ),
        ObjectList([MONEY], heading=_("Money")),
        ObjectList(
            [
                FieldPanel("goals"),
                FieldPanel(
                    "links",
                    help_text=_("On which links of the chain does this act? Tick one or more."),
                ),
                MultiFieldPanel(
                    [FieldPanel("areas")], heading=_("Where does it work?"), classname="collapsed"
                ),
                MultiFieldPanel(
                    [FieldPanel("indicators")],
                    heading=_("Which figures should it move?"),
                    classname="collapsed",
                ),
                FieldPanel(
                    "study",
                    help_text=_("Only when school and firms agreed to change what is taught."),
                ),
            ],
            heading=_("Goals and links"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [_row("participants_aimed", "participants_reached")],
                    heading=_("Participants"),
                ),
                _both("evidence", _("What shows that it works")),
                FieldPanel("evidence_address"),
                PageChooserPanel("practice", "pages.PracticePage"),
            ],
            heading=_("Results"),
        ),
        ObjectList([_partners()], heading=_("Partners")),
        _source(),
    ],
    base_form_class=ActionForm,
)

LIAISON = ObjectList(
    [
        HelpPanel(_("This person may change what belongs to this pact, and nothing of others.")),
        _chosen("user"),
        _chosen("pact"),
    ]
)
