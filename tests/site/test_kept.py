"""What is kept of the content: for visitors only, and no longer than the content stays the same."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client, RequestFactory

from schakel.site.accounts.models import User
from schakel.site.explore.views import coverage
from schakel.site.kept import kept
from schakel.site.pacts.models import Action, Agreement, Organisation
from schakel.site.pages import generation
from schakel.site.pages.models import RegionPage

pytestmark = pytest.mark.django_db
SECRET = "Vertrouwelijk plan"


def said(path: str) -> str:
    """What a visitor reads."""
    return Client().get(path).content.decode()


def test_a_value_is_made_once_until_the_content_changes() -> None:
    made: list[str] = []

    @kept(2)
    def value(name: str) -> str:
        made.append(name)
        return name

    assert [value("a"), value("a"), value("b")] == ["a", "a", "b"]
    assert made == ["a", "b"]
    generation.rise()
    value("a")
    assert made == ["a", "b", "a"]


def test_an_error_is_not_kept() -> None:
    found: dict[str, int] = {}

    @kept(2)
    def value(name: str) -> int:
        return found[name]

    with pytest.raises(KeyError):
        value("a")
    found["a"] = 1
    assert value("a") == 1


@pytest.mark.parametrize(
    "path",
    ["/nl/oost/acties/gelders-coaches/", "/nl/oost/afspraken/gelders-vakmanschap/"],
)
def test_a_page_that_was_kept_follows_the_ledger(path: str) -> None:
    action = Action.objects.get(key="gelders-coaches")
    assert action.title_nl in said(path)
    action.title_nl = "Een heel andere titel"
    action.save()
    assert "Een heel andere titel" in said(path)
    action.public = False
    action.save()
    assert "Een heel andere titel" not in said(path)


def test_lists_that_were_kept_follow_the_ledger() -> None:
    paths = ("/nl/oost/afspraken/", "/nl/oost/resultaten/", "/nl/oost/organisaties/")
    assert all(said(path) for path in paths)
    agreement = Agreement.objects.get(key="gelders-vakmanschap")
    agreement.title_nl = "Een heel andere titel"
    agreement.save()
    payer = Organisation.objects.get(key="aventus")
    payer.name = "Een heel andere naam"
    payer.save()
    texts = [said(path) for path in paths]
    assert "Een heel andere titel" in texts[0]
    assert "Een heel andere titel" in texts[1]
    assert "Een heel andere naam" in texts[2]


def test_coverage_that_a_liaison_saw_first_holds_nothing_internal_for_visitors() -> None:
    agreement = Agreement.objects.filter(public=True, pact__region="oost").first()
    Action.objects.create(agreement=agreement, title_nl=SECRET, links="wo", areas="AM-TWENTE")
    liaison = User.objects.create_user("liaison", password="a long enough one")
    liaison.user_permissions.add(Permission.objects.get(codename="view_action"))
    for path in ("/nl/oost/dekking/", "/nl/oost/dekking/?link=wo&area=AM-TWENTE"):
        request = RequestFactory().get(path)
        request.user = User.objects.get(pk=liaison.pk)
        shown = coverage.coverage(request, region="oost").content.decode()
        assert "U bent ingelogd" in shown
        assert SECRET not in said(path)
        assert "U bent ingelogd" not in said(path)


def test_a_draft_that_was_looked_at_is_not_what_visitors_see() -> None:
    page = RegionPage.objects.get(region_id="oost", locale__language_code="nl")
    page.about_title = SECRET
    drafted = page.make_preview_request(RequestFactory().get("/")).render().content.decode()
    assert SECRET in drafted
    assert SECRET not in said("/nl/oost/")
    again = page.make_preview_request(RequestFactory().get("/")).render().content.decode()
    assert SECRET in again, "and a kept page is not what an editor sees of a draft"
