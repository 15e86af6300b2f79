"""Editors together: two who save at once, a draft that goes to review, and when it is published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from schakel.site.desk import jobs
from schakel.site.pages.models import NewsIndexPage, NewsPage, StandardPage
from schakel.site.pages.models.base import SitePage
from tests.site.filling import form_at
from tests.support.login import logged_in

pytestmark = pytest.mark.django_db


def edit(page: Page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def latest(page: Page) -> Page:
    """The newest version, as it is in the database now."""
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def news(**fields: object) -> NewsPage:
    locale = Locale.objects.get_for_language("nl")
    made = NewsPage(title="Bericht", slug="bericht", date="2026-11-01", locale=locale, **fields)
    NewsIndexPage.objects.get(locale=locale).add_child(instance=made)
    return made


def test_the_second_of_two_who_save_is_told_and_loses_nothing() -> None:
    page = StandardPage.objects.get(slug="over")
    page.save_revision()
    anna, bart = logged_in("anna", role="editor"), logged_in("bart", role="editor")
    of_anna, of_bart = form_at(anna, edit(page)), form_at(bart, edit(page))
    assert anna.post(edit(page), {**of_anna, "title": "Van Anna"}).status_code == 302
    told = bart.post(edit(page), {**of_bart, "title": "Van Bart"})
    assert told.status_code == 200
    assert latest(page).title == "Van Anna", "nothing is overwritten"
    shown = BeautifulSoup(told.content, "html.parser")
    assert "anna" in shown.get_text()
    assert shown.select_one("input[name=title]")["value"] == "Van Bart", "nothing is lost"
    assert shown.select(f'a[href*="/pages/{page.pk}/revisions/compare/"]'), "what changed"
    newest = shown.select_one("input[name=loaded_revision_id]")["value"]
    when = shown.select_one("input[name=loaded_revision_created_at]")["value"]
    again = {"loaded_revision_id": newest, "loaded_revision_created_at": when}
    assert bart.post(edit(page), {**of_bart, **again, "title": "Van Bart"}).status_code == 302
    assert latest(page).title == "Van Bart"
    titles = [revision.as_object().title for revision in page.revisions.order_by("pk")]
    assert titles[-2:] == ["Van Anna", "Van Bart"], "both are kept"


def test_saving_in_the_background_is_refused_too_when_another_was_first() -> None:
    page = StandardPage.objects.get(slug="over")
    page.save_revision()
    anna, bart = logged_in("anna", role="editor"), logged_in("bart", role="editor")
    sent = form_at(bart, edit(page))
    anna.post(edit(page), {**form_at(anna, edit(page)), "title": "Van Anna"})
    answer = bart.post(edit(page), sent, headers={"Accept": "application/json"})
    assert answer.json()["error_code"] == "invalid_revision"


def test_every_page_type_has_this_form() -> None:
    def below(kind: type) -> list[type]:
        return [found for one in kind.__subclasses__() for found in (one, *below(one))]

    kinds = [kind for kind in below(SitePage) if not kind._meta.abstract]
    assert len(kinds) >= 9
    for kind in kinds:
        assert "TellsWhoSaved" in {c.__name__ for c in kind.base_form_class.__mro__}, kind


def test_from_draft_to_review_to_published_at_a_set_hour(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    liaison = logged_in("lies", role="liaison")
    editor = logged_in("eva", role="editor")
    page = news(live=False, owner=liaison.user)
    page.save_revision(user=liaison.user)
    sent = form_at(liaison, edit(page))
    assert "action-publish" not in liaison.get(edit(page)).content.decode()
    liaison.post(edit(page), {**sent, "title": "Ter beoordeling", "action-submit": "1"})
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress
    assert any("eva@example.org" in letter.to for letter in mail.outbox), "the editors are told"
    assert "Ter beoordeling" in editor.get("/admin/").content.decode(), "on the editor's first page"

    task = page.current_workflow_task_state
    hour = timezone.now() + timedelta(hours=1)
    sent = form_at(editor, edit(page))
    at = {"go_live_at": timezone.localtime(hour).strftime("%Y-%m-%d %H:%M")}
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    editor.post(edit(page), {**sent, **at, **approve})
    task.refresh_from_db()
    assert task.status == "approved"
    page.refresh_from_db()
    assert not page.live, "it waits for its hour"
    assert page.scheduled_revision
    past = timezone.now() - timedelta(seconds=1)
    waiting = page.scheduled_revision
    waiting.content["go_live_at"] = past.isoformat()
    waiting.approved_go_live_at = past
    waiting.save()
    jobs.publish_scheduled()
    page.refresh_from_db()
    assert page.live
    assert "Ter beoordeling" in Client().get(page.url).content.decode()
