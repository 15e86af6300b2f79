"""The form for feedback, and the page that thanks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.site.readers import guard
from schakel.site.readers.about import About, about
from schakel.site.readers.forms import FeedbackForm
from schakel.site.readers.models import Feedback
from schakel.site.readers.models.feedback import new_reference
from schakel.site.readers.views.page import for_one_reader, sent, show


@for_one_reader
def feedback(request: HttpRequest) -> HttpResponse:
    """Shows the form, or takes it in and goes to the thanks."""
    if request.method != "POST":
        page = about(request.GET.get("about", ""))
        return _form(request, FeedbackForm(request, initial={"about": page.path}), page)
    form = FeedbackForm(request, sent(request))
    page = about(form.data.get("about", ""))
    if not form.is_valid():
        return _form(request, form, page, 422)
    return _taken_in(request, form, page)


def _taken_in(request: HttpRequest, form: FeedbackForm, page: About) -> HttpResponse:
    given, reference = form.cleaned_data, new_reference()
    admission = guard.admit(request, form.name, given["message"], reference)
    if admission.taken is guard.Taken.FULL:
        form.add_error(
            None, _("We cannot take in any more at the moment. Please send it again in an hour.")
        )
        return _form(request, form, page, 429)
    if admission.taken is guard.Taken.YES:
        state = Feedback.State.SUSPECT if form.suspicious else Feedback.State.NEW
        Feedback.objects.create(
            reference=reference,
            language=(get_language() or "nl")[:2],
            about=page.path,
            title=page.title,
            state=state,
            **{name: given[name] for name in ("kind", "message", "email")},
        )
    return redirect("readers:thanks", reference=admission.reference or reference)


def _form(request: HttpRequest, form: FeedbackForm, page: About, status: int = 200) -> HttpResponse:
    return show(request, "feedback", status, form=form, about=page, region=page.region)


@for_one_reader
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Says that it came in, under which number, and leads back to the page."""
    message = get_object_or_404(Feedback, reference=reference)
    page = about(message.about)
    return show(request, "thanks", message=message, about=page, region=page.region)
