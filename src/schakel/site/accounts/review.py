"""What a liaison writes goes to review: one workflow, over all pages, by the editors."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from schakel.site.accounts.roles import group_of

# Names are content: whoever keeps the site may change them.
TASK, WORKFLOW = "Beoordeling door de redactie", "Concept – beoordeling – gepubliceerd"
REVIEWERS = ("editor", "administrator")
_WAGTAILS_OWN, _ITS_GROUP = "Moderators approval", "Moderators"


def make_workflow() -> None:
    """Make the workflow when there is none but Wagtail's own; that one is laid aside.

    Wagtail's group of moderators goes with it, unless somebody is in it.
    """
    if GroupApprovalTask.objects.exclude(name=_WAGTAILS_OWN).exists():
        return
    task = GroupApprovalTask.objects.create(name=TASK)
    task.groups.add(*(group_of(role) for role in REVIEWERS))
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for old in Workflow.objects.filter(name=_WAGTAILS_OWN):
        old.deactivate()
    Group.objects.filter(name=_ITS_GROUP, user=None).delete()
