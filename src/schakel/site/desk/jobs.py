"""Jobs of the clock that belong to no other app: what is scheduled, and what waits in a queue."""

from __future__ import annotations

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from schakel.site.desk.models import ClockLease
from schakel.site.pacts import upkeep

WORKER = "clock-"


class Interrupted(RuntimeError):
    """A task whose process was stopped before it was done."""


def publish_scheduled() -> None:
    """Publish and take down the pages and other content whose hour has come."""
    call_command("publish_scheduled", verbosity=0)


def erase_ended_roles() -> str:
    """Erase who held a role that has ended; says of how many."""
    count = upkeep.erase_ended_roles(timezone.localdate())
    return _("%(count)d erased") % {"count": count} if count else ""


def renew_references() -> None:
    """Which page uses which picture, document or page: also of what was imported in bulk."""
    call_command("rebuild_references_index", verbosity=0)


def run_tasks() -> str:
    """Do the tasks that wait in the database; says how many, and how many were cut off before."""
    worker = WORKER + (ClockLease.objects.values_list("holder", flat=True).first() or "")
    cut_off, done = _end_interrupted(worker), 0
    for backend in task_backends.all():
        if isinstance(backend, DatabaseBackend):
            done += _run_waiting(backend.alias, worker)
    if not cut_off and not done:
        return ""
    return _("%(done)d done, %(cut_off)d cut off") % {"done": done, "cut_off": cut_off}


def _run_waiting(queue: str, worker: str) -> int:
    waiting = DBTaskResult.objects.ready().filter(backend_name=queue).count()
    if waiting:
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name=queue,
            startup_delay=False,
            max_tasks=None,
            worker_id=worker,
        ).run()
    return waiting


def _end_interrupted(worker: str) -> int:
    """Mark tasks as failed whose clock was stopped while it did them: nobody does them now."""
    left = [
        result
        for result in DBTaskResult.objects.running()
        if result.worker_ids[-1].startswith(WORKER) and result.worker_ids[-1] != worker
    ]
    for result in left:
        result.set_failed(Interrupted("The site was stopped while this was being done."))
    return len(left)
