"""Translating beside the original: Wagtail's form of the page, with the original on the left."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from schakel.site.desk import translations
from schakel.site.desk.beside import fields_of


class BesideView(EditView):
    """The edit form of a translation; all that Wagtail's own form can do, it can."""

    def get_page_title(self) -> str:
        """What stands above the form and in the title of the window."""
        return _("Translating beside the original")

    def get_template_names(self) -> list[str]:
        """The page with two columns; Wagtail's own answer to a save in the background."""
        if self.hydrate_create_view:
            return super().get_template_names()
        return ["desk/beside.html"]

    def get_edit_url(self) -> str:
        """Where the form goes and where the editor stays after saving."""
        return reverse("desk:beside", args=(self.page.pk,))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An original has nothing beside it: its own form."""
        if translations.original_of(self.page) is None:
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `original`, its `fields` and `stale` (why the translation is out of date)."""
        context = super().get_context_data(**kwargs)
        original = translations.original_of(self.page)
        if original is None:
            raise Http404
        return {
            **context,
            "original": original,
            "fields": fields_of(self.page, original, self.request),
            "stale": translations.out_of_date().get(self.page.pk),
            "language": get_language(),
        }


@require_POST
def still_fits(request: HttpRequest, page_id: int) -> HttpResponseRedirect:
    """An editor has compared: the translation needs no change."""
    page = get_object_or_404(Page, pk=page_id)
    original = translations.original_of(page)
    if original is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    translations.still_fits(page, original, request.user)
    messages.success(request, _("Noted: this translation fits its original as it is now."))
    return redirect("desk:beside", page.pk)
