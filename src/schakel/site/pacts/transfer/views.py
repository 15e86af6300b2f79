"""Pages of import and export in the back office; they work without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import permission_required

from schakel.base.errors import SchakelError
from schakel.catalog.ledger_faults import Fault, Note
from schakel.site import choices
from schakel.site.pacts.models import ImportJob
from schakel.site.pacts.transfer import jobs, writing
from schakel.site.pacts.transfer.forms import ExportForm, ImportForm
from schakel.site.pacts.transfer.shape import MODELS

PERMISSION = "pacts.add_importjob"
SHOWN = 200
EVERY = 3
PHASES = {
    "reading": _("Reading the files"),
    "checking": _("Comparing with the ledger"),
    "writing": _("Writing to the ledger"),
}
allowed = permission_required(PERMISSION)


@allowed
def index(request: HttpRequest) -> HttpResponse:
    """Forms of import and export, and the last imports. A POST hands over files."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            job = jobs.start(
                form.cleaned_data["region"],
                form.given(),
                form.cleaned_data["complete"],
                request.user,
            )
        except SchakelError:
            form.add_error(None, BUSY)
        else:
            return redirect("ledger_import", job.pk)
    context = {
        "form": form,
        "export": ExportForm(auto_id="export_%s"),
        "jobs": ImportJob.objects.all()[:10],
        "trail": [HERE],
    }
    status = 422 if form.errors else 200
    return render(request, "pacts/transfer/index.html", context, status=status)


HERE = {"url": "", "label": _("Import and export")}
BUSY = _("Another import is waiting or busy. Wait until it is done, then try again.")


@allowed
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The file that was asked for."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        return redirect("ledger_transfer")
    region, table, excel, personal = (
        form.cleaned_data[name] for name in ("region", "table", "excel", "personal")
    )
    if table:
        content, name = writing.table(table, region, personal, excel), f"{region}-{table}.csv"
    else:
        content, name = writing.archive(region, personal, excel), f"{region}-ledger.zip"
    response = HttpResponse(content, content_type="text/csv" if table else "application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@allowed
@require_GET
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far an import is, and what came of it; it looks again by itself while it is not done."""
    jobs.tidy()
    found = get_object_or_404(ImportJob, pk=number)
    open_still = found.state in (jobs.State.WAITING, jobs.State.BUSY)
    progress = jobs.progress(found)
    context = {
        "job": found,
        "region": dict(choices.regions()).get(found.region, found.region),
        "trail": [{**HERE, "url": reverse("ledger_transfer")}, {"url": "", "label": _("Import")}],
        "open": open_still,
        "every": EVERY,
        "phase": PHASES.get(progress["phase"], ""),
        "progress": progress,
        "notes": [_note(entry) for entry in found.notes],
        "problems": [_problem(entry) for entry in found.problems[:SHOWN]],
        "more": max(0, found.problem_count - SHOWN),
        "tables": [
            {"label": MODELS[name]._meta.verbose_name_plural, **counts}
            for name, counts in found.counts.items()
        ],
    }
    response = render(request, "pacts/transfer/job.html", context)
    if open_still:
        response.headers["Refresh"] = str(EVERY)
    return response


@allowed
@require_POST
def apply(request: HttpRequest, number: int) -> HttpResponse:
    """Apply what was checked."""
    found = get_object_or_404(ImportJob, pk=number, state=jobs.State.CHECKED)
    try:
        jobs.confirm(found)
    except SchakelError:
        messages.error(request, BUSY)
    return redirect("ledger_import", number)


@allowed
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Let go of what waits or was checked."""
    if not jobs.stop(get_object_or_404(ImportJob, pk=number)):
        messages.error(request, _("This import is busy; it can no longer be stopped."))
    return redirect("ledger_import", number)


def _note(entry: dict[str, Any]) -> dict[str, str]:
    note = Note(entry["file"], entry["kind"], _pairs(entry["values"]))
    return {"file": note.file, "text": note.text(gettext)}


def _problem(entry: dict[str, Any]) -> dict[str, Any]:
    """A problem in the reader's language."""
    fault = Fault(**{**entry, "values": _pairs(entry["values"])})
    return {**entry, "expected": fault.expected(gettext), "advice": fault.advice(gettext)}


def _pairs(values: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values)
