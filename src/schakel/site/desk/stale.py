"""What grows old: pages that end or were long not looked at, roles that end or may be past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from schakel.site.pacts.models import Role

SOON = timedelta(days=60)
LONG = timedelta(days=365)


@dataclass(frozen=True)
class GrowsOld:
    """A page or a contact that somebody should look at, why, and the day it is about."""

    title: str
    edit: str
    kind: str
    why: str
    day: date


def grow_old(today: date) -> list[GrowsOld]:
    """All of it, the oldest day first."""
    return sorted([*_pages(today), *_roles(today)], key=lambda row: (row.day, row.title))


def _pages(today: date) -> Iterator[GrowsOld]:
    live = Page.objects.live().filter(depth__gt=1)
    for page in live.filter(expire_at__lte=_midnight(today + SOON)):
        day = timezone.localtime(page.expire_at).date()
        yield _page(page, _("is taken down"), day)
    for page in live.filter(latest_revision_created_at__lt=_midnight(today - LONG)):
        day = timezone.localtime(page.latest_revision_created_at).date()
        yield _page(page, _("not touched for a year"), day)


def _page(page: Page, why: str, day: date) -> GrowsOld:
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return GrowsOld(page.title, edit, _("page"), why, day)


def _roles(today: date) -> Iterator[GrowsOld]:
    finder = AdminURLFinder()
    old = Q(valid_until__lte=today + SOON) | Q(as_of__lt=today - LONG)
    for role in Role.objects.filter(old).select_related("organisation", "pact"):
        until = role.valid_until
        why, day = (
            (_("known as of more than a year ago"), role.as_of)
            if until is None or until > today + SOON
            else (_("has ended"), until)
            if until <= today
            else (_("ends"), until)
        )
        yield GrowsOld(str(role), finder.get_edit_url(role) or "", _("contact"), why, day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def written(day: date | datetime | None) -> str:
    """A day in the words of the reader."""
    return date_format(day, "j F Y") if day else ""
