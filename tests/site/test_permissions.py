"""Who may do what: a table of role × action. Every cell is really tried over HTTP.

What an action changed is looked up in the database; the answer of the server alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.documents.models import Document
from wagtail.models import Comment, ModelLogEntry, Page, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from schakel.site.accounts.models import User
from schakel.site.accounts.roles import group_of
from schakel.site.pacts.models import Action, ImportJob, Liaison
from schakel.site.pacts.transfer import jobs
from schakel.site.pages.models import NewsIndexPage, NewsPage, StandardPage
from schakel.site.readers.models import Feedback
from tests.site.filling import form_of
from tests.site.ledger import Rows, address, rows
from tests.support.forms import opened
from tests.support.login import PASSWORD, app_of, logged_in, person

pytestmark = pytest.mark.django_db
COLUMNS = (
    "visitor",
    "liaison",
    "editor",
    "programme_manager",
    "fund_adviser",
    "administrator",
)
#                                 visitor liaison editor manager adviser administrator
TABLE = """
    read news                        yes    yes    yes    yes    yes    yes
    enter the back office            no     yes    yes    yes    yes    yes
    write news as a draft            no     yes    yes    yes    no     yes
    submit own news for review       no     yes    yes    yes    no     yes
    publish news                     no     no     yes    no     no     yes
    approve news in review           no     no     yes    no     no     yes
    change news of somebody else     no     no     yes    yes    no     yes
    read a draft of somebody else    no     no     yes    yes    no     yes
    add a plain page                 no     no     yes    yes    no     yes
    take a page down                 no     no     yes    no     no     yes
    delete a published page          no     no     yes    no     no     yes
    put news at an hour              no     no     yes    no     no     yes
    comment on somebody's draft      no     no     yes    yes    no     yes
    see which translations are old   no     yes    yes    yes    no     yes
    add a document                   no     yes    yes    yes    no     yes
    see the feedback inbox           no     no     yes    no     no     yes
    read an internal action          no     yes    yes    yes    yes    yes
    change an action of the own pact no     yes    no     yes    yes    yes
    change an action of another pact no     no     no     yes    yes    yes
    change a meeting of the own pact no     yes    no     yes    no     yes
    change the texts of a pact       no     no     yes    yes    no     yes
    change an organisation           no     no     yes    yes    no     yes
    remove an action                 no     no     no     yes    no     yes
    import into the ledger           no     no     no     yes    no     yes
    take the whole ledger out        no     no     no     yes    no     yes
    say who is liaison               no     no     no     yes    no     yes
    add a user                       no     no     no     no     no     yes
    give oneself a role              no     no     no     no     no     yes
    change a group                   no     no     no     no     no     yes
    reset a second factor            no     no     no     no     no     yes
    see who logged in                no     no     no     no     no     yes
"""


def cells() -> list[Any]:
    """One case for each cell of the table."""
    found = []
    for line in TABLE.strip().splitlines():
        words = line.split()
        action, answers = " ".join(words[: -len(COLUMNS)]), words[-len(COLUMNS) :]
        for role, answer in zip(COLUMNS, answers, strict=True):
            found.append(pytest.param(action, role, answer == "yes", id=f"{action} – {role}"))
    return found


def client_for(role: str) -> Client:
    return Client() if role == "visitor" else logged_in(role=role)


def news_form(title: str, **more: str) -> dict[str, str]:
    return nested_form_data(
        {
            "title": title,
            "slug": "proefbericht",
            "lead": "",
            "date": "2026-11-20",
            "author": "",
            "theme": "",
            "pact_key": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            **more,
        }
    )


def index() -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code="nl")


def add_news(client: Client, **more: str) -> NewsPage | None:
    client.post(f"/admin/pages/add/pages/newspage/{index().pk}/", news_form("Proef", **more))
    return NewsPage.objects.filter(slug="proefbericht").first()


def written_by_another(live: bool = False) -> NewsPage:
    other = person("iemand_anders", "liaison")
    page = NewsPage(
        title="Van een ander", slug="van-een-ander", date="2026-11-20", live=live, owner=other,
        locale=index().locale,
    )  # fmt: skip
    index().add_child(instance=page)
    revision = page.save_revision(user=other)
    if live:
        revision.publish()
    return NewsPage.objects.get(pk=page.pk)


def read_news(client: Client) -> bool:
    return client.get(NewsPage.objects.filter(live=True).first().url).status_code == 200


def enter(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def draft_news(client: Client) -> bool:
    page = add_news(client)
    return page is not None and not page.live


def submit_news(client: Client) -> bool:
    page = add_news(client, **{"action-submit": "1"})
    return page is not None and WorkflowState.objects.filter(object_id=str(page.pk)).exists()


def publish_news(client: Client) -> bool:
    page = add_news(client, **{"action-publish": "1"})
    return page is not None and page.live


def approve_news(client: Client) -> bool:
    page = written_by_another()
    state = page.get_workflow().start(page, page.owner).current_task_state
    client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{state.pk}/", {"comment": ""})
    page.refresh_from_db()
    return page.live


def change_news(client: Client) -> bool:
    page = written_by_another()
    address = f"/admin/pages/{page.pk}/edit/"
    shown = client.get(address)
    if shown.status_code == 200:
        form = form_of(BeautifulSoup(shown.content, "html.parser"))
        client.post(address, {**form, "title": "Veranderd"})
    else:
        client.post(address, news_form("Veranderd"))
    return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Veranderd"


def read_draft(client: Client) -> bool:
    page = written_by_another()
    return client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


def schedule_news(client: Client) -> bool:
    page = add_news(client, **{"action-publish": "1", "go_live_at": "2099-01-01 08:00"})
    return page is not None and page.approved_schedule


def comment(client: Client) -> bool:
    page = written_by_another()
    address = f"/admin/pages/{page.pk}/edit/"
    shown = client.get(address)
    said = {
        "text": "Welke scholen?", "contentpath": "title", "position": "",
        "replies": inline_formset([]),
    }  # fmt: skip
    form = form_of(BeautifulSoup(shown.content, "html.parser")) if shown.status_code == 200 else {}
    client.post(address, {**form, **nested_form_data({"comments": inline_formset([said])})})
    return Comment.objects.filter(page=page, text="Welke scholen?").exists()


def see_translations(client: Client) -> bool:
    return client.get("/admin/desk/reports/translations/").status_code == 200


def add_plain_page(client: Client) -> bool:
    parent = Page.objects.get(slug="over")
    form = news_form("Proef")
    client.post(f"/admin/pages/add/pages/standardpage/{parent.pk}/", form)
    return StandardPage.objects.filter(slug="proefbericht").exists()


def take_down(client: Client) -> bool:
    page = written_by_another(live=True)
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    page.refresh_from_db()
    return not page.live


def delete_page(client: Client) -> bool:
    page = written_by_another(live=True)
    client.post(f"/admin/pages/{page.pk}/delete/")
    return not Page.objects.filter(pk=page.pk).exists()


def add_document(client: Client) -> bool:
    file = ContentFile(b"tekst", name="proef.txt")
    form = {"title": "Proef", "files[]": file, "collection": 1}
    headers = {"x-requested-with": "XMLHttpRequest"}
    client.post("/admin/documents/multiple/add/", form, headers=headers)
    return Document.objects.exists()


def see_feedback(client: Client) -> bool:
    Feedback.objects.create(message="Dit klopt niet.", about="/nl/", title="Home")
    response = client.get("/admin/feedback/")
    return response.status_code == 200 and b"Dit klopt niet." in response.content


def changed(client: Client, row: Model, field: str) -> bool:
    """Send the form of a row, as somebody who may open it would, with one field changed."""
    at = address(row, "edit")
    form = opened(logged_in("iemand_met_alles", "administrator"), at)
    client.post(at, {**form, field: "Veranderd"})
    row.refresh_from_db()
    return getattr(row, field) == "Veranderd"


def rows_of(client: Client, own: bool = True) -> Rows:
    """Rows of a pact, of which the user is the liaison when it is the own one."""
    found = rows("Proefland")
    if own and hasattr(client, "user"):
        Liaison.objects.create(pact=found.pact, user=client.user)
    return found


def read_internal_action(client: Client) -> bool:
    return client.get(address(rows_of(client, own=False).action, "inspect")).status_code == 200


def change_own_action(client: Client) -> bool:
    return changed(client, rows_of(client).action, "title_nl")


def change_others_action(client: Client) -> bool:
    return changed(client, rows_of(client, own=False).action, "title_nl")


def change_own_meeting(client: Client) -> bool:
    return changed(client, rows_of(client).meeting, "title")


def change_pact(client: Client) -> bool:
    return changed(client, rows_of(client).pact, "about_nl")


def change_organisation(client: Client) -> bool:
    return changed(client, rows_of(client).organisation, "name")


def remove_action(client: Client) -> bool:
    action = rows_of(client).action
    client.post(address(action, "delete"))
    return not Action.objects.filter(pk=action.pk).exists()


def import_ledger(client: Client) -> bool:
    tables = "key,name,kind\nproefbedrijf,Proefbedrijf,firm\n"
    client.post("/admin/ledger/", {"region": "oost", "text": tables})
    found = list(ImportJob.objects.all())
    for job in found:
        jobs._forget(job)
    return bool(found)


def export_ledger(client: Client) -> bool:
    response = client.get("/admin/ledger/export/", {"region": "oost"})
    return response.get("Content-Type") == "application/zip"


def say_who_is_liaison(client: Client) -> bool:
    other = person("iemand_anders", "liaison")
    form = {"pact": rows_of(client, own=False).pact.pk, "user": other.pk}
    client.post(reverse("wagtailsnippets_pacts_liaison:add"), form)
    return other.liaison_of.exists()


def add_user(client: Client) -> bool:
    fresh = "een gloednieuw lang wachtwoord"
    form = {"username": "nieuw", "email": "n@example.org", "password1": fresh, "password2": fresh}
    client.post("/admin/users/add/", form)
    client.post("/admin/users/new/", form)
    return User.objects.filter(username="nieuw").exists()


def give_oneself_a_role(client: Client) -> bool:
    user = getattr(client, "user", None) or person("test_visitor")
    group = Group.objects.create(name="Onze eigen groep")
    groups = [group.pk, *user.groups.values_list("pk", flat=True)]
    form = {"username": user.username, "email": "a@example.org", "groups": groups}
    client.post(f"/admin/users/edit/{user.pk}/", form)
    client.post("/admin/account/", {"name_email-email": "a@example.org", "groups": groups})
    return group in user.groups.all()


def change_group(client: Client) -> bool:
    return client.get(f"/admin/groups/edit/{group_of('liaison').pk}/").status_code == 200


def reset_factor(client: Client) -> bool:
    device = app_of(person("iemand_anders"))
    path = f"/admin/users/{device.user_id}/second-factor/"
    client.post(path, {"password": PASSWORD})
    return not TOTPDevice.objects.filter(pk=device.pk).exists()


def see_log(client: Client) -> bool:
    who = person("iemand_anders", "editor")
    assert ModelLogEntry.objects.filter(object_id=str(who.pk)).exists()
    response = client.get("/admin/reports/site-history/")
    return response.status_code == 200 and b"iemand_anders" in response.content


ACTIONS: dict[str, Callable[[Client], bool]] = {
    "read news": read_news,
    "enter the back office": enter,
    "write news as a draft": draft_news,
    "submit own news for review": submit_news,
    "publish news": publish_news,
    "approve news in review": approve_news,
    "change news of somebody else": change_news,
    "read a draft of somebody else": read_draft,
    "add a plain page": add_plain_page,
    "take a page down": take_down,
    "delete a published page": delete_page,
    "put news at an hour": schedule_news,
    "comment on somebody's draft": comment,
    "see which translations are old": see_translations,
    "add a document": add_document,
    "see the feedback inbox": see_feedback,
    "read an internal action": read_internal_action,
    "change an action of the own pact": change_own_action,
    "change an action of another pact": change_others_action,
    "change a meeting of the own pact": change_own_meeting,
    "change the texts of a pact": change_pact,
    "change an organisation": change_organisation,
    "remove an action": remove_action,
    "import into the ledger": import_ledger,
    "take the whole ledger out": export_ledger,
    "say who is liaison": say_who_is_liaison,
    "add a user": add_user,
    "give oneself a role": give_oneself_a_role,
    "change a group": change_group,
    "reset a second factor": reset_factor,
    "see who logged in": see_log,
}


@pytest.mark.parametrize(("action", "role", "allowed"), cells())
def test_the_table(settings, tmp_path, action: str, role: str, allowed: bool) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert ACTIONS[action](client_for(role)) is allowed
